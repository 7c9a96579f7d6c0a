import assert from "node:assert/strict";
import { test } from "node:test";
import { influence } from "../../src/lesson/influence.js";
import { setWeights } from "../../src/lesson/set-weights.js";
import { Random } from "../../src/network/random.js";
import { createRnn } from "../../src/network/rnn.js";

test("an input moves no state before it, and in a linear network those after it by U's powers", () => {
	const linear = { inputDim: 1, hiddenDim: 1, outputDim: 1, f: "identity" } as const;
	const rnn = setWeights(createRnn({ ...linear, random: new Random(0) }), { V: [[2]], U: [[0.5]] });
	assert.deepEqual(influence(rnn, [[1], [-3], [0]]), [
		[2, 1, 0.5],
		[0, 6, 3],
		[0, 0, 0],
	]);
});
