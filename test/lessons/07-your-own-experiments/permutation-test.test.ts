import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { permutationTest } from "../../../src/lessons/07-your-own-experiments/permutation-test.js";
import { Random } from "../../../src/network/random.js";

const [a, b] = [
	[1, 2, 3, 4, 8],
	[3, 5, 6, 7, 9, 10],
];

describe("permutationTest", () => {
	test("comes near the p of all 462 ways to deal eleven runs", () => {
		const { found, shuffled, p } = permutationTest(a, b, {
			shuffles: 20_000,
			random: new Random(0),
		});
		assert.equal(found, 24.5 / 30);
		assert.equal(shuffled.length, 20_000);
		assert.ok(Math.abs(p - 0.0909) < 0.005, `${p}`);
		const mean = shuffled.reduce((sum, P) => sum + P) / shuffled.length;
		assert.ok(Math.abs(mean - 0.5) < 0.005, `${mean}`);
	});

	test("finds nothing where A and B are the same, and leaves them as they are", () => {
		const same = [1, 2, 3, 4];
		const { found, p } = permutationTest(same, [...same], { random: new Random(0) });
		assert.equal(found, 0.5);
		assert.equal(p, 1);
		assert.deepEqual(same, [1, 2, 3, 4]);
	});

	test("is never quite sure", () => {
		const far = Array.from({ length: 30 }, (_, k) => 100 + k);
		const { p } = permutationTest(a, far, { shuffles: 99, random: new Random(0) });
		assert.equal(p, 1 / 100);
	});
});
