import type { Matrix } from "../../network/matrix.js";

/**
 * What each letter does to each prediction: row s − 1 holds, for t = 1…T, the total variation
 * distance ½ Σ_k |y_k^t − y_k^t without x^s| between the predictions with letter s and with a zero in
 * its place. 0: the letter does not matter; 1: without it the network says something else altogether.
 * NaN where t < s: a letter has no effect before it is read. T × T.
 *
 * @param predict y for x, T × Y, each row a distribution
 */
export function influenceOnNext(predict: (x: Matrix) => Matrix, x: Matrix): number[][] {
	const y = predict(x);
	return Array.from({ length: x.rows }, (_, s) => {
		const without = x.clone();
		without.row(s).fill(0);
		const other = predict(without);
		return Array.from({ length: x.rows }, (_, t) => (t < s ? Number.NaN : distance(y, other, t)));
	});
}

function distance(a: Matrix, b: Matrix, t: number): number {
	return a.row(t).reduce((sum, a_k, k) => sum + Math.abs(a_k - b.at(t, k)) / 2, 0);
}
