import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { complaint, uncovered } from "./claims.js";

describe("a claim", () => {
	const claim = (says: string, when?: (found: never) => boolean) => ({
		cell: "here",
		says,
		gives: "f()",
		...(when && { when }),
	});

	test("holds where its numbers are what was found, rounded as the sentence rounds", () => {
		const held: [string, unknown][] = [
			["the best lines get 62 to 72 %", [61.6, 72.49]],
			["about 0.37", 0.36788],
			["one in 1,048,576", 4 ** 10],
			["against it (−0.77)", -0.7712],
			["after 3 steps it says oui", [3, "oui"]],
			["each is larger than the next", true],
		];
		for (const [says, found] of held) assert.equal(complaint(claim(says), found), undefined);
	});

	test("says what was found where it does not hold", () => {
		const broken: [string, unknown][] = [
			["about 0.37", 0.3754],
			["62 to 72 %", [62]],
			["one in 1,000", 999],
			["it says oui", "non"],
			["each is larger than the next", false],
			["never", null],
		];
		for (const [says, found] of broken) {
			assert.match(complaint(claim(says), found) ?? "it holds", /^“.*”\n {2}f\(\)\n {2}gives /);
		}
		assert.match(complaint(claim("2"), new Error("f is gone")) ?? "", /fails: f is gone$/);
	});

	test("may have a rule of its own", () => {
		const few = claim("only a few", (found: number) => found < 10);
		assert.equal(complaint(few, 9), undefined);
		assert.match(complaint(few, 10) ?? "", /gives 10, which should be when .*found ?< ?10/);
	});
});

describe("numbers in prose", () => {
	test("are found where no claim covers them, with what stands around", () => {
		const text = "It takes 426 steps\nfrom 6, and 71 from 4.";
		assert.deepEqual(uncovered(text, ["takes 426 steps from 6"]), [
			"71 in “…It takes 426 steps from 6, and 71 from 4.…”",
			"4 in “…It takes 426 steps from 6, and 71 from 4.…”",
		]);
	});

	test("are none in code, equations, headings, links, dates, lists and names of lessons", () => {
		const text = [
			"## 03 · Step 12",
			"1. With $x = 37$ and `alpha: 100`, see [lesson 04](04-x.ipynb#12), lessons 02 to 05, seed 7,",
			"2. [05 · The adder](05-y.ipynb) or ([Olah, 2015](https://e.org/2015-08/)). About 30 minutes.",
			"```ts\nconst x = 42;\n```",
			"$$E = 99$$",
			"A gate is 0 or 1.",
		].join("\n");
		assert.deepEqual(uncovered(text, []), []);
	});
});
