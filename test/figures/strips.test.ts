import assert from "node:assert/strict";
import { test } from "node:test";
import { blockOf, stripCells } from "../../src/figures/strips.js";

test("a block has as few columns as its height allows, and then as few rows", () => {
	assert.deepEqual(blockOf(8, 8), { columns: 1, rows: 8 });
	assert.deepEqual(blockOf(9, 8), { columns: 2, rows: 5 });
	assert.deepEqual(blockOf(3, 1), { columns: 3, rows: 1 });
});

test("the cells of a strip run down from its upper left, then right, and all else is a gap", () => {
	const strip = { symbol: "h", values: [1, 2, 3], x: 1, y: 1, columns: 2, rows: 2 };
	const { z, text } = stripCells([strip], 3, 3);
	const gap = Number.NaN;
	assert.deepEqual(z, [
		[gap, gap, gap],
		[gap, 2, gap],
		[gap, 1, 3],
	]);
	assert.equal(text[2][2], "h<sub>2</sub>");
});
