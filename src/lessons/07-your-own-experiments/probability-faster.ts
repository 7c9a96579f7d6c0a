/**
 * The share of all pairs, one run of `a` and one of `b`, in which a's value is the smaller one, where
 * equal ones count half: an estimate of P(A faster than B), from 0 to 1. It is U / (n_a n_b), with
 * the U of Mann and Whitney 1947. Infinity, which is "never", is slower than all and equal to itself.
 */
export function probabilityFaster(a: readonly number[], b: readonly number[]): number {
	let faster = 0;
	for (const a_i of a) for (const b_j of b) faster += a_i < b_j ? 1 : a_i === b_j ? 0.5 : 0;
	return faster / (a.length * b.length);
}
