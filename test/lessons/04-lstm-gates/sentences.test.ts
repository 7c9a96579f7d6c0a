import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
	countries,
	decode,
	encode,
	filling,
	languages,
} from "../../../src/lessons/04-lstm-gates/sentences.js";
import { Random } from "../../../src/network/random.js";
import { recall } from "../../../src/tasks/recall.js";

describe("sentences", () => {
	test("name the tokens of the recall task", () => {
		const task = recall({ gap: 3 });
		for (const [symbol, country] of countries.entries()) {
			const { x } = task.example(symbol, new Random(symbol));
			const words = decode(x);
			assert.equal(words[0], country);
			assert.equal(words.at(-1), "fluent");
			assert.deepEqual(encode(words), x);
		}
		assert.equal(languages.length, task.symbols);
	});

	test("fill a gap with fillers only", () => {
		assert.deepEqual(filling(0, new Random(0)), []);
		const words = filling(50, new Random(0));
		assert.equal(words.length, 50);
		assert.deepEqual([...new Set(words)].sort(), ["and", "moved", "then", "we"]);
	});

	test("refuse a word that the task does not have", () => {
		assert.throws(() => encode(["France", "Atlantis"]), /words\[1\] must be one of .*"Atlantis"/);
	});
});
