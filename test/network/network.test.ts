import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { createLstm } from "../../src/network/lstm.js";
import { copyParameters, gradients, loss, predict } from "../../src/network/network.js";
import { Random } from "../../src/network/random.js";
import { createRnn } from "../../src/network/rnn.js";

const sizes = { inputDim: 2, hiddenDim: 3, outputDim: 1 };
const x = [
	[1, 0],
	[0, 1],
];

describe("any network", () => {
	test("has a loss that counts the steps of the mask alone", () => {
		const rnn = createRnn({ ...sizes, random: new Random(0) });
		const y = predict(rnn, x);
		const half = (1 - y.at(1, 0)) ** 2 / 2;
		assert.equal(loss(rnn, { x, d: [[0], [1]], mask: [0, 1] }), half);
		assert.equal(loss(rnn, { x, d: [[0], [1]] }), half + y.at(0, 0) ** 2 / 2);
	});

	test("can be given the parameters of one of its kind and shape, all or none", () => {
		const one = createRnn({ ...sizes, random: new Random(0) });
		const two = createRnn({ ...sizes, random: new Random(1) });
		copyParameters(one, two);
		assert.deepEqual(two.parameters, one.parameters);
		two.U.data[0] = 9;
		assert.notEqual(one.U.data[0], 9);

		const before = one.U.toRows();
		const larger = createRnn({ ...sizes, hiddenDim: 4, random: new Random(0) });
		assert.throws(() => copyParameters(larger, one), {
			message: "from.V must be 2 × 3 (got 2 × 4)",
		});
		const lstm = createLstm({ ...sizes, random: new Random(0) });
		assert.throws(() => copyParameters(one, lstm), {
			message: "from.W_f must be 5 × 3 (got none)",
		});
		assert.deepEqual(one.U.toRows(), before);
	});

	test("has gradients by its parameters' names", () => {
		const lstm = createLstm({ ...sizes, random: new Random(0) });
		const found = gradients(lstm, { x, d: [[0], [1]] });
		for (const [name, { rows, cols }] of Object.entries(lstm.parameters)) {
			assert.deepEqual([found[name].rows, found[name].cols], [rows, cols]);
		}
	});
});
