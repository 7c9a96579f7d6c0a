import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Matrix } from "../../src/network/matrix.js";
import { updater } from "../../src/network/optimizers.js";

/** What pytorch-fixtures.py writes: five updates of two matrices. */
interface Updates {
	readonly method: "descent" | "adam";
	readonly alpha: number;
	readonly clip: number | null;
	readonly start: number[][][];
	readonly gradients: number[][][][];
	readonly end: number[][][];
}

const file = new URL("pytorch-fixtures.json", import.meta.url);
const cases: Updates[] = JSON.parse(readFileSync(file, "utf8")).optimizers;

for (const { method, alpha, clip, start, gradients, end } of cases) {
	const limit = clip === null ? "" : `, clipped to ${clip},`;
	test(`${method}${limit} moves parameters as PyTorch's does`, () => {
		const theta = start.map((rows) => Matrix.of(rows));
		const update = updater({ method, alpha, clip: clip ?? undefined }, theta);
		for (const each of gradients) update(each.map((rows) => Matrix.of(rows)));
		for (const [p, rows] of end.entries()) {
			for (const [k, value] of rows.flat().entries()) {
				assert.ok(Math.abs(theta[p].data[k] - value) < 1e-12);
			}
		}
	});
}
