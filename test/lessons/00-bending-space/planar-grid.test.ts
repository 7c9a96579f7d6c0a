import assert from "node:assert/strict";
import { test } from "node:test";
import { planarGrid } from "../../../src/lessons/00-bending-space/planar-grid.js";

test("a grid has upright and level lines", () => {
	const { points, lines, steps } = planarGrid({ lines: 3, steps: 2, extent: 1 });
	assert.deepEqual([lines, steps], [3, 2]);
	assert.deepEqual(points.toRows(), [
		[-1, -1],
		[-1, 1],
		[0, -1],
		[0, 1],
		[1, -1],
		[1, 1],
		[-1, -1],
		[1, -1],
		[-1, 0],
		[1, 0],
		[-1, 1],
		[1, 1],
	]);
});

test("a grid names what it does not take", () => {
	assert.throws(() => planarGrid({ lines: 1 }), /lines must be a whole number from 2 to 1000/);
	assert.throws(() => planarGrid({ steps: 1.5 }), /steps must be/);
	assert.throws(() => planarGrid({ extent: 0 }), /extent must be/);
});
