import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { display, figure, plain, plotlyMimeType } from "../../src/figures/figure.js";

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
		assert.ok(text.split("<br>").length > 2, text);
		const { t } = layout.margin as { t: number };
		assert.ok(t > 80, `above are ${t} pixels`);
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
					else {
						const apart = Math.abs(Number(once[at]) - value);
						assert.ok(apart <= 1e-5 * Math.abs(value), `found ${once[at]}, expected ${value}`);
					}
				});
			}),
			{ seed: 2 },
		);
	});
});
