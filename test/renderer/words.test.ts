import assert from "node:assert/strict";
import { test } from "node:test";
import { inPageLanguage } from "../../src/renderer/words.js";

test("the renderer speaks the page's language, and English where it knows none", () => {
	const said = ["en", "zh-CN", "zh", "fr", ""].map((page) => inPageLanguage("Try again", page));
	assert.deepEqual(said, ["Try again", "再试一次", "再试一次", "Try again", "Try again"]);
});
