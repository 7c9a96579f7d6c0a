import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
	deltaSizes,
	differenceLeft,
	growthPerStep,
	impulseResponse,
	influence,
	lifetime,
} from "../../../src/network/analysis/memory.js";
import { delayLine, fading, turning } from "../../../src/network/analysis/recurrences.js";
import { spectralRadius } from "../../../src/network/analysis/spectrum.js";
import { Lstm } from "../../../src/network/lstm.js";
import { Matrix, norm, scaled } from "../../../src/network/matrix.js";
import { setParameters } from "../../../src/network/network.js";
import { Random } from "../../../src/network/random.js";
import { Rnn } from "../../../src/network/rnn.js";
import { assertClose } from "../../assert-close.js";

function near(found: number, expected: number): void {
	assertClose(found, expected, 1e-12 * Math.max(1, Math.abs(expected)), "size");
}

describe("an impulse", () => {
	test("moves along a delay line, and is gone after H steps", () => {
		assert.deepEqual(impulseResponse(delayLine(3), "identity", 5), [
			[1, 0, 0],
			[0, 1, 0],
			[0, 0, 1],
			[0, 0, 0],
			[0, 0, 0],
		]);
	});

	test("fades by what each unit keeps", () => {
		assert.deepEqual(
			impulseResponse(fading(2, 0.5), "identity", 3).map(([first]) => first),
			[1, 0.5, 0.25],
		);
	});

	test("keeps its size while it turns", () => {
		for (const size of [1, 2, 5]) {
			near(spectralRadius(turning(size, 0.3)), 1);
			for (const h of impulseResponse(turning(size, 0.3), "identity", 20)) near(norm(h), 1);
		}
	});

	test("is what it changes: nothing of the sigmoid's own 1/2 is in it", () => {
		const [first] = impulseResponse(fading(1, 1), "sigmoid", 1);
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
		const rnn = Rnn.create({ ...options, f: "identity", random: new Random(0) });
		rnn.U.data.set(fading(4, 0.5).data);
		const sizes = deltaSizes(rnn, x);
		assert.deepEqual(sizes, [1 / 16, 1 / 8, 1 / 4, 1 / 2, 1]);
		near(growthPerStep(sizes), 0.5);
	});

	test("lose at least three quarters a step to the sigmoid, where U keeps lengths", () => {
		const rnn = Rnn.create({ ...options, f: "sigmoid", random: new Random(0) });
		rnn.U.data.set(turning(4, 1).data);
		const sizes = deltaSizes(rnn, x);
		for (let t = 1; t < sizes.length; t++) {
			assert.ok(sizes[t - 1] <= sizes[t] / 4, `${sizes[t]} becomes ${sizes[t - 1]}`);
		}
	});

	test("are not lost to overflow when they explode", () => {
		const rnn = Rnn.create({ ...options, f: "identity", random: new Random(0) });
		rnn.U.data.set(scaled(turning(4, 1), 10).data);
		const long = Array.from({ length: 100 }, () => [1]);
		near(Math.log10(deltaSizes(rnn, long)[0]), 99);
	});

	test("have no growth in a single step", () => {
		assert.ok(Number.isNaN(growthPerStep([1])));
	});
});

describe("what is left of a difference", () => {
	test("is its length, as shares of the first", () => {
		const zero = new Matrix(4, 2);
		const other = Matrix.of([
			[0, 0],
			[3, 4],
			[0, 2.5],
			[0, 0],
		]);
		assert.deepEqual(differenceLeft(other, zero), [1, 0.5, 0]);
	});

	test("halves at each step where the forget gate is held at a half and h is hidden", () => {
		const lstm = Lstm.create({ inputDim: 2, hiddenDim: 3, outputDim: 1, random: new Random(0) });
		const run = (first: number[]) =>
			Lstm.forward(lstm, [first, [0, 1], [1, 0], [0, 1]], { f: 0.5, o: 0 }).C;
		const left = differenceLeft(run([1, 0]), run([0, 1]));
		assertClose(left, [1, 0.5, 0.25, 0.125], 1e-12, "what is left");
	});
});

test("an input moves no state before it, and in a linear network those after it by U's powers", () => {
	const linear = { inputDim: 1, hiddenDim: 1, outputDim: 1, f: "identity" } as const;
	const rnn = setParameters(Rnn.create({ ...linear, random: new Random(0) }), {
		V: [[2]],
		U: [[0.5]],
	});
	assert.deepEqual(influence(rnn, [[1], [-3], [0]]), [
		[2, 1, 0.5],
		[0, 6, 3],
		[0, 0, 0],
	]);
});
