import assert from "node:assert/strict";
import { test } from "node:test";
import { heatmap } from "../../src/figures/heatmap.js";

const words = { title: "t", alt: "a.", xTitle: "x", yTitle: "y", zTitle: "z" };
function endsOf(z: number[][], scale?: "sequential" | "diverging") {
	const [{ zmin, zmax }] = heatmap({ ...words, z, scale }).data;
	return [zmin, zmax];
}

test("the colours of a heatmap go from the least to the greatest finite value", () => {
	assert.deepEqual(
		endsOf([
			[3, Number.POSITIVE_INFINITY],
			[Number.NaN, -1],
		]),
		[-1, 3],
	);
	assert.deepEqual(endsOf([[2, 2]]), [1.5, 2.5]);
	assert.deepEqual(endsOf([[Number.NaN]]), [0, 1]);
});

test("those of a diverging one go as far below zero as above", () => {
	assert.deepEqual(endsOf([[-3, 1]], "diverging"), [-3, 3]);
	assert.deepEqual(endsOf([[0]], "diverging"), [-1, 1]);
});
