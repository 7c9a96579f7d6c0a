import assert from "node:assert/strict";
import { test } from "node:test";
import {
	eachHeld,
	rightSums,
	rightWhenHeld,
	wrongBits,
} from "../../../src/lessons/05-binary-adder/wrong-bits.js";
import { Rnn } from "../../../src/network/rnn.js";
import { exactMatch } from "../../../src/tasks/binary-addition.js";
import { bits, untrained as rnn } from "./adders.js";

test("counts right sums as exactMatch does", () => {
	const { right } = exactMatch((x) => Rnn.forward(rnn, x).y, bits);
	assert.equal(rightSums(wrongBits(rnn, bits)), right);
});

test("a unit is held for what it remembers, and for what it answers", () => {
	const mean = Float64Array.from({ length: rnn.H }, (_, j) => j / 10);
	const expected = Array.from(mean, (value, unit) => ({
		memory: rightSums(wrongBits(rnn, bits, { unit, value, only: "memory" })),
		answer: rightSums(wrongBits(rnn, bits, { unit, value, only: "answer" })),
	}));
	assert.deepEqual([...eachHeld(rnn, bits, mean)], expected);
	assert.deepEqual(rightWhenHeld(rnn, bits, 3, mean[3]), expected[3]);
});
