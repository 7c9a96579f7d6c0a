import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
	bestAlphas,
	everyRecallRun,
	learnRecall,
	meanAccuracy,
	trainRecall,
} from "../../../src/lessons/04-lstm-gates/train-recall.js";
import { Lstm } from "../../../src/network/lstm.js";
import { Random } from "../../../src/network/random.js";
import { recall, recallAccuracy } from "../../../src/tasks/recall.js";

const lstm = { kind: "lstm", name: "LSTM", hiddenDim: 6, forgetBias: 1 } as const;
const rnn = { kind: "rnn", name: "RNN", hiddenDim: 6, start: "drawn" } as const;

const run = { contender: lstm, gap: 2, seed: 0, alpha: 0.01, iterations: 600 };

describe("trainRecall", () => {
	for (const answers of ["four sigmoids", "softmax"] as const) {
		test(`finds that an LSTM learns to recall over a short gap, with ${answers}`, async () => {
			const result = await trainRecall({ ...run, answers });
			assert.equal(result.accuracy, 1);
			assert.deepEqual(await trainRecall({ ...run, answers }), result);
		});
	}
});

test("trainRecall lets an error go back as far as it is told", async () => {
	const far = { ...run, gap: 8, answers: "softmax", iterations: 400 } as const;
	const whole = await trainRecall(far);
	assert.equal((await trainRecall({ ...far, reach: 9 })).accuracy, whole.accuracy);
	const cut = await trainRecall({ ...far, reach: 0 });
	assert.ok(cut.accuracy < whole.accuracy, `${cut.accuracy} with reach 0, else ${whole.accuracy}`);
});

test("learnRecall trains the same network, and sees it become right", async () => {
	const { lstm: trained, right } = await learnRecall({ ...run, answers: "softmax" });
	assert.equal(right.length, 600);
	const share = (from: number) => right.slice(from, from + 50).reduce((a, b) => a + b) / 50;
	assert.ok(
		share(0) < 0.7 && share(550) === 1,
		`right: ${share(0)} at first, ${share(550)} at last`,
	);
	const fresh = { count: 200, random: new Random(2 ** 32 - 1) };
	const said = recallAccuracy((x) => Lstm.forward(trained, x).y, recall({ gap: 2 }), fresh);
	assert.equal(said, 1);
});

const plan = {
	contenders: [rnn, lstm],
	gaps: [0, 3],
	seeds: [4, 5],
	alphas: [0.01, 0.1],
	iterations: 20,
	answers: "softmax",
} as const;

test("everyRecallRun names each contender at each gap, with each α and seed", () => {
	const runs = everyRecallRun(plan);
	const names = runs.map(({ contender, gap, alpha, seed }) =>
		[contender.name, gap, alpha, seed].join(" "),
	);
	assert.deepEqual(names.slice(0, 3), ["RNN 0 0.01 4", "RNN 0 0.01 5", "RNN 0 0.1 4"]);
	assert.equal(new Set(names).size, 16);
});

describe("bestAlphas", () => {
	const results = everyRecallRun(plan).map((run) => ({
		...run,
		accuracy: run.contender === rnn ? run.alpha : run.gap === 3 && run.seed === 4 ? run.alpha : 0.5,
	}));

	test("takes for each contender and gap what is best on average, of equals the first", () => {
		const found = bestAlphas(plan, results).map(({ contender, gap, alpha }) =>
			[contender.name, gap, alpha].join(" "),
		);
		assert.deepEqual(found, ["RNN 0 0.1", "LSTM 0 0.01", "RNN 3 0.1", "LSTM 3 0.1"]);
	});

	test("takes the first where training has been stopped before there was a result", () => {
		assert.ok(bestAlphas(plan, []).every(({ alpha }) => alpha === 0.01));
		assert.equal(meanAccuracy([]), 0);
	});
});
