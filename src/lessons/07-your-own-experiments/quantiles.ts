/**
 * The value below which a share p of the values lies, p from 0 to 1: q_p. Between two values it
 * goes from one to the other in a straight line (Hyndman and Fan 1996, their definition 7, which is
 * NumPy's too). Infinity stands for "never", and is above all numbers. NaN where there are no values.
 */
export function quantile(values: readonly number[], p: number): number {
	const v = [...values].sort((a, b) => a - b);
	const rank = p * (v.length - 1);
	const k = Math.floor(rank);
	const gamma = rank - k;
	// Not by the formula where gamma is 0: it would take 0 · ∞.
	return gamma === 0 ? (v[k] ?? Number.NaN) : (1 - gamma) * v[k] + gamma * v[k + 1];
}

/** The value in the middle. */
export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** The share of runs, from 0 to 1, that had learned by each of these iterations. */
export function learnedBy(
	runs: readonly { readonly learnedAt: number }[],
	iterations: readonly number[],
): number[] {
	return iterations.map((by) => runs.filter((run) => run.learnedAt <= by).length / runs.length);
}
