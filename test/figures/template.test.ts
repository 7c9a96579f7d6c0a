import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { colourAt, diverging, ink, sequential } from "../../src/figures/template.js";

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
		for (let at = 1; at < lights.length; at++) {
			assert.ok(lights[at] > lights[at - 1], `stop ${at}: ${lights[at - 1]}, ${lights[at]}`);
		}
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
