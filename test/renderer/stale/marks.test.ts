import assert from "node:assert/strict";
import { test } from "node:test";
import { marksOf } from "../../../src/renderer/stale/marks.js";
import type { Reason } from "../../../src/renderer/stale/out-of-date.js";
import { wordsFor } from "../../../src/renderer/stale/words.js";

const english = wordsFor("en");

test("a mark says how sure it is, and why, in words", () => {
	const changed = (name: string): Reason => ({ why: "changed", name });
	const found = new Map<string, Reason[]>([
		["sure", [changed("alpha"), { why: "maybe", name: "b" }, { why: "needs", name: "network" }]],
		["many", ["a", "b", "c", "d"].map(changed)],
		["maybe", [{ why: "maybe", name: "alpha" }]],
		["edited", [{ why: "edited" }, { why: "maybe", name: "alpha" }]],
		["missing", [{ why: "missing", name: "network" }]],
		["module", [{ why: "module", name: "/home/x/src/network/rnn.ts" }]],
		["failed", [{ why: "failed" }, { why: "edited" }]],
	]);
	const steps = [
		{ id: "maker", reasons: [] },
		{ id: "sure", reasons: found.get("sure") ?? [] },
		{ id: "later", reasons: [] },
	];
	const marks = marksOf(found, steps, english);
	assert.deepEqual(
		Array.from(marks, ([id, { kind, text }]) => [id, kind, text]),
		[
			["sure", "sure", "Out of date: alpha changed, needs network"],
			["many", "sure", "Out of date: a changed, b changed, c changed, …"],
			["maybe", "maybe", "May be out of date: alpha may change"],
			["edited", "maybe", "Edited, not run"],
			["missing", "maybe", "May be out of date: no cell above makes network"],
			["module", "sure", "Out of date: src/network/rnn.ts was edited"],
			["failed", "sure", "Out of date: did not come to its end"],
			["maker", "also", "Runs again first"],
			["later", "also", "Runs again afterwards"],
		],
	);
});

test("the button says how many cells it runs, and for how long they ran last time", () => {
	assert.equal(english.run(1, 0.4), "Run 1 cell");
	assert.equal(english.run(9, 14.2), "Run 9 cells (about 14 s)");
	assert.equal(english.run(9, 300), "Run 9 cells (about 5 min)");
	assert.equal(wordsFor("zh_CN").run(9, 14.2), "运行 9 个单元格（约 14 秒）");
	assert.equal(wordsFor("xx").running, english.running, "English stands in");
});
