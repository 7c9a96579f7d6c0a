import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
	learnedBy,
	median,
	quantile,
} from "../../../src/lessons/07-your-own-experiments/quantiles.js";

describe("quantile", () => {
	test("takes the value at its place among the sorted ones", () => {
		assert.equal(median([3, 1, 2]), 2);
		assert.equal(median([4, 1, 3, 2]), 2.5);
		assert.deepEqual(
			[0, 0.25, 0.5, 0.75, 1].map((p) => quantile([10, 20, 30, 40], p)),
			[10, 17.5, 25, 32.5, 40], // as numpy.quantile has it
		);
	});

	test("takes Infinity for never: a median needs no more than half of the runs", () => {
		const never = Number.POSITIVE_INFINITY;
		assert.equal(median([never, 1, 2]), 2);
		assert.equal(median([never, 1, never]), never);
		assert.equal(median([1, never]), never);
		assert.equal(quantile([1, 2, never], 0.75), never);
		assert.equal(median([never, never]), never);
	});

	test("of nothing is NaN", () => {
		assert.equal(median([]), Number.NaN);
	});

	test("leaves its values as they are", () => {
		const values = [3, 1, 2];
		median(values);
		assert.deepEqual(values, [3, 1, 2]);
	});
});

test("the share that has learned by an iteration counts that iteration, and never Infinity", () => {
	const runs = [{ learnedAt: 100 }, { learnedAt: 300 }, { learnedAt: Number.POSITIVE_INFINITY }];
	assert.deepEqual(learnedBy(runs, [0, 100, 299, 300, 1e9]), [0, 1 / 3, 1 / 3, 2 / 3, 2 / 3]);
});
