import type { Matrix } from "./matrix.js";
import type { Rnn, RnnTrace } from "./rnn.js";
import { wholeNumber } from "./validation.js";

/**
 * J^t = ∂h^t / ∂h^{t−1} = U diag(f'(net_h^t)), H × H: a small change of h^{t−1}, a row, times J^t
 * is what it changes in h^t. t is 1 to T.
 */
export function jacobian({ U, f }: Rnn, { T, h }: RnnTrace, t: number): Matrix {
	wholeNumber("t", t, 1, T);
	const J = U.clone();
	const h_t = h.row(t);
	for (let i = 0; i < J.rows; i++) {
		const row = J.row(i);
		for (let j = 0; j < row.length; j++) row[j] *= f.slope(h_t[j]);
	}
	return J;
}
