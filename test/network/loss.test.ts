import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { sigmoid, softmax } from "../../src/network/activations.js";
import { Feedforward } from "../../src/network/feedforward.js";
import { crossEntropy, outputDelta, squaredError } from "../../src/network/loss.js";
import { Lstm } from "../../src/network/lstm.js";
import { Matrix } from "../../src/network/matrix.js";
import { clone, gradients, loss, type Network } from "../../src/network/network.js";
import { Random } from "../../src/network/random.js";
import { Rnn } from "../../src/network/rnn.js";
import type { Task } from "../../src/network/task.js";
import { backendNames, trainToEnd } from "../../src/network/training/train.js";
import { assertClose } from "../assert-close.js";

const nets = fc.array(fc.double({ min: -8, max: 8, noNaN: true }), { minLength: 1, maxLength: 6 });

describe("the squared error", () => {
	test("counts each step as the mask says", () => {
		const [d, y] = [Matrix.of([[1], [0], [1]]), Matrix.of([[0], [2], [0.5]])];
		assert.equal(squaredError({ d }, y), 2.625);
		assert.equal(squaredError({ d, mask: Float64Array.of(0, 0.5, 1) }, y), 1.125);
	});
});

describe("cross-entropy", () => {
	test("is −Σ d ln y − Σ (1 − d) ln(1 − y) of sigmoids", () => {
		fc.assert(
			fc.property(nets, fc.double({ min: 0, max: 1, noNaN: true }), (net, d_k) => {
				const d = Matrix.of([net.map((_, k) => (k === 0 ? d_k : k % 2))]);
				const expected = net.reduce((sum, net_k, k) => {
					const [y_k, wanted] = [sigmoid.of(net_k), d.at(0, k)];
					return sum - wanted * Math.log(y_k) - (1 - wanted) * Math.log(1 - y_k);
				}, 0);
				assertClose(crossEntropy({ d }, Matrix.of([net]), sigmoid), expected, 1e-11, "E");
			}),
			{ seed: 11 },
		);
	});

	test("is −Σ d ln y of a softmax", () => {
		fc.assert(
			fc.property(nets, nets, (net, other) => {
				const d = softmax.ofRow(net.map((_, k) => other[k] ?? 0));
				const y = softmax.ofRow(net);
				const expected = y.reduce((sum, y_k, k) => sum - d[k] * Math.log(y_k), 0);
				const found = crossEntropy({ d: Matrix.of([d]) }, Matrix.of([net]), softmax);
				assertClose(found, expected, 1e-12, "E");
			}),
			{ seed: 12 },
		);
	});

	test("is finite where y has rounded to 0 or 1", () => {
		const far = Matrix.of([[1000, -1000]]);
		assert.deepEqual(Array.from(softmax.ofRow(far.data)), [1, 0]);
		assert.equal(crossEntropy({ d: Matrix.of([[0, 1]]) }, far, softmax), 2000);
		assert.equal(crossEntropy({ d: Matrix.of([[1, 0]]) }, far, softmax), 0);
		assert.equal(crossEntropy({ d: Matrix.of([[0, 1]]) }, far, sigmoid), 2000);
		const sure = crossEntropy({ d: Matrix.of([[1]]) }, Matrix.of([[40]]), sigmoid);
		assertClose(sure, Math.exp(-40), 1e-30, "E of a sure and right unit");
	});

	test("leaves the slope out of δ_y", () => {
		const [d, y] = [Matrix.of([[1], [1]]), Matrix.of([[0.25], [0.75]])];
		const targets = { d, mask: Float64Array.of(1, 2) };
		const delta = new Matrix(2, 1);
		outputDelta(delta, y, targets, sigmoid, "cross-entropy");
		assert.deepEqual(Array.from(delta.data), [-0.75, -0.5]);
		outputDelta(delta, y, targets, sigmoid);
		assert.deepEqual(Array.from(delta.data), [-0.75 * 0.1875, -0.5 * 0.1875]);
	});
});

const [random, sizes] = [new Random(0), { inputDim: 1, hiddenDim: 2, outputDim: 2 }];
const kinds = {
	rnn: (g: "sigmoid" | "tanh" | "softmax") => Rnn.create({ ...sizes, g, random }),
	lstm: (g: "sigmoid" | "tanh" | "softmax") => Lstm.create({ ...sizes, g, random }),
	feedforward: (g: "sigmoid" | "tanh" | "softmax") =>
		Feedforward.create({ dims: [1, 2, 2], g, random }),
};

for (const [kind, create] of Object.entries(kinds)) {
	describe(`the loss of a ${kind}`, () => {
		const x = [[1], [0]];
		const d = [
			[0, 1],
			[1, 0],
		];
		const entropy = { loss: "cross-entropy" } as const;

		function assertRefused(
			network: Network,
			example: { x: number[][]; d: number[][]; mask?: number[] },
			options: object,
			message: string,
		): void {
			assert.throws(() => loss(network, example, options), { name: "RangeError", message });
			assert.throws(() => gradients(network, example, options), { name: "RangeError", message });
		}

		test("must go with the output's activation", () => {
			for (const [g, options, message] of [
				["tanh", entropy, 'loss "cross-entropy" needs g sigmoid or softmax (got tanh)'],
				["softmax", {}, 'g softmax needs loss "cross-entropy" (got "squared error")'],
				[
					"sigmoid",
					{ loss: "hinge" },
					'loss must be "squared error" or "cross-entropy" (got "hinge")',
				],
			] as const) {
				assertRefused(create(g), { x, d }, options, message);
			}
			const network = create("sigmoid");
			assert.equal(loss(network, { x, d }, { loss: "squared error" }), loss(network, { x, d }));
		});

		test("compares probabilities where it is the cross-entropy, on the steps that count", () => {
			const wrong = [
				[0, 1],
				[1, 1],
			];
			assert.ok(loss(create("sigmoid"), { x, d: wrong }, entropy) > 0);
			const one = "d[1] must sum to 1 for g softmax (got a sum of 2)";
			assertRefused(create("softmax"), { x, d: wrong }, entropy, one);
			wrong[1][0] = -1;
			const range = 'd[1][0] must be from 0 to 1 for loss "cross-entropy" (got -1)';
			for (const g of ["softmax", "sigmoid"] as const) {
				assertRefused(create(g), { x, d: wrong }, entropy, range);
			}
			const network = create("softmax");
			const mask = [1, 0];
			assert.equal(
				loss(network, { x, d: wrong, mask }, entropy),
				loss(network, { x, d, mask }, entropy),
			);
		});
	});
}

// The letter that stood there two steps before.
const echo: Task = {
	inputDim: 3,
	outputDim: 3,
	draw(random) {
		const letters = Array.from({ length: 6 }, () => random.randint(3));
		const rows = letters.map((letter) => [0, 1, 2].map((k) => (k === letter ? 1 : 0)));
		const d = Matrix.of([rows[0], rows[0], ...rows.slice(0, 4)]);
		return { x: Matrix.of(rows), d, mask: Float64Array.of(0, 0, 1, 1, 1, 1) };
	},
};

for (const backend of backendNames) {
	test(`training on ${backend} makes the cross-entropy smaller, and reports it`, async () => {
		const entropy = { loss: "cross-entropy" } as const;
		for (const g of ["sigmoid", "softmax"] as const) {
			const random = new Random(0);
			const sizes = { inputDim: 3, hiddenDim: 12, outputDim: 3 };
			const rnn = Rnn.create({ ...sizes, f: "tanh", g, scale: 0.5, biases: true, random });
			const before = clone(rnn);
			const options = { ...entropy, iterations: 2001, clip: 1, every: 500, backend, random };
			const reports = await trainToEnd(rnn, echo, options);
			const [first, last] = [reports[0], reports[4]];
			assertClose(first.loss, loss(before, first.example, entropy), 1e-12, "the first E");
			assert.ok(last.loss < first.loss / 20, `${g}: E ${first.loss}, at the end ${last.loss}`);
		}
	});
}
