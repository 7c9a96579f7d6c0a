import assert from "node:assert/strict";
import { test } from "node:test";
import { bars } from "../../src/figures/bars.js";
import { ink, palette } from "../../src/figures/template.js";

const words = { title: "t", alt: "a.", xTitle: "x", yTitle: "y" };
const colourOfBars = (figure: ReturnType<typeof bars>) =>
	figure.data.map(({ marker }) => (marker as { color: unknown }).color);

test("bars of one name have colours of their own, and the seventh series has the first one's", () => {
	const series = Array.from({ length: 7 }, () => ({ name: "run", y: [1] }));
	const figure = bars({ ...words, x: ["a"], series });
	assert.deepEqual(colourOfBars(figure), [...palette, palette[0]]);
});

test("a bar to point out keeps its colour, and the others turn grey", () => {
	const figure = bars({ ...words, x: ["a", "b"], series: [{ name: "s", y: [1, 2] }], chosen: 1 });
	assert.deepEqual(colourOfBars(figure), [[ink.grey, palette[0]]]);
});
