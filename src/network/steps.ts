import { type Matrix, mapMatrices } from "./matrix.js";

/** Of steps that hold rows of numbers: each of these rows for all steps, as a matrix. */
export type MatrixOfEach<Step> = { readonly [Name in keyof Step]: Matrix };

/**
 * Steps 0 to T as views of matrices with a step in each row: row t of those that have T + 1 rows, and
 * row t − 1 of those that have T, and nothing at step 0.
 */
export function stepsOf<Name extends string>(
	matrices: Readonly<Record<Name, Matrix>>,
	T: number,
): Record<Name, Float64Array>[] {
	return Array.from({ length: T + 1 }, (_, t) =>
		mapMatrices(matrices, (M) => {
			const row = M.rows - T - 1 + t;
			return row < 0 ? new Float64Array(0) : M.row(row);
		}),
	);
}
