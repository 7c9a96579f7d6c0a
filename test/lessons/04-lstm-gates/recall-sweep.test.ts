import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { type RecallResult, recallSweep } from "../../../src/lessons/04-lstm-gates/recall-sweep.js";
import { Lstm } from "../../../src/network/lstm.js";
import type { Random } from "../../../src/network/random.js";
import { Rnn } from "../../../src/network/rnn.js";
import type { Recall } from "../../../src/tasks/recall.js";

const sizes = (task: Recall, random: Random) => ({
	inputDim: task.inputDim,
	outputDim: task.outputDim,
	hiddenDim: 6,
	random,
});
const contenders = [
	{
		name: "RNN",
		build: (task: Recall, random: Random) => Rnn.create({ ...sizes(task, random), f: "tanh" }),
	},
	{ name: "LSTM", build: (task: Recall, random: Random) => Lstm.create(sizes(task, random)) },
];
const options = { contenders, alpha: 0.01, optimizer: "adam", count: 50 } as const;

async function all(source: AsyncIterable<RecallResult>): Promise<RecallResult[]> {
	const results: RecallResult[] = [];
	for await (const result of source) results.push(result);
	return results;
}

describe("recallSweep", () => {
	test("trains each contender at each gap with each seed, and again just so", async () => {
		const plan = { ...options, gaps: [0, 3], seeds: [4, 5], iterations: 20 };
		const results = await all(recallSweep(plan));
		const names = results.map(({ name, gap, seed }) => `${name} ${gap} ${seed}`);
		assert.deepEqual(names.slice(0, 4), ["RNN 0 4", "LSTM 0 4", "RNN 0 5", "LSTM 0 5"]);
		assert.equal(new Set(names).size, 8);
		assert.deepEqual(await all(recallSweep(plan)), results);
	});

	test("finds that an LSTM learns to recall over a short gap", async () => {
		const plan = { ...options, contenders: contenders.slice(1), gaps: [2], seeds: [0] };
		const [{ accuracy }] = await all(recallSweep({ ...plan, iterations: 600 }));
		assert.equal(accuracy, 1);
	});

	test("ends when it is aborted, without a half-trained result", async () => {
		const signal = { aborted: false };
		const sweep = recallSweep({ ...options, gaps: [1], seeds: [0, 1], iterations: 10, signal });
		const first = await sweep.next();
		assert.equal(first.value?.name, "RNN");
		signal.aborted = true;
		assert.equal((await sweep.next()).done, true);
	});
});
