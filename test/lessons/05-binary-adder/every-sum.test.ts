import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { everySum } from "../../../src/lessons/05-binary-adder/every-sum.js";
import { Random } from "../../../src/network/random.js";
import { Rnn } from "../../../src/network/rnn.js";
import { binaryAddition, carries } from "../../../src/tasks/binary-addition.js";

const bits = 5;
const task = binaryAddition({ bits });
const rnn = Rnn.create({
	inputDim: 2,
	hiddenDim: 6,
	outputDim: 1,
	biases: true,
	random: new Random(3),
});

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
});
