import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { influenceOnNext } from "../../../src/lessons/06-letters/influence-on-next.js";
import { Matrix } from "../../../src/network/matrix.js";

/** y^t is x^t, and where x^t is nothing, the first of two symbols. */
function repeat(x: Matrix): Matrix {
	return Matrix.of(x.toRows().map(([a, b]) => (a + b === 0 ? [1, 0] : [a, b])));
}

describe("influenceOnNext", () => {
	const x = Matrix.of([
		[0, 1],
		[1, 0],
		[0, 1],
	]);

	test("is 1 where the prediction is another without the letter, and 0 where it is the same", () => {
		assert.deepEqual(influenceOnNext(repeat, x), [
			[1, 0, 0],
			[Number.NaN, 0, 0],
			[Number.NaN, Number.NaN, 1],
		]);
	});

	test("leaves x as it was", () => {
		const before = x.clone();
		influenceOnNext(repeat, x);
		assert.deepEqual(x, before);
	});
});
