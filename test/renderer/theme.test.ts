import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { type Look, themed } from "../../src/renderer/theme.js";

const colours = {
	ink: "ink",
	softInk: "soft ink",
	paper: "paper",
	raised: "raised",
	line: "line",
	grid: "grid",
	accent: "accent",
} as const;
const look: Look = { colours, font: "a font" };

interface Template {
	layout: Record<string, Record<string, unknown>>;
	data: Record<string, Record<string, unknown>[]>;
}

const withLook = (template: unknown, { font }: Partial<Look> = look) =>
	themed(template, { colours, font: font ?? "" }) as unknown as Template;

describe("a figure's template in a theme", () => {
	test("has the theme's colours where it has none of its own, or none at all", () => {
		for (const template of [undefined, 3, {}]) {
			const { layout } = withLook(template);
			assert.equal(layout.paper_bgcolor, "paper");
			assert.equal(layout.xaxis?.gridcolor, "grid");
			assert.deepEqual(layout.font, { color: "ink", family: "a font" });
		}
	});

	test("gives up its own colours, and keeps all else", () => {
		const own = {
			layout: {
				paper_bgcolor: "white",
				colorway: ["red"],
				font: { color: "black", size: 14 },
				xaxis: { gridcolor: "black", zeroline: false },
			},
		};
		const copy = structuredClone(own);
		const { layout } = withLook(own);
		assert.equal(layout.paper_bgcolor, "paper");
		assert.deepEqual(layout.colorway, ["red"]);
		assert.deepEqual(layout.font, { color: "ink", size: 14, family: "a font" });
		assert.equal(layout.xaxis?.zeroline, false);
		assert.equal(layout.xaxis?.gridcolor, "grid");
		assert.deepEqual(own, copy, "the figure's own template is not changed");
	});

	test("gives the colours to every one of several templates of a trace", () => {
		const { data } = withLook({
			data: { heatmap: [{ zmin: 1 }, { zmin: 2 }], bar: [{ width: 1 }] },
		});
		assert.deepEqual(
			data.heatmap?.map(({ zmin, colorbar }) => [
				zmin,
				(colorbar as { tickcolor: string }).tickcolor,
			]),
			[
				[1, "line"],
				[2, "line"],
			],
		);
		assert.deepEqual(data.bar, [{ width: 1 }]);
	});

	test("names no font where the theme has none", () => {
		assert.deepEqual(withLook({}, { font: "" }).layout.font, { color: "ink" });
	});
});
