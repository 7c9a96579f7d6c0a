import { inWords, wholeNumber } from "./validation.js";

/**
 * A rows × cols matrix of doubles, row-major: element (i, j) is `data[i * cols + j]`. A sequence is a
 * matrix too, one row a step, and a vector is a matrix of one row.
 */
export class Matrix {
	readonly rows: number;
	readonly cols: number;
	readonly data: Float64Array;

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
			throw new RangeError(`${name} must be one row or more (got ${inWords(rows)})`);
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

	/** Row i as a view: writing to it writes to the matrix. */
	row(i: number): Float64Array {
		wholeNumber("row", i, 0, this.rows - 1);
		return this.data.subarray(i * this.cols, (i + 1) * this.cols);
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

/** Matrices by name: a network's parameters, or their gradients. */
export type Matrices = Readonly<Record<string, Matrix>>;

/**
 * `rows` as a matrix of `cols` columns with at least one row, all finite. `count` is how many rows it
 * must have, or the letter that an error gives to any number of them. Throws a RangeError otherwise.
 */
export function requireSequence(
	name: string,
	rows: Rows,
	cols: number,
	count: number | "T" | "N" = "T",
): Matrix {
	const given = isMatrix(rows);
	const matrix = given ? rows : Matrix.of(rows, name);
	if (matrix.rows === 0) throw new RangeError(`${name} must have at least one row (got 0)`);
	if (matrix.cols !== cols || (typeof count === "number" && matrix.rows !== count)) {
		throw new RangeError(`${name} must be ${count} × ${cols} (got ${sizeOf(matrix)})`);
	}
	if (given) requireFinite(matrix, name);
	return matrix;
}

/** Throws a RangeError unless `found` is a matrix as large as `wanted`. */
export function requireSameSize(name: string, found: unknown, wanted: Matrix): void {
	if (isMatrix(found) && found.rows === wanted.rows && found.cols === wanted.cols) return;
	throw new RangeError(`${name} must be ${sizeOf(wanted)} (got ${sizeOf(found)})`);
}

/** A matrix's size in words, such as 2 × 3, or what is there in its place. */
function sizeOf(found: unknown): string {
	return isMatrix(found) ? `${found.rows} × ${found.cols}` : inWords(found);
}

/**
 * Whether `value` is a matrix. Not by `instanceof`: after an edit to this file a notebook holds
 * matrices that an earlier version of the class has made.
 */
export function isMatrix(value: unknown): value is Matrix {
	return ArrayBuffer.isView((value as Partial<Matrix> | null | undefined)?.data);
}

/** Throws a RangeError that names the first element that is NaN or infinite. */
export function requireFinite(matrix: Matrix, name: string): void {
	// 0 times a finite number is 0, and times any other NaN: one quick pass for the usual case.
	let zero = 0;
	for (let k = 0; k < matrix.data.length; k++) zero += 0 * matrix.data[k];
	if (zero === 0) return;
	const k = matrix.data.findIndex((value) => !Number.isFinite(value));
	const where = `${name}[${Math.floor(k / matrix.cols)}][${k % matrix.cols}]`;
	throw new RangeError(`${where} must be a finite number (got ${matrix.data[k]})`);
}

/** What `map` makes of each of the matrices, by the same names. */
export function mapMatrices<Name extends string, Result>(
	matrices: Readonly<Record<Name, Matrix>>,
	map: (matrix: Matrix) => Result,
): Record<Name, Result> {
	const entries = Object.entries<Matrix>(matrices).map(([name, matrix]) => [name, map(matrix)]);
	return Object.fromEntries(entries);
}

/** All zeros, as large as M. */
export function zerosLike({ rows, cols }: Matrix): Matrix {
	return new Matrix(rows, cols);
}

/** out = row i of M. */
export function copyRow(out: Float64Array, M: Matrix, i: number): void {
	const { cols, data } = M;
	for (let j = 0, k = i * cols; j < cols; j++, k++) out[j] = data[k];
}

/*
 * The three products below take four rows at a time: for one number that they read or write in the
 * shorter operand they then do four products, which is about twice as fast. The last loop of each
 * does what is left over, and says what the first one means.
 */

/** out += x M, for a row x of M.rows and a row out of M.cols numbers. */
export function addProduct(out: Float64Array, x: Float64Array, M: Matrix): void {
	const { rows, cols, data } = M;
	let i = 0;
	for (; i + 4 <= rows; i += 4) {
		const x_0 = x[i];
		const x_1 = x[i + 1];
		const x_2 = x[i + 2];
		const x_3 = x[i + 3];
		let k = i * cols;
		for (let j = 0; j < cols; j++, k++) {
			out[j] +=
				x_0 * data[k] +
				x_1 * data[k + cols] +
				(x_2 * data[k + 2 * cols] + x_3 * data[k + 3 * cols]);
		}
	}
	for (; i < rows; i++) {
		const x_i = x[i];
		for (let j = 0, k = i * cols; j < cols; j++, k++) out[j] += x_i * data[k];
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
	let i = 0;
	for (; i + 4 <= rows; i += 4) {
		let sum_0 = 0;
		let sum_1 = 0;
		let sum_2 = 0;
		let sum_3 = 0;
		let k = i * cols;
		for (let j = 0; j < cols; j++, k++) {
			const d_j = d[j];
			sum_0 += d_j * data[k];
			sum_1 += d_j * data[k + cols];
			sum_2 += d_j * data[k + 2 * cols];
			sum_3 += d_j * data[k + 3 * cols];
		}
		out[i] += sum_0;
		out[i + 1] += sum_1;
		out[i + 2] += sum_2;
		out[i + 3] += sum_3;
	}
	for (; i < rows; i++) {
		let sum = 0;
		for (let j = 0, k = i * cols; j < cols; j++, k++) sum += d[j] * data[k];
		out[i] += sum;
	}
}

/** M = Σ_t aᵀ b, for a = row t + first of A and b = row t of B, t from 0 to B.rows − 1. */
export function sumOuterProducts(M: Matrix, A: Matrix, B: Matrix, first = 0): void {
	const { rows, cols, data } = M;
	data.fill(0);
	const a = A.data;
	const b = B.data;
	const T = B.rows;
	let t = 0;
	for (; t + 4 <= T; t += 4) {
		const at = (t + first) * rows;
		const b_0 = t * cols;
		for (let i = 0, k = 0; i < rows; i++) {
			const a_0 = a[at + i];
			const a_1 = a[at + rows + i];
			const a_2 = a[at + 2 * rows + i];
			const a_3 = a[at + 3 * rows + i];
			for (let j = b_0; j < b_0 + cols; j++, k++) {
				data[k] += a_0 * b[j] + a_1 * b[j + cols] + (a_2 * b[j + 2 * cols] + a_3 * b[j + 3 * cols]);
			}
		}
	}
	for (; t < T; t++) {
		for (let i = 0, k = 0; i < rows; i++) {
			const a_i = a[(t + first) * rows + i];
			for (let j = t * cols; j < (t + 1) * cols; j++, k++) data[k] += a_i * b[j];
		}
	}
}

/** out = Σ_t row t of B. */
export function sumRows(out: Float64Array, B: Matrix): void {
	const { rows, cols, data } = B;
	out.fill(0);
	for (let t = 0, k = 0; t < rows; t++) for (let j = 0; j < cols; j++, k++) out[j] += data[k];
}

/** A B. Throws a RangeError where A has not as many columns as B has rows. */
export function product(A: Matrix, B: Matrix): Matrix {
	if (A.cols !== B.rows) {
		throw new RangeError(`B must have ${A.cols} rows, as A has columns (got ${B.rows})`);
	}
	const AB = new Matrix(A.rows, B.cols);
	for (let i = 0; i < A.rows; i++) addProduct(AB.row(i), A.row(i), B);
	return AB;
}

/** Mᵀ. */
export function transposed(M: Matrix): Matrix {
	const turned = new Matrix(M.cols, M.rows);
	for (let i = 0; i < M.rows; i++) {
		for (let j = 0; j < M.cols; j++) turned.data[j * M.rows + i] = M.at(i, j);
	}
	return turned;
}

/** factor · M. */
export function scaled(M: Matrix, factor: number): Matrix {
	return new Matrix(
		M.rows,
		M.cols,
		M.data.map((value) => factor * value),
	);
}

/** a · b = Σ_j a_j b_j. */
export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
	let sum = 0;
	for (let j = 0; j < a.length; j++) sum += a[j] * b[j];
	return sum;
}

/** ‖v‖: the root of the sum of squares, of any number of numbers, safe where squares are not. */
export function norm(v: ArrayLike<number>): number {
	const values = Array.from(v);
	let size = 0;
	// A call takes only so many arguments.
	for (let k = 0; k < values.length; k += 4096) {
		size = Math.hypot(size, ...values.slice(k, k + 4096));
	}
	return size;
}
