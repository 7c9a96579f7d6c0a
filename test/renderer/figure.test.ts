import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { altText, readFigure } from "../../src/renderer/figure.js";

describe("a figure from a mime bundle", () => {
	test("is a copy, with an empty layout where there is none", () => {
		const given = { data: [{ type: "scatter", y: [1, 2] }], layout: null };
		const figure = readFigure(given);
		assert.deepEqual(figure, { data: [{ type: "scatter", y: [1, 2] }], layout: {} });
		assert.ok(!Array.isArray(figure));
		assert.notEqual(figure.data[0], given.data[0]);
	});

	test("keeps frames and config, and takes typed arrays in plotly's notation", () => {
		const given = {
			data: [{ z: { bdata: "AAAA", dtype: "u1", shape: "1, 3" }, type: "heatmap" }, { y: [] }],
			layout: { title: "t" },
			frames: [{ name: "1", data: [{}] }, {}],
			config: { scrollZoom: true },
		};
		assert.deepEqual(readFigure(given), given);
	});

	for (const [what, value, problems] of [
		["nothing", undefined, ["a figure must be an object with data and layout (got nothing)"]],
		["a list", [1], ["a figure must be an object with data and layout (got [1])"]],
		["no data", {}, ["data must be an array of traces (got nothing)"]],
		["a trace that is none", { data: [3] }, ["data[0] must be an object (got 3)"]],
		[
			"a row that is none",
			{ data: [{ type: "heatmap", z: [[1], 2] }] },
			["data[0].z[1] must be an array (got 2)"],
		],
		[
			"lists that are none",
			{ data: [], layout: { images: {}, sliders: 1 }, config: 1, frames: { a: 1 } },
			[
				"layout.images must be an array (got {})",
				"layout.sliders must be an array (got 1)",
				"config must be an object (got 1)",
				'frames must be an array (got {"a":1})',
			],
		],
		[
			"frames that are none",
			{ data: [], frames: [1, { data: 2 }] },
			["frames[0] must be an object (got 1)", "frames[1].data must be an array of traces (got 2)"],
		],
	] as const) {
		test(`with ${what} is refused in words`, () => {
			assert.deepEqual(readFigure(value), problems);
		});
	}

	test("of another type of trace is refused, with those that there are", () => {
		assert.deepEqual(readFigure({ data: [{ type: "pie" }] }), [
			'data[0].type must be one of scatter, bar, heatmap, contour (got "pie")',
		]);
	});
});

describe("a figure in words", () => {
	for (const [layout, words] of [
		[{ meta: { alt: "what is seen" }, title: "title" }, "what is seen"],
		[{ title: { text: "<b>Loss</b><br>falls" } }, "Loss falls"],
		[{ title: "a title" }, "a title"],
		[{}, "Figure"],
	] as const) {
		test(`is ${words}`, () => assert.equal(altText(layout), words));
	}
});
