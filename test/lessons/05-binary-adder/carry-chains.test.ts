import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { longestChain, rightByChain } from "../../../src/lessons/05-binary-adder/carry-chains.js";

const bits = 5;

describe("rightByChain", () => {
	test("is 1 where every sum is right, and 0 where none is", () => {
		const size = 2 ** (bits - 1);
		for (const wrong of [0, 1]) {
			const map = Array.from({ length: size }, () => new Uint8Array(size).fill(wrong));
			assert.deepEqual(rightByChain(map, bits), Array(bits).fill(1 - wrong));
		}
	});

	test("longestChain counts ones in a row", () => {
		assert.equal(longestChain([1, 1, 0, 1, 1, 1, 0]), 3);
		assert.equal(longestChain([]), 0);
	});
});
