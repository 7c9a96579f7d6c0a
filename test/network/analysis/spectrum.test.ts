import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { eigs } from "mathjs";
import {
	orthogonalized,
	spectralNorm,
	spectralRadius,
	withSpectralRadius,
} from "../../../src/network/analysis/spectrum.js";
import { uniform } from "../../../src/network/layer.js";
import { Matrix, norm, product, scaled, transposed } from "../../../src/network/matrix.js";
import { Random } from "../../../src/network/random.js";
import { assertClose } from "../../assert-close.js";

function near(found: number, expected: number): void {
	assertClose(found, expected, 1e-9 * Math.abs(expected), "size");
}

describe("spectralRadius", () => {
	test("is the size of the largest eigenvalue, as mathjs finds it", () => {
		// Seeds with which mathjs's iteration converges: it gives up on some matrices.
		for (const seed of [0, 1, 2]) {
			const M = uniform(8, 8, 1, new Random(seed));
			const { values } = eigs(M.toRows());
			const sizes = (values as (number | { re: number; im: number })[]).map((value) =>
				typeof value === "number" ? Math.abs(value) : Math.hypot(value.re, value.im),
			);
			near(spectralRadius(M), Math.max(...sizes));
		}
	});

	test("knows matrices whose eigenvalues can be read off", () => {
		near(spectralRadius(Matrix.of([[-3]])), 3);
		near(
			spectralRadius(
				Matrix.of([
					[0, -2],
					[2, 0],
				]),
			),
			2,
		);
		// Not diagonalizable: the powers grow as k 0.5^k.
		near(
			spectralRadius(
				Matrix.of([
					[0.5, 10],
					[0, 0.5],
				]),
			),
			0.5,
		);
	});

	test("is exactly 0 where a power is", () => {
		const delay = Matrix.of([
			[0, 7, 0],
			[0, 0, 7],
			[0, 0, 0],
		]);
		assert.equal(spectralRadius(delay), 0);
		assert.equal(spectralRadius(new Matrix(4, 4)), 0);
	});

	test("grows with a factor, and never exceeds the spectral norm", () => {
		const seeds = fc.integer({ min: 0, max: 1000 });
		const sizes = fc.integer({ min: 1, max: 8 });
		const factors = fc.double({ min: 0.01, max: 100, noNaN: true });
		fc.assert(
			fc.property(seeds, sizes, factors, (seed, size, factor) => {
				const M = uniform(size, size, 1, new Random(seed));
				const rho = spectralRadius(M);
				near(spectralRadius(scaled(M, factor)), factor * rho);
				near(spectralRadius(withSpectralRadius(M, factor)), factor);
				assert.ok(rho <= spectralNorm(M) * (1 + 1e-9));
			}),
			{ seed: 1, numRuns: 50 },
		);
	});

	test("refuses what is not square, and a factor for nothing", () => {
		assert.throws(
			() => spectralRadius(new Matrix(2, 3)),
			/M must be a square matrix \(got 2 × 3\)/,
		);
		assert.throws(() => withSpectralRadius(new Matrix(2, 2), 1), /above 0 \(got 0\)/);
		assert.throws(() => withSpectralRadius(Matrix.of([[1]]), -1), /rho must be .*\(got -1\)/);
	});
});

test("spectralNorm is the most that a row of length 1 can become", () => {
	const random = new Random(3);
	const M = uniform(4, 3, 1, random);
	let longest = 0;
	for (let k = 0; k < 5000; k++) {
		const row = uniform(1, 4, 1, random);
		longest = Math.max(longest, norm(product(row, M).data) / norm(row.data));
	}
	assert.ok(longest <= spectralNorm(M) * (1 + 1e-12));
	assert.ok(longest > 0.99 * spectralNorm(M));
});

describe("orthogonalized", () => {
	test("has rows of length 1 at right angles, the first along M's", () => {
		const M = uniform(19, 19, 0.2, new Random(5));
		const Q = orthogonalized(M);
		const QQ = product(Q, transposed(Q));
		for (let i = 0; i < 19; i++) {
			for (let j = 0; j < 19; j++) assertClose(QQ.at(i, j), i === j ? 1 : 0, 1e-12, `${i}, ${j}`);
		}
		const along = norm(M.row(0));
		for (let j = 0; j < 19; j++) {
			assertClose(Q.at(0, j), M.at(0, j) / along, 1e-15, `row 0, ${j}`);
		}
	});

	test("refuses rows that lie in one plane", () => {
		const M = Matrix.of([
			[1, 2],
			[2, 4],
		]);
		assert.throws(() => orthogonalized(M), /independent rows \(row 1 /);
	});
});
