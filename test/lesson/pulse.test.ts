import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { deltaSizes, growthPerStep } from "../../src/lesson/delta-sizes.js";
import { lifetime, pulse } from "../../src/lesson/pulse.js";
import { delayLine, fading, turning } from "../../src/lesson/recurrences.js";
import { Random } from "../../src/network/random.js";
import { createRnn } from "../../src/network/rnn.js";
import { norm, scaled, spectralRadius } from "../../src/network/spectrum.js";

function near(actual: number, expected: number): void {
	assert.ok(Math.abs(actual - expected) <= 1e-12 * Math.max(1, Math.abs(expected)));
}

describe("a pulse", () => {
	test("moves along a delay line, and is gone after H steps", () => {
		assert.deepEqual(pulse(delayLine(3), "identity", 5), [
			[1, 0, 0],
			[0, 1, 0],
			[0, 0, 1],
			[0, 0, 0],
			[0, 0, 0],
		]);
	});

	test("fades by what each unit keeps", () => {
		assert.deepEqual(
			pulse(fading(2, 0.5), "identity", 3).map(([first]) => first),
			[1, 0.5, 0.25],
		);
	});

	test("keeps its size while it turns", () => {
		for (const size of [1, 2, 5]) {
			near(spectralRadius(turning(size, 0.3)), 1);
			for (const h of pulse(turning(size, 0.3), "identity", 20)) near(norm(h), 1);
		}
	});

	test("is what it changes: nothing of the sigmoid's own 1/2 is in it", () => {
		const [first] = pulse(fading(1, 1), "sigmoid", 1);
		near(first[0], 1 / (1 + Math.exp(-1)) - 0.5);
	});

	test("lives until the last step with one per cent of it", () => {
		assert.equal(lifetime([1, 0.5, 0.01, 0.0099]), 3);
		assert.equal(lifetime([2, 0.001, 0.02, 0.001]), 3);
		assert.equal(lifetime([1, 1, 1], 0.5), 3);
		assert.equal(lifetime([]), 0);
	});
});

describe("deltas on their way back", () => {
	const options = { inputDim: 1, hiddenDim: 4, outputDim: 1, g: "identity" } as const;
	const x = [[1], [0.5], [-1], [0.25], [1]];

	test("change by what each unit keeps, in a linear network", () => {
		const rnn = createRnn({ ...options, f: "identity", random: new Random(0) });
		rnn.U.data.set(fading(4, 0.5).data);
		const sizes = deltaSizes(rnn, x);
		assert.deepEqual(sizes, [1 / 16, 1 / 8, 1 / 4, 1 / 2, 1]);
		near(growthPerStep(sizes), 0.5);
	});

	test("lose at least three quarters a step to the sigmoid, where U keeps lengths", () => {
		const rnn = createRnn({ ...options, f: "sigmoid", random: new Random(0) });
		rnn.U.data.set(turning(4, 1).data);
		const sizes = deltaSizes(rnn, x);
		for (let t = 1; t < sizes.length; t++) assert.ok(sizes[t - 1] <= sizes[t] / 4);
	});

	test("are not lost to overflow when they explode", () => {
		const rnn = createRnn({ ...options, f: "identity", random: new Random(0) });
		rnn.U.data.set(scaled(turning(4, 1), 10).data);
		const long = Array.from({ length: 100 }, () => [1]);
		near(Math.log10(deltaSizes(rnn, long)[0]), 99);
	});

	test("have no growth in a single step", () => {
		assert.ok(Number.isNaN(growthPerStep([1])));
	});
});
