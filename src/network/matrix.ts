import { show, wholeNumber } from "./validation.js";

/**
 * A rows × cols matrix of doubles, row-major: element (i, j) is `data[i * cols + j]`. A sequence is a
 * matrix too, one row a step, and a vector is a matrix of one row.
 */
export class Matrix {
	readonly rows: number;
	readonly cols: number;
	readonly data: Float64Array;
	private readonly views: Float64Array[] = [];

	/** All zeros, or a view of `data`, which must hold rows × cols numbers. */
	constructor(rows: number, cols: number, data: Float64Array = new Float64Array(rows * cols)) {
		wholeNumber("rows", rows, 0, 2 ** 31);
		wholeNumber("cols", cols, 0, 2 ** 31);
		if (data.length !== rows * cols) {
			throw new RangeError(`data must hold ${rows} × ${cols} numbers (got ${data.length})`);
		}
		this.rows = rows;
		this.cols = cols;
		this.data = data;
	}

	/** The matrix with these rows, which must be equally long and all finite. */
	static of(rows: readonly ArrayLike<number>[], name = "rows"): Matrix {
		if (!Array.isArray(rows) || rows.length === 0) {
			throw new RangeError(`${name} must be one row or more (got ${show(rows)})`);
		}
		const cols = rows[0]?.length ?? 0;
		const matrix = new Matrix(rows.length, cols);
		for (const [i, row] of rows.entries()) {
			if (row?.length !== cols) {
				throw new RangeError(
					`${name}[${i}] must have ${cols} numbers, as ${name}[0] has (got ${row?.length})`,
				);
			}
			matrix.data.set(row, i * cols);
		}
		requireFinite(matrix, name);
		return matrix;
	}

	/** Row i as a view: writing to it writes to the matrix. The same view every time. */
	row(i: number): Float64Array {
		const view = this.views[i];
		if (view !== undefined) return view;
		wholeNumber("row", i, 0, this.rows - 1);
		// Filled in order, so that the list of views never has holes.
		while (this.views.length <= i) {
			const start = this.views.length * this.cols;
			this.views.push(this.data.subarray(start, start + this.cols));
		}
		return this.views[i];
	}

	/** Element (i, j). */
	at(i: number, j: number): number {
		return this.data[i * this.cols + j];
	}

	/** A copy that shares nothing with this one. */
	clone(): Matrix {
		return new Matrix(this.rows, this.cols, this.data.slice());
	}

	/** The rows as plain arrays, for figures and JSON. */
	toRows(): number[][] {
		return Array.from({ length: this.rows }, (_, i) => Array.from(this.row(i)));
	}
}

/** What functions take where a sequence is asked for: a matrix, or its rows as plain arrays. */
export type Rows = Matrix | readonly ArrayLike<number>[];

/** `rows` as a matrix of `cols` columns with at least one row, all finite; else throws a RangeError. */
export function sequence(name: string, rows: Rows, cols: number, count?: number): Matrix {
	const matrix = rows instanceof Matrix ? rows : Matrix.of(rows, name);
	if (matrix.rows === 0) throw new RangeError(`${name} must have at least one row (got 0)`);
	if (matrix.cols !== cols || (count !== undefined && matrix.rows !== count)) {
		throw new RangeError(
			`${name} must be ${count ?? "T"} × ${cols} (got ${matrix.rows} × ${matrix.cols})`,
		);
	}
	if (rows instanceof Matrix) requireFinite(matrix, name);
	return matrix;
}

/** Throws a RangeError that names the first element that is NaN or infinite. */
export function requireFinite(matrix: Matrix, name: string): void {
	const k = matrix.data.findIndex((value) => !Number.isFinite(value));
	if (k < 0) return;
	const where = `${name}[${Math.floor(k / matrix.cols)}][${k % matrix.cols}]`;
	throw new RangeError(`${where} must be a finite number (got ${matrix.data[k]})`);
}

/** out += x M, for a row x of M.rows and a row out of M.cols numbers. */
export function addProduct(out: Float64Array, x: Float64Array, M: Matrix): void {
	const { rows, cols, data } = M;
	for (let i = 0, k = 0; i < rows; i++) {
		const x_i = x[i];
		for (let j = 0; j < cols; j++, k++) out[j] += x_i * data[k];
	}
}

/** out += d Mᵀ, for a row d of M.cols numbers and a row out of as many as M, or its first rows, has. */
export function addProductTransposed(
	out: Float64Array,
	d: Float64Array,
	M: Matrix,
	rows = M.rows,
): void {
	const { cols, data } = M;
	for (let i = 0, k = 0; i < rows; i++) {
		let sum = 0;
		for (let j = 0; j < cols; j++, k++) sum += d[j] * data[k];
		out[i] += sum;
	}
}

/** M += aᵀ b, for a row a of M.rows and a row b of M.cols numbers. */
export function addOuterProduct(M: Matrix, a: Float64Array, b: Float64Array): void {
	const { rows, cols, data } = M;
	for (let i = 0, k = 0; i < rows; i++) {
		const a_i = a[i];
		for (let j = 0; j < cols; j++, k++) data[k] += a_i * b[j];
	}
}

/** out += x, element by element. */
export function add(out: Float64Array, x: Float64Array): void {
	for (let j = 0; j < out.length; j++) out[j] += x[j];
}
