import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
	type GruStep,
	gruByHand,
	gruJudge,
	gruRecall,
	gruStep,
	randomGru,
} from "../../../src/lessons/04-lstm-gates/gru.js";
import { Random } from "../../../src/network/random.js";
import { assertClose } from "../../assert-close.js";

describe("a GRU", () => {
	test("with one unit does what can be worked out on paper", () => {
		const layers = {
			z: () => [0.25],
			r: () => [0.5],
			candidate: ([h, x]: readonly number[]) => [h + x],
		};
		// ĥ = 0.5 · 0.8 + 1 = 1.4, and 0.75 · 0.8 + 0.25 · 1.4
		assertClose(gruStep(layers, [0.8], [1])[0], 0.95, 1e-12, "h_t");
	});

	test("with weights by hand keeps the newest symbol, and nothing of the one before", () => {
		const layers = gruByHand(4, 9);
		const word = (k: number) => Array.from({ length: 9 }, (_, j) => (j === k ? 1 : 0));
		const h = [0, 4, 1, 5, 6, 8].reduce((h, k) => gruStep(layers, h, word(k)), [0, 0, 0, 0]);
		assert.ok(h[1] > 0.9 && h[0] < 0.01, `units 0 and 1 hold ${h[0]} and ${h[1]}`);
		assert.equal(gruRecall(gruStep, 100), 1);
	});

	test("is judged by its numbers, and by what it recalls", () => {
		assert.equal(gruJudge(50)(gruStep), undefined);
		const swapped: GruStep = (layers, h, x) => {
			const z = layers.z([...h, ...x]);
			return gruStep({ ...layers, z: () => z.map((z_j) => 1 - z_j) }, h, x);
		};
		assert.match(gruJudge(50)(swapped) ?? "", /unit \d of h_t should not be/);
		assert.match(gruJudge(50)(() => []) ?? "", /unit 0 .* undefined/);
	});

	test("of drawn layers has values between −1 and 1, since each is a mean of two that are", () => {
		const random = new Random(3);
		const layers = randomGru(3, 2, random);
		let h = [0, 0, 0];
		for (let t = 0; t < 50; t++) h = gruStep(layers, h, [random.uniform(-9, 9), 5]);
		assert.ok(
			h.every((h_j) => Math.abs(h_j) < 1),
			`h = ${h}`,
		);
	});
});
