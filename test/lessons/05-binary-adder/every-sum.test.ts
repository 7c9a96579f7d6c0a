import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
	carryReport,
	everySum,
	longestChain,
	rightByChain,
	rightSums,
	wrongBits,
} from "../../../src/lessons/05-binary-adder/every-sum.js";
import { Random } from "../../../src/network/random.js";
import { createRnn, forward } from "../../../src/network/rnn.js";
import { binaryAddition, carries, exactMatch } from "../../../src/tasks/binary-addition.js";

const bits = 5;
const task = binaryAddition({ bits });
const rnn = createRnn({
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
			const trace = forward(rnn, task.example(a, b).x);
			assert.deepEqual(Array.from(h), Array.from(trace.h.row(t)));
			assert.equal(y, trace.y.data[t - 1]);
			assert.equal(carry, carries(a, b, bits)[t - 1]);
			assert.equal(d, Math.floor((a + b) / 2 ** (t - 1)) % 2);
			if (t === bits) whole.add(a * 2 ** bits + b);
		});
		assert.equal(whole.size, 4 ** (bits - 1));
	});

	test("counts right sums as exactMatch does", () => {
		const { right } = exactMatch((x) => forward(rnn, x).y, bits);
		assert.equal(rightSums(wrongBits(rnn, bits)), right);
	});

	test("holds a unit at a value", () => {
		everySum(rnn, 3, ({ h }) => assert.equal(h[2], 0.25), { unit: 2, value: 0.25 });
	});
});

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

describe("carryReport", () => {
	test("has the correlations that all sums give one by one", () => {
		const units = Array.from({ length: rnn.H }, () => ({ h: [] as number[], c: [] as number[] }));
		for (let a = 0; a < 2 ** (bits - 1); a++) {
			for (let b = 0; b < 2 ** (bits - 1); b++) {
				const { h } = forward(rnn, task.example(a, b).x);
				carries(a, b, bits).forEach((carry, at) => {
					if (at === bits - 1) return;
					for (const [j, unit] of units.entries()) {
						unit.h.push(h.at(at + 1, j));
						unit.c.push(carry);
					}
				});
			}
		}
		const { correlation, best, histogram } = carryReport(rnn, bits);
		units.forEach(({ h, c }, j) => {
			assert.ok(Math.abs(correlation[j] - pearson(h, c)) < 1e-9);
			assert.ok(Math.abs(correlation[j]) <= Math.abs(correlation[best]));
		});
		const shares = [...histogram.withCarry, ...histogram.withoutCarry];
		assert.ok(Math.abs(shares.reduce((sum, share) => sum + share, 0) - 1) < 1e-12);
	});

	test("says 0 of a unit that never moves", () => {
		const still = createRnn({ inputDim: 2, hiddenDim: 1, outputDim: 1, random: new Random(0) });
		still.V.data.fill(0);
		still.U.data.fill(0);
		assert.equal(carryReport(still, bits).correlation[0], 0);
	});
});

function pearson(x: readonly number[], y: readonly number[]): number {
	const mean = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;
	const [mx, my] = [mean(x), mean(y)];
	const dot = (f: (at: number) => number) => x.reduce((sum, _, at) => sum + f(at), 0);
	const covariance = dot((at) => (x[at] - mx) * (y[at] - my));
	return covariance / Math.sqrt(dot((at) => (x[at] - mx) ** 2) * dot((at) => (y[at] - my) ** 2));
}
