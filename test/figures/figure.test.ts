import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { animated } from "../../src/figures/animation.js";
import { bytes } from "../../src/figures/bytes.js";
import {
	type Attributes,
	display,
	figure,
	plain,
	plotlyMimeType,
	wrap,
} from "../../src/figures/figure.js";
import { lines } from "../../src/figures/lines.js";
import { colourAt, diverging, ink, sequential, wholeTicks } from "../../src/figures/template.js";

const data = [{ type: "scatter" as const, x: [1], y: [2] }];

describe("figure", () => {
	test("shows itself as a plotly figure and as a line of text", () => {
		const shown = figure({ title: "h<sup>t</sup> <b>rises</b>", alt: "A line.", data });
		const bundle = shown[display]();
		assert.equal(bundle["text/plain"], "h^t rises. A line.");
		const { data: traces, layout } = shown;
		assert.deepEqual(bundle[plotlyMimeType], { data: traces, layout });
		assert.equal((layout.meta as { alt: string }).alt, "A line.");
		assert.deepEqual(Object.keys(shown), ["data", "layout"]);
	});

	test("changes nothing of what it is given", () => {
		const y = Float64Array.of(1 / 3);
		const picture = { title: "t", alt: "a.", data: [{ type: "scatter" as const, y }], layout: {} };
		const before = structuredClone(picture);
		figure(picture);
		assert.deepEqual(picture, before);
	});

	test("writes numbers below zero with a minus", () => {
		const traces = [
			{ ...data[0], name: "net = -2" },
			{ ...data[0], name: "x-1 (-3)" },
		] as const;
		const shown = figure({ title: "b = -4", subtitle: "from -1 to 1", alt: "a.", data: traces });
		assert.deepEqual(
			shown.data.map(({ name }) => name),
			["net = −2", "x-1 (−3)"],
		);
		const { text } = shown.layout.title as { text: string };
		assert.ok(text.includes("b = −4") && text.includes("from −1 to 1"), text);
	});

	test("leaves room for a legend whose names stand in columns", () => {
		const top = (names: string[]) => {
			const traces = names.map((name) => ({ type: "scatter" as const, name, x: [1], y: [2] }));
			return (figure({ title: "t", alt: "a.", data: traces }).layout.margin as { t: number }).t;
		};
		const line = top(["a", "b"]);
		assert.equal(top(["a long name of a curve", "b", "c", "d"]) - line, 3 * 19);
		assert.equal(top(["a short name", "b", "c", "d", "e"]) - line, 2 * 19);
	});

	test("breaks a long title into lines", () => {
		const { layout } = figure({ title: "word ".repeat(30).trim(), alt: "a.", data });
		const { text } = layout.title as { text: string };
		assert.ok(text.split("<br>").length > 2);
		assert.ok(((layout.margin as { t: number }).t as number) > 80);
	});
});

describe("wholeTicks", () => {
	test("has a tick for each of a few whole numbers, and leaves the rest to plotly", () => {
		assert.deepEqual(wholeTicks([3, 4, 4, 5]), { dtick: 1 });
		assert.deepEqual(wholeTicks([0]), { dtick: 1 });
		for (const values of [[0, 7], [0, 0.5], ["a", "b"], [1, Number.NaN], []]) {
			assert.deepEqual(wholeTicks(values), {}, String(values));
		}
	});
});

describe("lines", () => {
	test("have no tick for each whole number where the axis is long and the curve still short", () => {
		const picture = { title: "t", alt: "a.", xTitle: "x", yTitle: "y" };
		const series = [{ name: "begun", x: [0, 5], y: [1, 1] }];
		const axisOf = (xRange?: [number, number]) =>
			lines({ ...picture, series, ...(xRange && { xRange }) }).layout.xaxis as Attributes;
		assert.equal(axisOf().dtick, 1);
		assert.equal(axisOf([0, 10_000]).dtick, undefined);
	});
});

describe("plain", () => {
	test("makes gaps of what JSON cannot say", () => {
		const values = [1, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, undefined];
		assert.deepEqual(plain({ y: values, z: Float64Array.from([Number.NaN, -0]) }), {
			y: [1, null, null, null, null],
			z: [null, 0],
		});
		assert.deepEqual(plain({ a: undefined, b: null, c: "x", d: true }), {
			b: null,
			c: "x",
			d: true,
		});
	});

	test("keeps six digits, and whole numbers whole", () => {
		assert.deepEqual(plain([2 / 3, 123456789, 1e-9 / 3]), [0.666667, 123456789, 3.33333e-10]);
	});

	test("gives what JSON gives back unchanged, and near the number it was given", () => {
		fc.assert(
			fc.property(fc.array(fc.double()), (values) => {
				const once = plain(values) as (number | null)[];
				assert.deepEqual(JSON.parse(JSON.stringify(once)), once);
				values.forEach((value, at) => {
					if (!Number.isFinite(value)) assert.equal(once[at], null);
					else assert.ok(Math.abs(Number(once[at]) - value) <= 1e-5 * Math.abs(value));
				});
			}),
			{ seed: 2 },
		);
	});
});

describe("bytes", () => {
	test("are what base64 makes of the rows, one after the other", () => {
		for (const columns of [1, 2, 3, 4]) {
			const rows = [0, 1, 2].map((i) => Uint8Array.from({ length: columns }, (_, j) => 99 * i + j));
			const bdata = Buffer.concat(rows).toString("base64");
			assert.deepEqual(bytes(rows), { bdata, dtype: "u1", shape: `3, ${columns}` });
		}
	});
});

describe("wrap", () => {
	test("does not count tags", () => {
		assert.equal(wrap("h<sup>t</sup> and more", 7), "h<sup>t</sup> and<br>more");
	});
});

describe("animated", () => {
	test("has a place on the slider for every frame", () => {
		const frames = ["0", "10"].map((name) => ({ name, data: [{ y: [1] }] }));
		const { layout } = animated({ title: "t", alt: "a.", data }, { frames, prefix: "t = " });
		const sliders = (layout?.sliders ?? []) as { steps: { label: string; args: unknown[] }[] }[];
		const [slider] = sliders;
		assert.deepEqual(
			slider.steps.map(({ label, args }) => [label, args[0]]),
			[
				["0", ["0"]],
				["10", ["10"]],
			],
		);
	});
});

describe("the template's colours", () => {
	test("can be read on white and on JupyterLab's dark ground", () => {
		for (const [name, colour] of Object.entries(ink)) {
			for (const ground of ["#ffffff", "#111111"]) {
				const ratio = contrast(colour, ground);
				assert.ok(ratio >= 3, `${name} on ${ground}: ${ratio.toFixed(2)}`);
			}
		}
	});

	test("grow steadily lighter from little to much", () => {
		const lights = sequential.map(([, colour]) => luminance(colour));
		for (let at = 1; at < lights.length; at++) assert.ok(lights[at] > lights[at - 1]);
	});

	test("colourAt meets the scale's stops and stays within its ends", () => {
		for (const scale of [sequential, diverging]) {
			for (const [at, colour] of scale) assert.equal(colourAt(scale, at), colour);
			assert.equal(colourAt(scale, -1), scale[0][1]);
			assert.equal(colourAt(scale, 2), scale.at(-1)?.[1]);
		}
		assert.equal(colourAt(sequential, Number.NaN), ink.grey);
	});
});

/** WCAG 2's contrast ratio. */
function contrast(one: string, other: string): number {
	const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
	return (light + 0.05) / (dark + 0.05);
}

function luminance(hex: string): number {
	const [r, g, b] = [1, 3, 5].map((at) => {
		const c = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
		return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
