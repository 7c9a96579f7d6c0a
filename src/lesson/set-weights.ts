import { Matrix } from "../network/matrix.js";
import type { Rnn } from "../network/rnn.js";

/** Weights as a reader writes them, row by row. */
export interface Weights {
	readonly V?: readonly ArrayLike<number>[];
	readonly U?: readonly ArrayLike<number>[];
	readonly W?: readonly ArrayLike<number>[];
	readonly b_h?: readonly ArrayLike<number>[];
	readonly b_y?: readonly ArrayLike<number>[];
}

const names = ["V", "U", "W", "b_h", "b_y"] as const;

/**
 * Writes weights into a network, and returns it. Those that are not given stay as they are.
 * Throws a RangeError that names the matrix with a wrong shape, before anything is written.
 */
export function setWeights(rnn: Rnn, weights: Weights): Rnn {
	const pairs = names.flatMap((name) => {
		const rows = weights[name];
		if (rows === undefined) return [];
		const given = Matrix.of(rows, name);
		const place = rnn[name];
		if (given.rows !== place.rows || given.cols !== place.cols) {
			const wanted = `${place.rows} × ${place.cols}`;
			throw new RangeError(`${name} must be ${wanted} (got ${given.rows} × ${given.cols})`);
		}
		return [{ given, place }];
	});
	for (const { given, place } of pairs) place.data.set(given.data);
	return rnn;
}
