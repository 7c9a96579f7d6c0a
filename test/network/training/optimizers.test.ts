import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Matrix } from "../../../src/network/matrix.js";
import { createOptimizer } from "../../../src/network/training/optimizers.js";
import { assertClose } from "../../assert-close.js";

/** What pytorch-fixtures.py writes: five updates of two matrices. */
interface Updates {
	readonly method: "descent" | "adam";
	readonly alpha: number;
	readonly clip: number | null;
	readonly start: number[][][];
	readonly gradients: number[][][][];
	readonly end: number[][][];
}

const file = new URL("../pytorch-fixtures.json", import.meta.url);
const cases: Updates[] = JSON.parse(readFileSync(file, "utf8")).optimizers;

for (const { method, alpha, clip, start, gradients, end } of cases) {
	const limit = clip === null ? "" : `, clipped to ${clip},`;
	test(`${method}${limit} moves parameters as PyTorch's does`, () => {
		const theta = start.map((rows) => Matrix.of(rows));
		const update = createOptimizer({ method, alpha, clip: clip ?? undefined }, theta);
		for (const each of gradients) update(each.map((rows) => Matrix.of(rows)));
		for (const [p, rows] of end.entries()) {
			assertClose(theta[p].data, rows.flat(), 1e-12, `θ of matrix ${p}`);
		}
	});
}
