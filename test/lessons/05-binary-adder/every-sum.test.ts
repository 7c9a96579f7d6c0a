import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { everyCarry, everySum, type Held } from "../../../src/lessons/05-binary-adder/every-sum.js";
import { Rnn } from "../../../src/network/rnn.js";
import { binaryAddition, carries } from "../../../src/tasks/binary-addition.js";
import { assertClose } from "../../assert-close.js";
import { bits, untrained as rnn } from "./adders.js";

const task = binaryAddition({ bits });

describe("everySum", () => {
	test("goes through the same states as the forward pass of each sum", () => {
		const whole = new Set<number>();
		everySum(rnn, bits, ({ t, a, b, carry, d, y, h }) => {
			const trace = Rnn.forward(rnn, task.example(a, b).x);
			assert.deepEqual(Array.from(h), Array.from(trace.h.row(t)));
			assert.equal(y, trace.y.data[t - 1]);
			assert.equal(carry, carries(a, b, bits)[t - 1]);
			assert.equal(d, Math.floor((a + b) / 2 ** (t - 1)) % 2);
			if (t === bits) whole.add(a * 2 ** bits + b);
		});
		assert.equal(whole.size, 4 ** (bits - 1));
	});

	test("holds a unit at a value", () => {
		everySum(rnn, 3, ({ h }) => assert.equal(h[2], 0.25), { unit: 2, value: 0.25 });
	});

	test("holds a unit for what it remembers alone: y at that step is what it would have been", () => {
		const free = firstStep();
		const held = firstStep({ unit: 2, value: 0.25, only: "memory" });
		assert.equal(held.h[2], 0.25);
		assert.equal(held.y, free.y);
	});

	test("holds a unit for its answer alone: h goes on as it would have been", () => {
		const free = firstStep();
		const both = firstStep({ unit: 2, value: 0.25 });
		const held = firstStep({ unit: 2, value: 0.25, only: "answer" });
		assert.deepEqual(held.h, free.h);
		assert.equal(held.y, both.y);
	});

	test("everyCarry weighs every step alike, and all of them as 1", () => {
		const weights = new Float64Array(bits);
		everyCarry(rnn, bits, ({ t }, weight) => {
			weights[t] += weight;
		});
		const alike = [0, ...Array(bits - 1).fill(1 / (bits - 1))];
		assertClose(weights, alike, 1e-12, "the weight of each step");
	});
});

/** What there is after one step of 0 + 0. */
function firstStep(held?: Held) {
	let found = { y: Number.NaN, h: [] as number[] };
	everySum(
		rnn,
		1,
		({ y, h }) => {
			found = { y, h: Array.from(h) };
		},
		held,
	);
	return found;
}
