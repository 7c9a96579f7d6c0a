import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import {
	addProduct,
	addProductTransposed,
	Matrix,
	sequence,
	sumOuterProducts,
	sumRows,
} from "../../src/network/matrix.js";
import { Random } from "../../src/network/random.js";

const size = fc.integer({ min: 1, max: 11 });

function drawn(rows: number, cols: number, random: Random): Matrix {
	const matrix = new Matrix(rows, cols);
	for (let k = 0; k < matrix.data.length; k++) matrix.data[k] = random.uniform(-1, 1);
	return matrix;
}

function assertClose(found: ArrayLike<number>, expected: number[]): void {
	assert.equal(found.length, expected.length);
	for (const [k, value] of expected.entries()) assert.ok(Math.abs(found[k] - value) < 1e-13);
}

const sumOf = (count: number, term: (k: number) => number) =>
	Array.from({ length: count }, (_, k) => term(k)).reduce((a, b) => a + b, 0);

describe("Matrix", () => {
	test("is row-major, and its rows are views", () => {
		const M = Matrix.of([
			[1, 2, 3],
			[4, 5, 6],
		]);
		assert.deepEqual([M.rows, M.cols, ...M.data], [2, 3, 1, 2, 3, 4, 5, 6]);
		assert.equal(M.at(1, 2), 6);
		M.row(1)[0] = 7;
		assert.equal(M.at(1, 0), 7);
		assert.equal(M.row(1), M.row(1));
		const copy = M.clone();
		copy.row(0)[0] = 9;
		assert.deepEqual(M.toRows(), [
			[1, 2, 3],
			[7, 5, 6],
		]);
	});

	test("names what is wrong with rows", () => {
		assert.throws(() => Matrix.of([], "x"), /x must be one row or more \(got an array of 0\)/);
		assert.throws(() => Matrix.of([[1, 2], [3]], "x"), /x\[1\] must have 2 numbers, as x\[0\] has/);
		assert.throws(() => Matrix.of([[1, Number.NaN]], "x"), /x\[0\]\[1\] must be a finite number/);
		assert.throws(() => new Matrix(2, 2, new Float64Array(3)), /data must hold 2 × 2 numbers/);
		assert.throws(() => new Matrix(1.5, 2), /rows must be a whole number/);
		assert.throws(
			() => new Matrix(2, 2).row(2),
			/row must be a whole number from 0 to 1 \(got 2\)/,
		);
		assert.throws(() => new Matrix(2, 2).row(-1), /row must be a whole number/);
	});

	test("is what sequence makes of rows, in the shape asked for", () => {
		const M = new Matrix(2, 3);
		assert.equal(sequence("x", M, 3), M);
		assert.deepEqual(sequence("x", [[1], [2]], 1).toRows(), [[1], [2]]);
		assert.throws(() => sequence("x", M, 2), /x must be T × 2 \(got 2 × 3\)/);
		assert.throws(() => sequence("d", M, 3, 4), /d must be 4 × 3 \(got 2 × 3\)/);
		assert.throws(() => sequence("x", new Matrix(0, 3), 3), /x must have at least one row/);
		M.data[4] = Number.POSITIVE_INFINITY;
		assert.throws(
			() => sequence("x", M, 3),
			/x\[1\]\[1\] must be a finite number \(got Infinity\)/,
		);
		assert.throws(() => sequence("x", "12" as never, 1), /x must be one row or more \(got "12"\)/);
	});
});

describe("products", () => {
	test("are sums of products, at any shape", () => {
		fc.assert(
			fc.property(size, size, size, fc.nat(), (rows, cols, T, seed) => {
				const random = new Random(seed);
				const M = drawn(rows, cols, random);
				const A = drawn(T + 1, rows, random);
				const B = drawn(T, cols, random);
				const [x, d] = [A.row(0), B.row(0)];
				const over = (count: number) => Array.from({ length: count }, (_, k) => k);

				const xM = drawn(1, cols, random);
				const expected_xM = over(cols).map(
					(j) => xM.data[j] + sumOf(rows, (i) => x[i] * M.at(i, j)),
				);
				addProduct(xM.data, x, M);
				assertClose(xM.data, expected_xM);

				const dMt = drawn(1, rows, random);
				const expected_dMt = over(rows).map(
					(i) => dMt.data[i] + sumOf(cols, (j) => d[j] * M.at(i, j)),
				);
				const firstRows = dMt.data.slice(0, Math.ceil(rows / 2));
				addProductTransposed(firstRows, d, M, firstRows.length);
				assertClose(firstRows, expected_dMt.slice(0, firstRows.length));
				addProductTransposed(dMt.data, d, M);
				assertClose(dMt.data, expected_dMt);

				for (const first of [0, 1]) {
					const expected = over(rows * cols).map((k) => {
						const [i, j] = [Math.floor(k / cols), k % cols];
						return sumOf(T, (t) => A.at(t + first, i) * B.at(t, j));
					});
					sumOuterProducts(M, A, B, first);
					assertClose(M.data, expected);
				}

				const sums = new Float64Array(cols).fill(7);
				sumRows(sums, B);
				assertClose(
					sums,
					over(cols).map((j) => sumOf(T, (t) => B.at(t, j))),
				);
			}),
			{ seed: 5, numRuns: 200 },
		);
	});
});
