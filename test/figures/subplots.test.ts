import assert from "node:assert/strict";
import { test } from "node:test";
import { span, subplotAt } from "../../src/figures/subplots.js";

const grid = { rows: 2, columns: 3, rowGap: 0.2, columnGap: 0.05 };

test("subplots fill the picture from edge to edge, with the gaps between them", () => {
	const axes = [0, 1, 2].map((column) => subplotAt(grid, 3 + column, 1, column).axes({}, {}));
	const domains = axes.map((own, k) => (own[`xaxis${4 + k}`] as { domain: number[] }).domain);
	const expected = [
		[0, 0.3],
		[0.35, 0.65],
		[0.7, 1],
	];
	domains.flat().forEach((found, k) => {
		const edge = expected.flat()[k];
		assert.ok(Math.abs(found - edge) < 1e-12, `edge ${k}: found ${found}, expected ${edge}`);
	});
	const { top, bottom } = subplotAt(grid, 0, 1, 0);
	assert.deepEqual([Math.round(1e9 * top), Math.round(1e9 * bottom)], [4e8, 0]);
});

test("the first subplot has plotly's first axes, which have no number, and each is tied to its own", () => {
	const first = subplotAt(grid, 0, 0, 0);
	assert.deepEqual(first.names, { xaxis: "x", yaxis: "y" });
	const { xaxis, yaxis } = first.axes({ type: "log" }, {}) as Record<string, { anchor: string }>;
	assert.deepEqual([xaxis.anchor, yaxis.anchor], ["y", "x"]);
	assert.deepEqual(subplotAt(grid, 1, 0, 1).names, { xaxis: "x2", yaxis: "y2" });
});

test("equal parts leave the same edge on both sides", () => {
	assert.deepEqual(
		[0, 1].map((index) => span(index, 2, 0.25, 0.125)),
		[
			[0.125, 0.375],
			[0.625, 0.875],
		],
	);
});
