import type { Matrix } from "../matrix.js";
import type { Rnn, RnnTrace } from "../rnn.js";
import { wholeNumber } from "../validation.js";

/**
 * J^t = ∂net_h^{t+1} / ∂net_h^t = diag(f'(net_h^t)) U, H × H, for t = 1…T − 1: a small change of
 * net_h^t, a row, times J^t is what it changes in net_h^{t+1}. Where no step but the last has an
 * error, δ_h^t = δ_h^{t+1} (J^t)ᵀ, and so δ_h^T times T − t such matrices (Pascanu et al. 2013).
 */
export function jacobian({ U, f }: Rnn, { T, h }: RnnTrace, t: number): Matrix {
	wholeNumber("t", t, 1, T - 1);
	const J = U.clone();
	const h_t = h.row(t);
	for (let i = 0; i < J.rows; i++) {
		const slope = f.slope(h_t[i]);
		const row = J.row(i);
		for (let j = 0; j < row.length; j++) row[j] *= slope;
	}
	return J;
}
