import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { readFigure } from "../../src/renderer/figure.js";
import { problemOfSize } from "../../src/renderer/size.js";

const numbers = (count: number) => new Array<number>(count).fill(1);

describe("the size of a figure", () => {
	for (const [what, figure, fits] of [
		[
			"a line of 700,000 points",
			{ data: [{ mode: "lines", x: numbers(7e5), y: numbers(7e5) }] },
			true,
		],
		["a map of 1,600,000 cells", { data: [{ type: "heatmap", z: [numbers(1.6e6)] }] }, false],
		[
			"140,000 markers",
			{ data: [{ mode: "markers", x: numbers(1.4e5), y: numbers(1.4e5) }] },
			true,
		],
		[
			"160,000 markers",
			{ data: [{ mode: "markers", x: numbers(1.6e5), y: numbers(1.6e5) }] },
			false,
		],
		["310,000 bars", { data: [{ type: "bar", y: numbers(3.1e5) }] }, false],
		["2,000 traces", { data: numbers(2_000).map(() => ({ y: [1, 2] })) }, true],
		["4,000 traces", { data: numbers(4_000).map(() => ({ y: [1, 2] })) }, false],
		["4,000 shapes", { data: [], layout: { shapes: numbers(4_000).map(() => ({})) } }, false],
		["a typed array of 13 MB", { data: [{ y: { bdata: "A".repeat(13e6), dtype: "f8" } }] }, false],
		[
			"frames of 1,600,000 values",
			{ data: [], frames: [{ data: [{ y: numbers(1.6e6) }] }] },
			false,
		],
	] as const) {
		test(`${what} ${fits ? "can" : "cannot"} be drawn`, () => {
			assert.equal(problemOfSize(figure) === undefined, fits);
		});
	}

	test("is the only thing said of a figure that is too big, with what to do", () => {
		const problems = readFigure({ data: [{ type: "pie", y: numbers(1.6e6) }] });
		assert.ok(Array.isArray(problems));
		assert.equal(problems.length, 1);
		assert.match(problems[0] ?? "", /at most 1,500,000 values.*draw fewer points/);
	});
});
