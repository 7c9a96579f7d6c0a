import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { LstmContender } from "../../../src/lessons/04-lstm-gates/contenders.js";
import {
	errorLeft,
	errorLeftAlongC,
	frenchAtTheEnd,
	wordLeft,
} from "../../../src/lessons/04-lstm-gates/fading.js";
import { assertClose } from "../../assert-close.js";

const lstm = (forgetBias: number): LstmContender => ({
	kind: "lstm",
	name: `b_f = ${forgetBias}`,
	hiddenDim: 4,
	forgetBias,
});
const orthogonal = { kind: "rnn", name: "RNN", hiddenDim: 6, start: "orthogonal" } as const;

describe("what fades", () => {
	test("is all there where it comes from: the word at t = 1, the error at T", () => {
		for (const one of [lstm(0), lstm(3), orthogonal]) {
			assert.equal(wordLeft(one, [0, 1, 2], 12)[0], 1);
			assert.equal(errorLeft(one, [0, 1, 2], 12)[11], 1);
		}
	});

	test("fades with a forget gate that is half open, and hardly with one that is open", () => {
		const [half, open] = [lstm(0), lstm(8)].map((one) => wordLeft(one, [0, 1, 2, 3], 30)[29]);
		assert.ok(half < 1e-4 && open > 0.5, `${half} and ${open} are left`);
	});

	test("fades along C alone by the product of the gates", () => {
		const along = errorLeftAlongC(lstm(100), [5], 20);
		for (const left of along) assertClose(left, 1, 1e-9, "share along C, gates at 1");
		const shut = errorLeftAlongC(lstm(-100), [5], 3);
		assert.deepEqual(
			shut.map((left) => left < 1e-40),
			[true, true, false],
		);
	});

	test("is the middle one of an odd number of seeds", () => {
		const each = [4, 5, 6].map((seed) => wordLeft(orthogonal, [seed], 9)[8]);
		assert.equal(wordLeft(orthogonal, [4, 5, 6], 9)[8], [...each].sort((a, b) => a - b)[1]);
	});
});

test("frenchAtTheEnd counts the last word only", () => {
	const { d, mask } = frenchAtTheEnd(3);
	assert.deepEqual(mask, [0, 0, 1]);
	assert.deepEqual(d[2], [1, 0, 0, 0]);
});
