import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { aside, logTicks, wholeTicks } from "../../src/figures/axes.js";

describe("wholeTicks", () => {
	test("has a tick for each of a few whole numbers, and leaves the rest to plotly", () => {
		assert.deepEqual(wholeTicks([3, 4, 4, 5]), { dtick: 1 });
		assert.deepEqual(wholeTicks([0]), { dtick: 1 });
		for (const values of [[0, 7], [0, 0.5], ["a", "b"], [1, Number.NaN], []]) {
			assert.deepEqual(wholeTicks(values), {}, String(values));
		}
	});
});

describe("logTicks", () => {
	test("are plain numbers where a few decades are shown", () => {
		const { tickvals, ticktext } = logTicks(0.2, 30);
		assert.deepEqual(tickvals, [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500]);
		assert.deepEqual(ticktext, (tickvals as number[]).map(String));
	});

	test("are powers of ten over many decades, and far from 1", () => {
		for (const [least, greatest] of [
			[0.01, 100],
			[1e-5, 1e-4],
			[1e5, 1e6],
		]) {
			assert.equal(logTicks(least, greatest).exponentformat, "power", `${least} to ${greatest}`);
		}
	});
});

test("points stand aside of their value as far to the left as to the right", () => {
	assert.deepEqual(
		[0, 1, 2].map((index) => aside(index, 3, 0.5)),
		[-0.5, 0, 0.5],
	);
	assert.deepEqual(
		[0, 1].map((index) => aside(index, 2, 1)),
		[-0.5, 0.5],
	);
});
