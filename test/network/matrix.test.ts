import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import {
	addProduct,
	addProductTransposed,
	Matrix,
	norm,
	product,
	requireSequence,
	sumOuterProducts,
	sumRows,
	transposed,
} from "../../src/network/matrix.js";
import { Random } from "../../src/network/random.js";
import { assertClose } from "../assert-close.js";

const size = fc.integer({ min: 1, max: 11 });

function drawn(rows: number, cols: number, random: Random): Matrix {
	const matrix = new Matrix(rows, cols);
	for (let k = 0; k < matrix.data.length; k++) matrix.data[k] = random.uniform(-1, 1);
	return matrix;
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

	test("is what requireSequence makes of rows, in the shape asked for", () => {
		const M = new Matrix(2, 3);
		assert.equal(requireSequence("x", M, 3), M);
		assert.deepEqual(requireSequence("x", [[1], [2]], 1).toRows(), [[1], [2]]);
		assert.throws(() => requireSequence("x", M, 2), /x must be T × 2 \(got 2 × 3\)/);
		assert.throws(() => requireSequence("d", M, 3, 4), /d must be 4 × 3 \(got 2 × 3\)/);
		assert.throws(() => requireSequence("x", new Matrix(0, 3), 3), /x must have at least one row/);
		M.data[4] = Number.POSITIVE_INFINITY;
		assert.throws(
			() => requireSequence("x", M, 3),
			/x\[1\]\[1\] must be a finite number \(got Infinity\)/,
		);
		assert.throws(
			() => requireSequence("x", "12" as never, 1),
			/x must be one row or more \(got "12"\)/,
		);
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
				assertClose(xM.data, expected_xM, 1e-13, "x M");

				const dMt = drawn(1, rows, random);
				const expected_dMt = over(rows).map(
					(i) => dMt.data[i] + sumOf(cols, (j) => d[j] * M.at(i, j)),
				);
				const firstRows = dMt.data.slice(0, Math.ceil(rows / 2));
				addProductTransposed(firstRows, d, M, firstRows.length);
				assertClose(firstRows, expected_dMt.slice(0, firstRows.length), 1e-13, "d Mᵀ, first rows");
				addProductTransposed(dMt.data, d, M);
				assertClose(dMt.data, expected_dMt, 1e-13, "d Mᵀ");

				for (const first of [0, 1]) {
					const expected = over(rows * cols).map((k) => {
						const [i, j] = [Math.floor(k / cols), k % cols];
						return sumOf(T, (t) => A.at(t + first, i) * B.at(t, j));
					});
					sumOuterProducts(M, A, B, first);
					assertClose(M.data, expected, 1e-13, "Σ aᵀ b");
				}

				const sums = new Float64Array(cols).fill(7);
				sumRows(sums, B);
				const expected = over(cols).map((j) => sumOf(T, (t) => B.at(t, j)));
				assertClose(sums, expected, 1e-13, "Σ b");
			}),
			{ seed: 5, numRuns: 200 },
		);
	});
});

test("product and transposed follow their definitions, and name a wrong shape", () => {
	const A = Matrix.of([[1, 2]]);
	const B = Matrix.of([
		[3, 4, 5],
		[6, 7, 8],
	]);
	assert.deepEqual(product(A, B).toRows(), [[15, 18, 21]]);
	assert.deepEqual(transposed(B).toRows(), [
		[3, 6],
		[4, 7],
		[5, 8],
	]);
	assert.throws(() => product(B, A), /B must have 3 rows, as A has columns \(got 1\)/);
});

test("norm is the root of the sum of squares, at any length and any size", () => {
	assertClose(norm([3, -4]), 5, 1e-15, "norm of (3, −4)");
	assert.equal(norm([]), 0);
	// 512 × 512 numbers are more than a call takes as arguments.
	assertClose(norm(new Float64Array(512 ** 2).fill(-0.5)), 256, 1e-10, "norm of 512² halves");
	assertClose(norm([3e200, 4e200]) / 1e200, 5, 1e-14, "norm where squares overflow");
	assertClose(norm([3e-200, 4e-200]) * 1e200, 5, 1e-14, "norm where squares vanish");
	assert.equal(norm([1, Number.POSITIVE_INFINITY]), Number.POSITIVE_INFINITY);
});
