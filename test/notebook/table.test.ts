import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { type Displayable, display } from "../../src/figures/figure.js";
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
