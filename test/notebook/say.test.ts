import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { type Displayable, display } from "../../src/figures/figure.js";
import { say } from "../../src/notebook/say.js";

const said = (thing: Displayable) => thing[display]()["text/plain"];

describe("say", () => {
	test("writes numbers as prose does", () => {
		const written: [number, string][] = [
			[1_048_576, "1,048,576"],
			[-3, "−3"],
			[0.123456, "0.123"],
			[12.3456, "12.3"],
			[0, "0"],
			[1.234e-7, "1.23 × 10⁻⁷"],
			[-(4 ** 30), "−1.15 × 10¹⁸"],
			[Number.NEGATIVE_INFINITY, "−∞"],
			[Number.NaN, "NaN"],
		];
		for (const [value, text] of written) assert.equal(said(say`It is ${value}.`), `It is ${text}.`);
	});

	test("takes words as they are, and is Markdown", () => {
		const shown = say`After **${10}** layers ${(0.25).toFixed(4)} is left.`[display]();
		const text = "After **10** layers 0.2500 is left.";
		assert.deepEqual(shown, { "text/markdown": text, "text/plain": text });
	});
});
