import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
	type AdderRun,
	trainAdder,
} from "../../../src/lessons/07-your-own-experiments/train-adder.js";

const run: AdderRun = {
	kind: "rnn",
	hiddenDim: 8,
	alpha: 1,
	seed: 0,
	bits: 4,
	iterations: 6000,
	every: 500,
};

describe("trainAdder", () => {
	test("says when all test sums were right at three looks in a row, and how the error fell", async () => {
		const { learnedAt, right, errors, size } = await trainAdder(run);
		assert.ok(learnedAt > 0 && learnedAt <= 5000 && learnedAt % 500 === 0, `${learnedAt}`);
		const look = learnedAt / 500;
		assert.deepEqual(right.slice(look, look + 3), [true, true, true]);
		const before = right.slice(0, look + 2).map((_, k) => right.slice(k, k + 3));
		assert.ok(!before.slice(0, look).some((three) => three.every(Boolean)));
		assert.equal(right.length, 13);
		assert.equal(errors.length, 12);
		assert.ok(errors[11] < errors[0] / 2, `from ${errors[0]} to ${errors[11]}`);
		assert.equal(size, 2 * 8 + 8 * 8 + 8);
	});

	test("says the same where it stops as soon as that is so", async () => {
		const whole = await trainAdder(run);
		const short = await trainAdder({ ...run, untilLearned: true });
		assert.equal(short.learnedAt, whole.learnedAt);
		assert.deepEqual(short.errors, whole.errors.slice(0, short.errors.length));
		assert.equal(short.right.length, whole.learnedAt / 500 + 3);
	});

	test("takes right at one look for luck", async () => {
		// Looks close to each other, at a rate at which networks forget again.
		const { right, learnedAt } = await trainAdder({ ...run, alpha: 3, every: 20 });
		const first = right.indexOf(true);
		assert.ok(first >= 0 && first * 20 < learnedAt, `first right at ${first * 20}, ${learnedAt}`);
	});

	test("says Infinity where a network has not learned it", async () => {
		const { learnedAt } = await trainAdder({ ...run, iterations: 500, alpha: 0.001 });
		assert.equal(learnedAt, Number.POSITIVE_INFINITY);
	});

	test("trains an LSTM, too", async () => {
		const { learnedAt, size } = await trainAdder({ ...run, kind: "lstm" });
		assert.ok(learnedAt <= 6000, `${learnedAt}`);
		assert.equal(size, 4 * ((8 + 2) * 8 + 8) + 8 + 1);
	});

	test("passes on what is wrong with a run", async () => {
		await assert.rejects(trainAdder({ ...run, alpha: 0 }), /alpha must be/);
	});
});
