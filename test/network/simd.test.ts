import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { type ActivationName, activations } from "../../src/network/activations.js";
import type { Example, Network, Optimizer } from "../../src/network/backend.js";
import { createLstm } from "../../src/network/lstm.js";
import { Matrix } from "../../src/network/matrix.js";
import { plain } from "../../src/network/plain.js";
import { Random } from "../../src/network/random.js";
import { createRnn } from "../../src/network/rnn.js";
import { simd } from "../../src/network/simd/simd.js";

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
type Problem = typeof problem extends fc.Arbitrary<infer Value> ? Value : never;

const optimizer: fc.Arbitrary<Optimizer> = fc.record({
	method: fc.constantFrom("descent", "adam"),
	alpha: fc.constantFrom(0.001, 0.01, 0.1),
	clip: fc.constantFrom(undefined, 0.01, 1, 100),
});

function rnn({ X, H, Y, f, g, biases, seed }: Problem): Network {
	const random = new Random(seed);
	// Small enough for networks without bounds (identity, softplus, relu) not to explode in 40 steps.
	const scale = 1 / H;
	const options = { inputDim: X, hiddenDim: H, outputDim: Y, f, g, biases, scale, random };
	const network = createRnn(options);
	if (biases) fillUniform(network.b_h, random);
	if (biases) fillUniform(network.b_y, random);
	return network;
}

function lstm({ X, H, Y, g, seed }: Problem): Network {
	const random = new Random(seed);
	const network = createLstm({ inputDim: X, hiddenDim: H, outputDim: Y, g, random });
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
		if (!masked) return { x, d };
		const mask = new Matrix(1, steps);
		fillUniform(mask, random);
		return { x, d, mask: mask.data };
	});
}

function fillUniform({ data }: Matrix, random: Random): void {
	for (let k = 0; k < data.length; k++) data[k] = 2 * random.random() - 1;
}

/** The largest difference, relative to the largest number of the two. */
function difference(a: Matrix, b: Matrix): number {
	let largest = Number.MIN_VALUE;
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
				fc.property(problem, optimizer, (given, options) => {
					const one = create(given);
					const other = create(given);
					const trainers = [plain.trainer(one, options), simd.trainer(other, options)] as const;
					for (const example of examples(given)) {
						const [E, E_simd] = trainers.map((trainer) => trainer.step(example));
						assert.ok(Math.abs(E - E_simd) <= 1e-9 * Math.abs(E), `E: ${E} and ${E_simd}`);
						assert.ok(difference(trainers[0].y, trainers[1].y) < 1e-9, "y");
						const [gradients, gradients_simd] = trainers.map((trainer) => trainer.gradients());
						assert.deepEqual(Object.keys(gradients), Object.keys(gradients_simd));
						for (const [name, gradient] of Object.entries(gradients)) {
							const apart = difference(gradient, gradients_simd[name]);
							assert.ok(apart < 1e-9, `gradient of ${name}: ${apart}`);
						}
						for (const trainer of trainers) trainer.update();
						for (const trainer of trainers) trainer.sync();
						for (const [name, matrix] of Object.entries(one.parameters)) {
							const apart = difference(matrix, other.parameters[name]);
							assert.ok(apart < 1e-9, `${name}: ${apart}`);
						}
					}
				}),
				{ numRuns: 300, seed: 20 },
			);
		});
	});
}
