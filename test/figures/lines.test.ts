import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Attributes } from "../../src/figures/figure.js";
import { lines } from "../../src/figures/lines.js";
import { palette } from "../../src/figures/template.js";

describe("lines", () => {
	test("have no tick for each whole number where the axis is long and the curve still short", () => {
		const picture = { title: "t", alt: "a.", xTitle: "x", yTitle: "y" };
		const series = [{ name: "begun", x: [0, 5], y: [1, 1] }];
		const axisOf = (xRange?: [number, number]) =>
			lines({ ...picture, series, ...(xRange && { xRange }) }).layout.xaxis as Attributes;
		assert.equal(axisOf().dtick, 1);
		assert.equal(axisOf([0, 10_000]).dtick, undefined);
	});

	test("name ticks that are asked for by their values, on a logarithmic axis too", () => {
		const picture = { title: "t", alt: "a.", xTitle: "x", yTitle: "y", yLog: true };
		const series = [{ name: "run", x: [1, 2], y: [2, 90] }];
		const axis = lines({ ...picture, series, yTicks: [2, 20] }).layout.yaxis as Attributes;
		assert.deepEqual([axis.tickvals, axis.ticktext], [[2, 20], undefined]);
	});

	test("take the palette's colours in turn, whatever their names", () => {
		const series = Array.from({ length: 7 }, () => ({ name: "run", x: [0], y: [0] }));
		const { data } = lines({ title: "t", alt: "a.", xTitle: "x", yTitle: "y", series });
		const colours = data.map(({ line }) => (line as { color: string }).color);
		assert.deepEqual(colours, [...palette, palette[0]]);
	});
});
