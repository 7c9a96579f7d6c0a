import assert from "node:assert/strict";
import { test } from "node:test";
import { probabilityFaster } from "../../../src/lessons/07-your-own-experiments/probability-faster.js";

test("the share of pairs in which A is faster: ties count half, never loses to all", () => {
	const never = Number.POSITIVE_INFINITY;
	assert.equal(probabilityFaster([1, 2], [3, 4]), 1);
	assert.equal(probabilityFaster([3, 4], [1, 2]), 0);
	assert.equal(probabilityFaster([1, 3], [2]), 0.5);
	assert.equal(probabilityFaster([1, never], [never]), 0.75);
	// scipy.stats.mannwhitneyu(b, a).statistic / 30
	assert.equal(probabilityFaster([1, 2, 3, 4, 8], [3, 5, 6, 7, 9, 10]), 24.5 / 30);
});
