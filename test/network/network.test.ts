import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Feedforward } from "../../src/network/feedforward.js";
import { Lstm } from "../../src/network/lstm.js";
import { Matrix } from "../../src/network/matrix.js";
import {
	clone,
	countParameters,
	gradients,
	loss,
	type Network,
	parametersOf,
	predict,
	setParameters,
} from "../../src/network/network.js";
import { Random } from "../../src/network/random.js";
import { Rnn } from "../../src/network/rnn.js";
import { backend, backendNames } from "../../src/network/training/train.js";
import { assertClose } from "../assert-close.js";

const sizes = { inputDim: 2, hiddenDim: 3, outputDim: 1 };
const x = [
	[1, 0],
	[0, 1],
];

describe("any network", () => {
	test("has a loss that counts the steps of the mask alone", () => {
		const rnn = Rnn.create({ ...sizes, random: new Random(0) });
		const y = predict(rnn, x);
		const half = (1 - y.at(1, 0)) ** 2 / 2;
		assert.equal(loss(rnn, { x, d: [[0], [1]], mask: [0, 1] }), half);
		assert.equal(loss(rnn, { x, d: [[0], [1]] }), half + y.at(0, 0) ** 2 / 2);
	});

	test("can be given parameters by name, all or none", () => {
		const one = Rnn.create({ ...sizes, biases: true, random: new Random(0) });
		const two = Rnn.create({ ...sizes, biases: true, random: new Random(1) });
		assert.equal(setParameters(two, parametersOf(one)), two);
		assert.deepEqual(parametersOf(two), parametersOf(one));
		setParameters(two, {
			V: [
				[1, 2, 3],
				[4, 5, 6],
			],
			b_y: [[9]],
		});
		assert.deepEqual([two.V.at(1, 2), two.b_y.at(0, 0)], [6, 9]);
		assert.deepEqual(two.U, one.U);
		assert.notEqual(one.V.at(1, 2), 6);

		const before = one.V.toRows();
		for (const [values, message] of [
			[
				{
					V: [
						[0, 0, 0],
						[0, 0, 0],
					],
					U: [[1, 2]],
				},
				"U must be 3 × 3 (got 1 × 2)",
			],
			[{ V: two.V, Z: [[1]] }, 'parameters must be some of V, U, W, b_h, b_y (got "Z")'],
			[{ W: [[1], [2], [Number.NaN]] }, "W[2][0] must be a finite number (got NaN)"],
		] as const) {
			assert.throws(() => setParameters(one, values), { name: "RangeError", message });
		}
		assert.deepEqual(one.V.toRows(), before);
	});

	const networks: Record<string, () => Network> = {
		rnn: () => Rnn.create({ ...sizes, random: new Random(3) }),
		lstm: () => Lstm.create({ ...sizes, random: new Random(3) }),
		feedforward: () => Feedforward.create({ dims: [2, 3, 1], random: new Random(3) }),
	};
	for (const [kind, create] of Object.entries(networks)) {
		test(`of kind ${kind} has a clone that shares no number with it`, () => {
			const [original, untouched] = [create(), create()];
			const copy = clone(original);
			assert.deepEqual(copy, original);
			for (const { data } of Object.values(parametersOf(copy))) data.fill(7);
			assert.deepEqual(original, untouched);
			assert.equal(countParameters(copy), { rnn: 18, lstm: 76, feedforward: 13 }[kind]);
		});
	}

	test("trains the matrices that a copy was given, on either backend, and no others", () => {
		const example = { x: Matrix.of(x), d: Matrix.of([[0], [1]]) };
		const trained = backendNames.map((name) => {
			const original = Rnn.create({ ...sizes, random: new Random(0) });
			const kept = original.U.toRows();
			const copy = { ...original, U: original.U.clone() };
			const options = { method: "descent", alpha: 1, clip: undefined } as const;
			const trainer = backend(name, copy).trainer(copy, options);
			trainer.step(example);
			trainer.update();
			trainer.sync();
			trainer.dispose();
			assert.deepEqual(original.U.toRows(), kept, `${name} has trained the original`);
			assert.notDeepEqual(copy.U.toRows(), kept, `${name} has not trained the copy`);
			return copy.U.data;
		});
		assertClose(trained[0], trained[1], 1e-12, "U");
	});

	test("is told from what is none", () => {
		assert.throws(() => predict({} as Network, x), {
			name: "TypeError",
			message: "network must be a network (got an object)",
		});
	});

	test("has gradients by its parameters' names", () => {
		const lstm = Lstm.create({ ...sizes, random: new Random(0) });
		const found = gradients(lstm, { x, d: [[0], [1]] });
		for (const [name, { rows, cols }] of Object.entries(parametersOf(lstm))) {
			assert.deepEqual([found[name].rows, found[name].cols], [rows, cols]);
		}
	});
});
