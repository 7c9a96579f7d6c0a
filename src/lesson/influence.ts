import type { Rows } from "../network/matrix.js";
import { forward, type Rnn } from "../network/rnn.js";
import { norm } from "../network/spectrum.js";

/**
 * How far each hidden state moves when one input is left out, that is, set to zero: row s − 1 holds,
 * for t = 1…T, the distance between h^t with and without x^s. T × T.
 */
export function influence(rnn: Rnn, x: Rows): number[][] {
	const trace = forward(rnn, x);
	const rows = trace.x.toRows();
	return rows.map((_, s) => {
		const without = rows.map((row, at) => (at === s ? row.map(() => 0) : row));
		const { h } = forward(rnn, without);
		return rows.map((_, at) =>
			norm(h.row(at + 1).map((value, j) => value - trace.h.at(at + 1, j))),
		);
	});
}
