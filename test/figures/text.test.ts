import assert from "node:assert/strict";
import { test } from "node:test";
import { sentence, spoken, widthOf, withMinus, wrap } from "../../src/figures/text.js";

test("a line is broken at spaces, and its tags do not count", () => {
	assert.equal(wrap("h<sup>t</sup> and more", 7), "h<sup>t</sup> and<br>more");
	assert.equal(wrap("incomprehensible", 7), "incomprehensible");
});

test("a line of Chinese is broken between characters, its punctuation behind them", () => {
	assert.equal(wrap("门决定记忆，保留什么", 10), "门决定记<br>忆，保留什<br>么");
	assert.equal(wrap("当 h<sup>t</sup> 很大时", 6), "当 h<sup>t</sup><br>很大时");
	assert.equal(widthOf("当 x，"), 6);
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
