import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { splitSums } from "../../../src/lessons/07-your-own-experiments/split-sums.js";
import { Random } from "../../../src/network/random.js";

const names = (sums: readonly { readonly a: number; readonly b: number }[]) =>
	sums.map(({ a, b }) => `${a} + ${b}`);

describe("splitSums", () => {
	test("holds 500 different sums out, or a quarter of all, and draws none of them", () => {
		for (const [bits, held] of [
			[8, 500],
			[4, 16],
			[2, 1],
		]) {
			const { practice, test } = splitSums(bits);
			const heldOut = new Set(names(test));
			assert.equal(heldOut.size, held);
			const random = new Random(1);
			const drawn = names(Array.from({ length: 2000 }, () => practice.draw(random)));
			assert.deepEqual(
				drawn.filter((sum) => heldOut.has(sum)),
				[],
			);
		}
	});

	test("draws every sum that is not held out", () => {
		const { practice, practised, test } = splitSums(4);
		const random = new Random(1);
		const drawn = new Set(names(Array.from({ length: 2000 }, () => practice.draw(random))));
		assert.deepEqual([...drawn].sort(), names(practised).sort());
		assert.equal(drawn.size + test.length, 64);
	});

	test("has the same few sums in the larger sets, too", () => {
		const [few, more] = [10, 20].map((different) => names(splitSums(8, different).practised));
		assert.deepEqual(more.slice(0, 10), few);
		assert.equal(new Set(more).size, 20);
		assert.deepEqual(names(splitSums(8, 10).test), names(splitSums(8).test));
	});

	test("adds rightly, in numbers whose sum fits", () => {
		for (const { a, b, c } of splitSums(8).practised) {
			assert.ok(a < 128 && b < 128 && a + b === c, `${a} + ${b} = ${c}`);
		}
	});
});
