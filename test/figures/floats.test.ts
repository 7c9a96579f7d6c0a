import assert from "node:assert/strict";
import { test } from "node:test";
import { floatRows, floats } from "../../src/figures/bytes.js";
import { unpacked } from "./unpacked.js";

test("floats come out as they went in, as precise as 32 bits allow, and with their gaps", () => {
	for (const count of [0, 1, 2, 3, 4, 10]) {
		const values = Array.from({ length: count }, (_, k) => Math.fround(Math.sin(k) * 10 ** k));
		assert.deepEqual(unpacked(floats(values)), values);
	}
	assert.deepEqual(unpacked(floats([1, Number.NaN, -2])), [1, null, -2]);
});

test("a table of floats keeps its shape", () => {
	assert.deepEqual(
		unpacked(
			floatRows([
				[0.5, 1, -2],
				[3, 4, 5.25],
			]),
		),
		[
			[0.5, 1, -2],
			[3, 4, 5.25],
		],
	);
	assert.deepEqual(unpacked(floatRows([])), []);
});
