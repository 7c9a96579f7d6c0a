import type { Matrix } from "../network/matrix.js";
import { norm } from "../network/spectrum.js";

/**
 * How much of an early difference is left later: ‖a_t − b_t‖ / ‖a_1 − b_1‖ for t = 1…T, where a and b
 * are a network's states (rows 0 to T) in two runs whose inputs differ at the first step only.
 */
export function remains(a: Matrix, b: Matrix): number[] {
	const sizes = Array.from({ length: a.rows - 1 }, (_, t) =>
		norm(a.row(t + 1).map((value, j) => value - b.at(t + 1, j))),
	);
	return sizes.map((size) => size / sizes[0]);
}
