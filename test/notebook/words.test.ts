import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { derivative } from "mathjs";
import { type Displayable, display } from "../../src/figures/figure.js";
import { equation } from "../../src/notebook/equation.js";
import { aFunction, aNumber, aWord, check, numbers } from "../../src/notebook/exercise.js";
import { table } from "../../src/notebook/table.js";

const said = (thing: Displayable, type = "text/plain") => String(thing[display]()[type]);

describe("table", () => {
	const rows = [
		{ iteration: 0, "read as": "9 + 60 = 1" },
		{ iteration: 1000, "read as": "a|b <script>" },
	];

	test("as text, numbers to the right", () => {
		assert.equal(
			said(table(rows, { caption: "A run" })),
			["A run", "iteration  read as", "        0  9 + 60 = 1", "     1000  a|b <script>"].join(
				"\n",
			),
		);
	});

	test("as Markdown, with bars escaped", () => {
		assert.equal(
			said(table(rows), "text/markdown"),
			[
				"| iteration | read as |",
				"| ---: | --- |",
				"| 0 | 9 + 60 = 1 |",
				"| 1000 | a\\|b <script> |",
			].join("\n"),
		);
	});

	test("as HTML that cannot run script", () => {
		const html = said(table(rows, { right: ["read as"] }), "text/html");
		assert.match(html, /<td style="text-align: right">a\|b &lt;script&gt;<\/td>/);
		assert.match(html, /<td style="text-align: left">1000<\/td>/);
	});

	test("with symbols as they are set in equations, and a minus below zero", () => {
		const row = { "net_h, Δb_y": "σ(b_f)^2", "src/my_file.ts": "x = -2", "1e-5": -3 };
		const html = said(table([row]), "text/html");
		for (const set of ["net<sub>h</sub>, Δb<sub>y</sub>", "σ(b<sub>f</sub>)<sup>2</sup>"]) {
			assert.ok(html.includes(`>${set}</t`), html);
		}
		for (const set of ["src/my_file.ts", "x = −2", "1e-5", "−3"]) {
			assert.ok(html.includes(`>${set}</t`), html);
		}
	});

	test("without rows", () => {
		assert.equal(said(table([])), "");
	});
});

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

describe("check", () => {
	test("says that there is no answer yet", () => {
		assert.match(said(check(undefined, aNumber(4))), /^… No answer yet/);
	});

	test("says that an answer is right, and what that means", () => {
		assert.equal(said(check(4, aNumber(4), "Half of eight.")), "✓ Right. Half of eight.");
	});

	test("says what is wrong, and not what is right", () => {
		const wrong: [Displayable, string][] = [
			[check(3, aNumber(4)), "✗ Not yet: 3 is too small."],
			[check(5, aNumber(4)), "✗ Not yet: 5 is too large."],
			[check(-4, aNumber(4)), "✗ Not yet: the size is right, the sign is not."],
			[check(Number.NaN, aNumber(4)), "✗ Not yet: NaN is not a number."],
			[check([1], numbers([1, 2])), "✗ Not yet: there should be 2 numbers, and there are 1."],
			[
				check([1, 3], numbers([1, 2])),
				"✗ Not yet: entry 1 (counted from 0) is 3, and that is not it.",
			],
			[
				check(
					(x: number) => x,
					aFunction([1, 2], (x) => x * x),
				),
				"✗ Not yet: for 2 yours gives 2, and that is not it.",
			],
			[
				check(
					(): number => {
						throw new Error("no");
					},
					aFunction([1], (x) => x),
				),
				"✗ Not yet: it fails: no",
			],
			[
				check("input", aWord("forget", ["forget", "input"])),
				"✗ Not yet: that is another of the choices.",
			],
			[
				check("x", aWord("forget", ["forget", "input"])),
				"✗ Not yet: choose one of: forget, input.",
			],
		];
		for (const [answer, text] of wrong) assert.equal(said(answer), text);
	});

	test("takes answers that are near enough", () => {
		assert.match(said(check(0.333, aNumber(1 / 3, 0.001))), /^✓/);
		assert.match(said(check(Float64Array.of(0.1 + 0.2), numbers([0.3], 1e-12))), /^✓/);
		assert.match(
			said(
				check(
					(x: number) => x + x,
					aFunction([1, 2], (x) => 2 * x),
				),
			),
			/^✓/,
		);
		assert.match(said(check(" Forget", aWord("forget", ["forget"]))), /^✓/);
	});
});
