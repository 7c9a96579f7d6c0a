import assert from "node:assert/strict";
import { test } from "node:test";
import { hiddenNorm } from "../../../src/lessons/07-your-own-experiments/hidden-norm.js";
import { Random } from "../../../src/network/random.js";
import { Rnn } from "../../../src/network/rnn.js";
import { binaryAddition } from "../../../src/tasks/binary-addition.js";

test("the norm of h is the mean over steps and networks", () => {
	const norms = [0, 1].flatMap((seed) => {
		const random = new Random(seed);
		const rnn = Rnn.create({ inputDim: 2, hiddenDim: 3, outputDim: 1, random });
		const { h } = Rnn.forward(rnn, binaryAddition({ bits: 4 }).draw(random).x);
		return [1, 2, 3, 4].map((t) => h.row(t).reduce((sum, h_j) => sum + h_j * h_j, 0));
	});
	const mean = norms.reduce((sum, norm) => sum + norm) / norms.length;
	assert.ok(Math.abs(hiddenNorm(3, 4, 2) - mean) < 1e-12);
});

test("the norm of h grows in step with H", () => {
	const ratio = hiddenNorm(64, 8) / hiddenNorm(16, 8);
	assert.ok(ratio > 3.5 && ratio < 5, `${ratio}`);
});
