import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { remains } from "../../src/lesson/remains.js";
import { createLstm, lstmForward } from "../../src/network/lstm.js";
import { Matrix } from "../../src/network/matrix.js";
import { Random } from "../../src/network/random.js";

describe("remains", () => {
	test("are lengths of differences, as shares of the first", () => {
		const zero = new Matrix(4, 2);
		const other = Matrix.of([
			[0, 0],
			[3, 4],
			[0, 2.5],
			[0, 0],
		]);
		assert.deepEqual(remains(other, zero), [1, 0.5, 0]);
	});

	test("halve at each step where the forget gate is held at a half and h is hidden", () => {
		const lstm = createLstm({ inputDim: 2, hiddenDim: 3, random: new Random(0) });
		const run = (first: number[]) =>
			lstmForward(lstm, [first, [0, 1], [1, 0], [0, 1]], { f: 0.5, o: 0 }).C;
		const left = remains(run([1, 0]), run([0, 1]));
		left.forEach((share, t) => {
			assert.ok(Math.abs(share - 0.5 ** t) < 1e-12);
		});
	});
});
