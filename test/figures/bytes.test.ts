import assert from "node:assert/strict";
import { test } from "node:test";
import { bytes, floatRows, floats } from "../../src/figures/bytes.js";
import { unpacked } from "./unpacked.js";

test("bytes are what base64 makes of the rows, one after the other", () => {
	for (const columns of [1, 2, 3, 4]) {
		const rows = [0, 1, 2].map((i) => Uint8Array.from({ length: columns }, (_, j) => 99 * i + j));
		const bdata = Buffer.concat(rows).toString("base64");
		assert.deepEqual(bytes(rows), { bdata, dtype: "u1", shape: `3, ${columns}` });
	}
});

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
