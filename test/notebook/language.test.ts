import assert from "node:assert/strict";
import { after, test } from "node:test";
import { hyperparameters } from "../../src/notebook/hyperparameters.js";
import { language } from "../../src/notebook/language.js";

after(() => language("en"));

const tooLarge = () => hyperparameters({ alpha: { value: 20, min: 0.1, max: 10 } });

test("what a notebook says comes in the language that it has chosen, and in English again", () => {
	language("zh");
	assert.throws(tooLarge, { message: "alpha 必须是 0.1 到 10 之间的数（得到的是 20）" });
	language("en");
	assert.throws(tooLarge, { message: "alpha must be a number from 0.1 to 10 (got 20)" });
});

test("a language that there is not is an error that names those there are", () => {
	assert.throws(() => language("fr" as "en"), {
		name: "RangeError",
		message: "language must be one of en, zh (got fr)",
	});
});
