import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import {
	type ActivationName,
	activations,
	type OutputActivationName,
	softmax,
} from "../../../src/network/activations.js";
import { Feedforward } from "../../../src/network/feedforward.js";
import { Lstm } from "../../../src/network/lstm.js";
import { Matrix } from "../../../src/network/matrix.js";
import { type Network, parametersOf } from "../../../src/network/network.js";
import { Random } from "../../../src/network/random.js";
import type { BackwardOptions } from "../../../src/network/reach.js";
import { Rnn } from "../../../src/network/rnn.js";
import type { Example } from "../../../src/network/task.js";
import type { OptimizerOptions } from "../../../src/network/training/optimizers.js";
import { plain } from "../../../src/network/training/plain.js";
import { activationCode, createCore } from "../../../src/network/training/simd/core.js";
import { SimdTrainer, simd } from "../../../src/network/training/simd/trainer.js";
import { backend } from "../../../src/network/training/train.js";
import { assertClose } from "../../assert-close.js";

const names = Object.keys(activations) as ActivationName[];

/** Shapes from 1 up, small ones and odd ones more often than large ones. */
const size = fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 40 }));

const problem = fc.record({
	X: size,
	H: size,
	Y: size,
	T: fc.array(size, { minLength: 1, maxLength: 4 }),
	f: fc.constantFrom(...names),
	g: fc.constantFrom(...names),
	biases: fc.boolean(),
	masked: fc.boolean(),
	seed: fc.integer({ min: 0, max: 2 ** 31 }),
});
type Problem = Omit<typeof problem extends fc.Arbitrary<infer Value> ? Value : never, "g"> & {
	readonly g: OutputActivationName;
};

/** A problem, with a loss that goes with its g, and a reach. */
const withOptions: fc.Arbitrary<[Problem, BackwardOptions]> = fc
	.tuple(
		problem,
		fc.constantFrom(undefined, "sigmoid", "softmax"),
		fc.option(fc.integer({ min: 0, max: 12 }), { nil: undefined }),
	)
	.map(([given, probable, reach]) =>
		probable === undefined
			? [given, { reach }]
			: [
					{ ...given, g: probable },
					{ loss: "cross-entropy", reach },
				],
	);

const optimizer: fc.Arbitrary<OptimizerOptions> = fc.record({
	method: fc.constantFrom("descent", "adam"),
	alpha: fc.constantFrom(0.001, 0.01, 0.1),
	clip: fc.constantFrom(undefined, 0.01, 1, 100),
});

function rnn({ X, H, Y, f, g, biases, seed }: Problem): Network {
	const random = new Random(seed);
	// Small enough for networks without bounds (identity, softplus, relu) not to explode in 40 steps.
	const scale = 1 / H;
	const options = { inputDim: X, hiddenDim: H, outputDim: Y, f, g, biases, scale, random };
	const network = Rnn.create(options);
	if (biases) fillUniform(network.b_h, random);
	if (biases) fillUniform(network.b_y, random);
	return network;
}

function lstm({ X, H, Y, g, seed }: Problem): Network {
	const random = new Random(seed);
	const network = Lstm.create({ inputDim: X, hiddenDim: H, outputDim: Y, g, random });
	for (const name of ["b_f", "b_i", "b_C", "b_o", "b_y"] as const) {
		fillUniform(network[name], random);
	}
	return network;
}

function examples({ X, Y, T, masked, seed }: Problem): Example[] {
	const random = new Random(seed + 1);
	return T.map((steps) => {
		const x = new Matrix(steps, X);
		const d = new Matrix(steps, Y);
		fillUniform(x, random);
		fillUniform(d, random);
		for (let t = 0; t < steps; t++) softmax.ofRow(d.row(t), d.row(t));
		if (!masked) return { x, d };
		const mask = new Matrix(1, steps);
		fillUniform(mask, random);
		return { x, d, mask: mask.data };
	});
}

function fillUniform({ data }: Matrix, random: Random): void {
	for (let k = 0; k < data.length; k++) data[k] = 2 * random.random() - 1;
}

/** The largest difference, relative to the largest number of the two, or to 1e-290 if that is larger. */
function difference(a: Matrix, b: Matrix): number {
	// Where e^x is nearly the smallest double, the core stops short of zero.
	let largest = 1e-290;
	let apart = 0;
	for (let k = 0; k < a.data.length; k++) {
		largest = Math.max(largest, Math.abs(a.data[k]), Math.abs(b.data[k]));
		apart = Math.max(apart, Math.abs(a.data[k] - b.data[k]));
		if (Number.isNaN(a.data[k]) !== Number.isNaN(b.data[k])) return Number.POSITIVE_INFINITY;
	}
	return apart / largest;
}

for (const [kind, create] of [
	["RNN", rnn],
	["LSTM", lstm],
] as const) {
	describe(`${kind}: plain and SIMD`, () => {
		test("agree on E, y, gradients and parameters, for any shape and any options", () => {
			fc.assert(
				fc.property(withOptions, optimizer, ([given, how], options) => {
					const one = create(given);
					const other = create(given);
					const trainers = [plain, simd].map((each, k) =>
						each.trainer([one, other][k], options, how),
					);
					for (const example of examples(given)) {
						const [E, E_simd] = trainers.map((trainer) => trainer.step(example));
						assertClose(E_simd, E, 1e-9 * Math.abs(E), "E");
						const y_apart = difference(trainers[0].y, trainers[1].y);
						assert.ok(y_apart < 1e-9, `y: ${y_apart} apart`);
						const [gradients, gradients_simd] = trainers.map((trainer) => trainer.gradients());
						assert.deepEqual(Object.keys(gradients), Object.keys(gradients_simd));
						for (const [name, gradient] of Object.entries(gradients)) {
							const apart = difference(gradient, gradients_simd[name]);
							assert.ok(apart < 1e-9, `gradient of ${name}: ${apart} apart`);
						}
						for (const trainer of trainers) trainer.update();
						for (const trainer of trainers) trainer.sync();
						for (const [name, matrix] of Object.entries(parametersOf(one))) {
							const apart = difference(matrix, parametersOf(other)[name]);
							assert.ok(apart < 1e-9, `${name}: ${apart} apart`);
						}
					}
				}),
				{ numRuns: 500, seed: 20 },
			);
		});
	});
}

describe("the core", () => {
	test("computes every activation as the plain ones do, to the last digits", () => {
		const core = createCore();
		core.memory.grow(1);
		const numbers = new Float64Array(core.memory.buffer);
		const start = core.free.value / 8;
		const random = new Random(0);
		const spread = Array.from({ length: 4000 }, (_, k) => {
			const size = 2 ** ((k % 80) - 60);
			return (2 * random.random() - 1) * size;
		});
		const edges = [0, -0, 1e-300, -1e-300, 36.7, -36.7, 700, -700, 1e308, -1e308];
		const inputs = [...spread, ...edges];
		for (const name of names) {
			numbers.set(inputs, start);
			core.activate(activationCode(core, activations[name]), start * 8, inputs.length);
			for (const [k, x] of inputs.entries()) {
				const expected = activations[name].of(x);
				const apart = Math.abs(numbers[start + k] - expected);
				// Below 1e-300 numbers lose digits, and the core stops the sigmoid short of zero.
				const allowed = Math.max(8 * Number.EPSILON * Math.abs(expected), 1e-300);
				assert.ok(apart <= allowed, `${name}(${x}) is ${numbers[start + k]}, not ${expected}`);
			}
		}
	});

	test("passes on what is not a number", () => {
		const core = createCore();
		core.memory.grow(1);
		const numbers = new Float64Array(core.memory.buffer);
		const start = core.free.value / 8;
		for (const name of names) {
			numbers.fill(Number.NaN, start, start + 2);
			core.activate(activationCode(core, activations[name]), start * 8, 2);
			const expected = activations[name].of(Number.NaN);
			assert.deepEqual([...numbers.subarray(start, start + 2)], [expected, expected], name);
		}
	});

	test("takes no memory while it trains", () => {
		const random = new Random(0);
		for (const network of [
			Rnn.create({ inputDim: 3, hiddenDim: 70, outputDim: 2, biases: true, random }),
			Lstm.create({ inputDim: 3, hiddenDim: 70, outputDim: 2, random }),
		]) {
			const trainer = new SimdTrainer(network, { method: "adam", alpha: 0.01, clip: 1 });
			const long = { x: new Matrix(50, 3), d: new Matrix(50, 2) };
			const short = { x: new Matrix(5, 3), d: new Matrix(5, 2) };
			trainer.step(long);
			const { bytes } = trainer;
			for (let k = 0; k < 200; k++) {
				trainer.step(k % 2 === 0 ? short : long);
				trainer.update();
				trainer.sync();
			}
			assert.equal(trainer.bytes, bytes);
			trainer.dispose();
		}
	});

	test("leaves to the plain backend what it does not know", () => {
		const random = new Random(0);
		const sizes = { inputDim: 2, hiddenDim: 2, outputDim: 2, random };
		const square = { name: "square", of: (x: number) => x * x, slope: () => 1 };
		const feedforward = Feedforward.create({ dims: [2, 3, 1], random });
		const own = Rnn.create({ ...sizes, f: square });
		for (const network of [own, feedforward]) {
			assert.equal(backend(undefined, network).name, "plain", network.kind);
			assert.throws(
				() => simd.trainer(network, { method: "descent", alpha: 1, clip: undefined }),
				RangeError,
			);
		}
	});
});
