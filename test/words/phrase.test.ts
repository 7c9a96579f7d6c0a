import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { phrase, speak } from "../../src/words/phrase.js";

afterEach(() => speak({}));

test("a phrase is its own English, with its values where they stand", () => {
	const name = "h^{t-1}";
	assert.equal(phrase`step ${1} of ${2}: \u201c${name}\u201d`, "step 1 of 2: “h^{t-1}”");
});

test("another language has its own order, and repeats nothing that a value holds", () => {
	speak({ "step {1} of {2}": "共 {2} 步，第 {1} 步" });
	assert.equal(phrase`step ${"{2}"} of ${8}`, "共 8 步，第 {2} 步");
});

test("a phrase that the language lacks stays English", () => {
	speak({ step: "步" });
	assert.equal(phrase`gate ${"f"}`, "gate f");
});
