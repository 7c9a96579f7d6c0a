import assert from "node:assert/strict";
import { test } from "node:test";
import { sentence, spoken, withMinus, wrap } from "../../src/figures/text.js";

test("a line is broken at spaces, and its tags do not count", () => {
	assert.equal(wrap("h<sup>t</sup> and more", 7), "h<sup>t</sup> and<br>more");
	assert.equal(wrap("incomprehensible", 7), "incomprehensible");
});

test("a label is spoken without its tags", () => {
	assert.equal(spoken("<b>δ<sub>h</sub><sup>t</sup></b><br>is small"), "δ_h^t is small");
});

test("a sentence ends once", () => {
	assert.deepEqual(["A line", "A line.", "Why?"].map(sentence), ["A line.", "A line.", "Why?"]);
});

test("a hyphen before a number is a minus, and one between letters is not", () => {
	assert.equal(withMinus("b = -4, (-1) and x-1, t-1, [-2"), "b = −4, (−1) and x-1, t-1, [−2");
});
