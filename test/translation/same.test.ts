import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { differences } from "../../src/translation/same.js";

const prose = {
	context: "04/gates",
	text: "With `k` = 1,048,576 and $x_1 < 2$, it is small: see [*A*](a.ipynb#B) in 0.5 s, if $y > 0$.",
};

describe("a translated paragraph", () => {
	test("has the same formulas, code, links and numbers, in an order of its own", () => {
		const said =
			"见 [*A*](a.ipynb#B)：若 $y > 0$，取 $x_1 < 2$，`k` 为 1,048,576，则 `k` 用时 0.5 秒。";
		assert.deepEqual(differences(prose, said), []);
	});

	test("is complained of where one is missing, or another is there", () => {
		const said = "见 [*A*](b.ipynb)：若 $y > 0$，取 $x_2 < 2$，`n` 为 1,048,577。";
		assert.deepEqual(differences(prose, said), [
			"formulas: $x_1 < 2$ is missing",
			"formulas: $x_2 < 2$ is not in English",
			"code: `k` is missing",
			"code: `n` is not in English",
			"addresses: a.ipynb#B is missing",
			"addresses: b.ipynb is not in English",
			"numbers: 1,048,576 is missing",
			"numbers: 0.5 is missing",
			"numbers: 1,048,577 is not in English",
		]);
	});

	test("may say the words within a formula in its own language", () => {
		const text = "So $a \\text{ with } b$.";
		assert.deepEqual(differences({ context: "", text }, "所以 $a \\text{，其中 } b$。"), []);
	});
});

describe("a translated string of a program", () => {
	const string = {
		context: "",
		text: `gap \${gap(2)}: %{y} of 8 <b>words</b>`,
		note: "in a program",
	};

	test("computes the same, and keeps tags and places", () => {
		assert.deepEqual(differences(string, `8 个<b>词</b>中的 %{y}，间隔 \${gap(2)}`), []);
		assert.deepEqual(differences(string, `8 个词中的 %{x}，间隔 \${gap(3)}`).length, 6);
	});

	test("does not end the string", () => {
		assert.match(differences({ ...string, text: "a gap" }, '"间隔"').join(), /write “…”/);
	});
});
