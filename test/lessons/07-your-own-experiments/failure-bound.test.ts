import assert from "node:assert/strict";
import { test } from "node:test";
import { failureBound } from "../../../src/lessons/07-your-own-experiments/failure-bound.js";

test("the most that may fail: the rule of three, and Clopper and Pearson's numbers", () => {
	const near = (found: number, expected: number) =>
		assert.ok(Math.abs(found - expected) < 1e-9, `${found}, expected ${expected}`);
	near(failureBound(0, 11), 1 - 0.05 ** (1 / 11));
	// scipy.stats.beta.ppf(0.95, failures + 1, n - failures)
	near(failureBound(3, 100), 0.07571079374983054);
	near(failureBound(6, 100), 0.1149852556079209);
	assert.equal(failureBound(5, 5), 1);
	assert.ok(Math.abs(failureBound(0, 300) - 3 / 300) < 1e-4);
});
