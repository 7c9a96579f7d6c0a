import assert from "node:assert/strict";
import { test } from "node:test";
import { Matrix } from "../../src/network/matrix.js";
import { stepsOf } from "../../src/network/steps.js";

test("steps are views of the matrices: from 0 on of those that have a row more, else from 1 on", () => {
	const [x, h] = [Matrix.of([[1], [2]]), Matrix.of([[0], [10], [20]])];
	const steps = stepsOf({ x, h }, 2);
	assert.deepEqual(
		steps.map((step) => [[...step.x], [...step.h]]),
		[
			[[], [0]],
			[[1], [10]],
			[[2], [20]],
		],
	);
	steps[2].x[0] = 7;
	assert.equal(x.at(1, 0), 7);
});
