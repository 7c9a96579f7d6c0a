import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { medianInterval } from "../../../src/lessons/07-your-own-experiments/median-interval.js";
import { Random } from "../../../src/network/random.js";

const upTo = (n: number) => Array.from({ length: n }, (_, k) => n - k);

describe("medianInterval", () => {
	test("goes from the 2nd to the 10th of eleven, with 98.8 %", () => {
		const { low, high, rank, confidence } = medianInterval(upTo(11));
		assert.deepEqual([low, high, rank], [2, 10, 2]);
		assert.equal(confidence.toFixed(4), "0.9883");
	});

	test("has the ranks that tables of the sign test give", () => {
		const ranks = [6, 8, 9, 15, 20, 100].map((n) => medianInterval(upTo(n)).rank);
		assert.deepEqual(ranks, [1, 1, 2, 4, 6, 40]);
		assert.equal(medianInterval(upTo(11), 0.9).rank, 3);
	});

	test("is the whole range where few values cannot tell, and says with what confidence", () => {
		assert.deepEqual(medianInterval([7, 5]), { low: 5, high: 7, rank: 1, confidence: 0.5 });
		assert.deepEqual(medianInterval([7]), { low: 7, high: 7, rank: 1, confidence: 0 });
		assert.equal(medianInterval([]).low, Number.NaN);
	});

	test("may end at never", () => {
		const never = Number.POSITIVE_INFINITY;
		const { low, high } = medianInterval([1, 2, 3, 4, never, never, never]);
		assert.deepEqual([low, high], [1, never]);
	});

	test("holds the true median as often as it says", () => {
		const random = new Random(0);
		const held = Array.from({ length: 4000 }, () => {
			const { low, high } = medianInterval(Array.from({ length: 11 }, () => random.random() ** 3));
			return low <= 0.125 && 0.125 <= high;
		});
		const share = held.filter(Boolean).length / held.length;
		assert.ok(Math.abs(share - 0.9883) < 0.006, `${share}`);
	});
});
