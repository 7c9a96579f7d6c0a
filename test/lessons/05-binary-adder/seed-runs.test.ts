import assert from "node:assert/strict";
import { test } from "node:test";
import { carryHolders, halfLearned } from "../../../src/lessons/05-binary-adder/seed-runs.js";
import { rightSums, wrongBits } from "../../../src/lessons/05-binary-adder/wrong-bits.js";
import { Random } from "../../../src/network/random.js";
import { Rnn } from "../../../src/network/rnn.js";
import { trainToEnd } from "../../../src/network/training/train.js";
import { binaryAddition } from "../../../src/tasks/binary-addition.js";

const options = { alpha: 1, hiddenDim: 8, bits: 4, iterations: 4000 };
const all = 4 ** (options.bits - 1);

/** An adder that has had so many updates from this seed. */
async function adder(seed: number, iterations: number): Promise<Rnn> {
	const { alpha, hiddenDim, bits } = options;
	const random = new Random(seed);
	const rnn = Rnn.create({ inputDim: 2, hiddenDim, outputDim: 1, random });
	if (iterations > 0) {
		await trainToEnd(rnn, binaryAddition({ bits }), { alpha, iterations, random });
	}
	return rnn;
}

test("an adder is half learned at the last look before nine in ten sums are right", async () => {
	for await (const { seed, iteration } of halfLearned(options, [0, 1])) {
		const right = async (updates: number) =>
			rightSums(wrongBits(await adder(seed, updates), options.bits));
		const [then, next] = [await right(iteration), await right(iteration + 400)];
		assert.ok(then <= 0.9 * all, `seed ${seed}, ${iteration} updates: ${then} of ${all} right`);
		assert.ok(next > 0.9 * all, `seed ${seed}, 400 updates later: ${next} of ${all} right`);
	}
});

test("the holders of the carry are those of the trained adder", async () => {
	for await (const { seed, right, readOut, memory, answer } of carryHolders(options, [3])) {
		assert.equal(right, rightSums(wrongBits(await adder(seed, 4000), options.bits)));
		assert.ok(readOut > 0.9 && readOut <= 1 + 1e-12, `read ${readOut} of the carries rightly`);
		for (const left of [memory, answer]) assert.ok(left >= 0 && left <= all, `${left} are left`);
	}
});
