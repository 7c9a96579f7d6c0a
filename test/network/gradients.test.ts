import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { type ActivationName, softmax } from "../../src/network/activations.js";
import { checkGradients } from "../../src/network/analysis/gradient-check.js";
import { Feedforward } from "../../src/network/feedforward.js";
import { type LossOptions, squaredError } from "../../src/network/loss.js";
import { Lstm } from "../../src/network/lstm.js";
import { type Matrices, Matrix } from "../../src/network/matrix.js";
import { loss, type Network, parametersOf } from "../../src/network/network.js";
import { Random } from "../../src/network/random.js";
import { Rnn } from "../../src/network/rnn.js";
import type { Example } from "../../src/network/task.js";
import { backend, backendNames } from "../../src/network/training/train.js";
import { assertClose } from "../assert-close.js";

const optimizer = { method: "descent", alpha: 0.1, clip: undefined } as const;
const size = fc.integer({ min: 1, max: 6 });
// relu has a corner, where central differences and slopes need not agree.
const smooth = fc.constantFrom<ActivationName>("sigmoid", "tanh", "identity", "softplus");
const shape = fc.record({
	seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
	X: size,
	H: size,
	Y: size,
	T: size,
	f: smooth,
	g: smooth,
	masked: fc.boolean(),
});
const probable = fc.constantFrom("sigmoid", "softmax");

function drawn(rows: number, cols: number, random: Random): Matrix {
	const matrix = new Matrix(rows, cols);
	for (let k = 0; k < matrix.data.length; k++) matrix.data[k] = random.uniform(-1, 1);
	return matrix;
}

function example(T: number, X: number, Y: number, masked: boolean, random: Random): Example {
	const x = drawn(T, X, random);
	const d = drawn(T, Y, random);
	if (!masked) return { x, d };
	return { x, d, mask: Float64Array.from({ length: T }, () => random.uniform(0.5, 1)) };
}

/** The same, with d^t a distribution: what cross-entropy asks for. */
function choices(T: number, X: number, Y: number, masked: boolean, random: Random): Example {
	const given = example(T, X, Y, masked, random);
	for (let t = 0; t < T; t++) softmax.ofRow(given.d.row(t), given.d.row(t));
	return given;
}

// The larger a gradient and the more the loss bends, the smaller the step that measures it best.
const steps = [1e-3, 1e-4, 1e-5];

/** Every parameter's gradient, from a step of this backend, against central differences. */
function assertGradients(
	name: "plain" | "simd",
	network: Network,
	given: Example,
	options: LossOptions = {},
): void {
	const trainer = backend(name, network).trainer(network, optimizer, options);
	const E = trainer.step(given);
	const found = trainer.gradients();
	trainer.dispose();
	const lossNow = () => loss(network, given, options);
	assertClose(E, lossNow(), 1e-12 * (1 + E), "E");
	assertDifferences(parametersOf(network), found, lossNow);
}

/** Each parameter's gradient is within 1e-7 of its size from what one of the steps finds. */
function assertDifferences(parameters: Matrices, found: Matrices, lossNow: () => number): void {
	const checks = steps.map((step) => checkGradients(parameters, found, lossNow, step));
	for (const parameter of Object.keys(parameters)) {
		const error = Math.min(...checks.map(({ each }) => each[parameter]));
		assert.ok(error < 1e-7, `${parameter}: relative error ${error}`);
	}
}

for (const name of backendNames) {
	describe(`gradients on ${name}`, () => {
		test("of an RNN are those of central differences, at any shape", () => {
			fc.assert(
				fc.property(shape, fc.boolean(), ({ seed, X, H, Y, T, f, g, masked }, biases) => {
					const random = new Random(seed);
					const sizes = { inputDim: X, hiddenDim: H, outputDim: Y };
					const rnn = Rnn.create({ ...sizes, f, g, biases, scale: 0.7, random });
					assertGradients(name, rnn, example(T, X, Y, masked, random));
				}),
				{ seed: 1, numRuns: 100 },
			);
		});

		test("of an LSTM are those of central differences, at any shape", () => {
			fc.assert(
				fc.property(shape, ({ seed, X, H, Y, T, g, masked }) => {
					const random = new Random(seed);
					const sizes = { inputDim: X, hiddenDim: H, outputDim: Y };
					const lstm = Lstm.create({ ...sizes, g, scale: 1, random });
					assertGradients(name, lstm, example(T, X, Y, masked, random));
				}),
				{ seed: 2, numRuns: 100 },
			);
		});

		test("of cross-entropy are those of central differences, after sigmoids and a softmax", () => {
			fc.assert(
				fc.property(shape, probable, ({ seed, X, H, Y, T, f, masked }, g) => {
					const random = new Random(seed);
					const sizes = { inputDim: X, hiddenDim: H, outputDim: g === "softmax" ? Y + 1 : Y };
					const given = choices(T, X, sizes.outputDim, masked, random);
					for (const network of [
						Rnn.create({ ...sizes, f, g, biases: true, scale: 0.7, random }),
						Lstm.create({ ...sizes, g, scale: 1, random }),
					]) {
						assertGradients(name, network, given, { loss: "cross-entropy" });
					}
				}),
				{ seed: 9, numRuns: 40 },
			);
		});
	});
}

describe("gradients", () => {
	test("of an LSTM with clamped gates are those of central differences", () => {
		const gate = fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: undefined });
		fc.assert(
			fc.property(shape, gate, gate, gate, ({ seed, X, H, Y, T }, f, i, o) => {
				const random = new Random(seed);
				const sizes = { inputDim: X, hiddenDim: H, outputDim: Y };
				const lstm = Lstm.create({ ...sizes, scale: 1, random });
				const given = example(T, X, Y, false, random);
				const clamp = { f, i, o };
				const back = Lstm.backward(lstm, Lstm.forward(lstm, given.x, clamp), given.d);
				for (const [held, delta] of [
					[f, back.delta_f],
					[i, back.delta_i],
					[o, back.delta_o],
				] as const) {
					if (held !== undefined) assert.ok(delta.data.every((value) => value === 0));
				}
				// Gates next to shut leave gradients that are too small to measure.
				if ([f, i, o].some((held) => held !== undefined && held < 0.01)) return;
				const lossNow = () => squaredError(given, Lstm.forward(lstm, given.x, clamp).y);
				assertDifferences(parametersOf(lstm), back.gradients, lossNow);
			}),
			{ seed: 7, numRuns: 50 },
		);
	});

	test("of cross-entropy are those of central differences, in a feed-forward network", () => {
		fc.assert(
			fc.property(shape, probable, ({ seed, X, H, Y, T, f, masked }, g) => {
				const random = new Random(seed);
				const dims = [X, H, g === "softmax" ? Y + 1 : Y];
				const network = Feedforward.create({ dims, f, g, scale: 0.7, random });
				const given = choices(T, network.X, network.Y, masked, random);
				assertGradients("plain", network, given, { loss: "cross-entropy" });
			}),
			{ seed: 10, numRuns: 60 },
		);
	});

	test("of a feed-forward network are those of central differences, at any depth", () => {
		const dims = fc.array(size, { minLength: 2, maxLength: 5 });
		fc.assert(
			fc.property(shape, dims, ({ seed, T, f, g, masked }, dims) => {
				const random = new Random(seed);
				const network = Feedforward.create({ dims, f, g, scale: 0.7, random });
				const given = example(T, network.X, network.Y, masked, random);
				assertGradients("plain", network, given);
			}),
			{ seed: 8, numRuns: 100 },
		);
	});
});
