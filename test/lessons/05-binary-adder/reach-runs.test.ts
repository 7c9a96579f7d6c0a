import assert from "node:assert/strict";
import { test } from "node:test";
import {
	addersByReach,
	type ReachRun,
	recallByReach,
	spreadOf,
} from "../../../src/lessons/05-binary-adder/reach-runs.js";
import { Random } from "../../../src/network/random.js";
import { Rnn } from "../../../src/network/rnn.js";
import { trainToEnd } from "../../../src/network/training/train.js";
import { binaryAddition, exactMatch } from "../../../src/tasks/binary-addition.js";
import { assertClose } from "../../assert-close.js";

const options = { alpha: 0.5, hiddenDim: 6, bits: 4, iterations: 500 };

test("errors that travel all the way back train as train does", async () => {
	const { alpha, hiddenDim, bits, iterations } = options;
	const random = new Random(2);
	const rnn = Rnn.create({ inputDim: 2, hiddenDim, outputDim: 1, random });
	await trainToEnd(rnn, binaryAddition({ bits }), { alpha, iterations, random });
	const sample = { pairs: 200, random: new Random(1) };
	const { share } = exactMatch((x) => Rnn.forward(rnn, x).y, bits, sample);
	for await (const { right } of addersByReach(options, [bits - 1], [2])) {
		assertClose(right[10], share, 1e-12, "the share that is right in the end");
	}
});

test("every reach is tried from every seed", async () => {
	const found: string[] = [];
	for await (const { reach, seed, right } of recallByReach(
		{ hiddenDim: 2, gap: 1 },
		[0, 2],
		[3, 4],
	)) {
		assert.equal(right.length, 11);
		found.push(`${reach} from ${seed}`);
	}
	assert.deepEqual(found, ["0 from 3", "0 from 4", "2 from 3", "2 from 4"]);
});

test("the spread of runs is taken look by look", () => {
	const run = (reach: number, right: number[]): ReachRun => ({ reach, seed: 0, right });
	const runs = [run(1, [0.5, 0.1]), run(0, [9, 9]), run(1, [0.1, 0.9]), run(1, [0.3, 0.5])];
	assert.deepEqual(spreadOf(runs, 1), { median: [0.3, 0.5], low: [0.1, 0.1], high: [0.5, 0.9] });
});
