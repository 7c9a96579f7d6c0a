import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { derivative } from "mathjs";
import { type Displayable, display } from "../../src/figures/figure.js";
import { equation } from "../../src/notebook/equation.js";

const said = (thing: Displayable, type = "text/plain") => String(thing[display]()[type]);

describe("equation", () => {
	test("sets LaTeX and mathjs expressions side by side", () => {
		const line = ["\\frac{d}{dx} x^2 = ", derivative("x^2", "x")];
		assert.equal(said(equation(line), "text/latex"), "$$\\frac{d}{dx} x^2 =  2\\cdot x$$");
		assert.equal(said(equation(line)), "\\frac{d}{dx} x^2 = 2 * x");
	});

	test("sets several lines below each other", () => {
		assert.equal(
			said(equation("a", "b"), "text/latex"),
			"$$\\begin{gathered}\na \\\\[6pt]\nb\n\\end{gathered}$$",
		);
	});

	test("lines them up at their equals signs, if all have one", () => {
		assert.equal(
			said(equation("a = b", "= c = d"), "text/latex"),
			"$$\\begin{aligned}\na &= b \\\\[6pt]\n&= c = d\n\\end{aligned}$$",
		);
	});
});
