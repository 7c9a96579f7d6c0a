import assert from "node:assert/strict";
import { test } from "node:test";
import { coordinates, packedCoordinates, polyline, withGaps } from "../../src/figures/drawing.js";
import { unpacked } from "./unpacked.js";

test("lines and curves in one trace have a gap after each", () => {
	assert.deepEqual(withGaps([[1, 2], [3]], Number.NaN), [1, 2, Number.NaN, 3, Number.NaN]);
	const { x, y } = coordinates(
		polyline([
			[[1, 2]],
			[
				[3, 4],
				[5, 6],
			],
		]),
	);
	assert.deepEqual(x, [1, Number.NaN, 3, 5, Number.NaN]);
	assert.deepEqual(y, [2, Number.NaN, 4, 6, Number.NaN]);
});

test("coordinates are rounded where they are told to be", () => {
	const points = [[1 / 3, -2 / 3]] as const;
	assert.deepEqual(coordinates(points), { x: [1 / 3], y: [-2 / 3] });
	assert.deepEqual(coordinates(points, 3), { x: [0.333], y: [-0.667] });
	assert.deepEqual(unpacked(packedCoordinates([[0.5, Number.NaN]])), { x: [0.5], y: [null] });
});
