import assert from "node:assert/strict";
import { test } from "node:test";
import { binomialAtMost } from "../../../src/lessons/07-your-own-experiments/binomial.js";

test("so many heads at most: as counted by hand", () => {
	const near = (found: number, expected: number) =>
		assert.ok(Math.abs(found - expected) < 1e-12, `${found}, expected ${expected}`);
	near(binomialAtMost(1, 2, 0.5), 3 / 4);
	near(binomialAtMost(1, 11, 0.5), 12 / 2048);
	near(binomialAtMost(2, 3, 0.2), 1 - 0.2 ** 3);
	near(binomialAtMost(100, 100, 0.5), 1);
	near(binomialAtMost(-1, 5, 0.5), 0);
});
