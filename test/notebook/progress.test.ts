import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { progress } from "../../src/notebook/progress.js";
import { shownBy, texts } from "./recording-host.js";

describe("progress", () => {
	test("passes values on and ends in one line without times", async () => {
		const passed: string[] = [];
		const shown = await shownBy(async () => {
			for await (const value of progress("Letters <b>", 2, ["a", "b"])) passed.push(value);
		});
		assert.deepEqual(passed, ["a", "b"]);
		assert.equal(texts(shown).at(-1), "Letters <b>: 2 of 2, done.");
		assert.equal(shown.at(-1)?.bundle["text/html"], "<div>Letters &lt;b&gt;: 2 of 2, done.</div>");
		assert.equal(new Set(shown.map(({ displayId }) => displayId)).size, 1);
	});
});
