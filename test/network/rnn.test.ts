import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Matrix } from "../../src/network/matrix.js";
import { parametersOf } from "../../src/network/network.js";
import { Random } from "../../src/network/random.js";
import { Rnn, type RnnOptions } from "../../src/network/rnn.js";
import { assertClose } from "../assert-close.js";

const random = new Random(0);
const sizes = { inputDim: 2, hiddenDim: 3, outputDim: 1 };

/** One unit each, so that the equations can be worked out by hand. */
function single() {
	const rnn = Rnn.create({ inputDim: 1, hiddenDim: 1, outputDim: 1, biases: true, random });
	rnn.V.data[0] = 2;
	rnn.U.data[0] = -1;
	rnn.W.data[0] = 3;
	rnn.b_h.data[0] = 0.5;
	rnn.b_y.data[0] = -0.5;
	return rnn;
}

const S = (x: number) => 1 / (1 + Math.exp(-x));

describe("the RNN", () => {
	test("draws V, then W, then U, each uniform on [−1, 1)", () => {
		const rnn = Rnn.create({ ...sizes, random: new Random(7) });
		const draws = new Random(7);
		for (const matrix of [rnn.V, rnn.W, rnn.U]) {
			for (const value of matrix.data) assert.equal(value, 2 * draws.random() - 1);
		}
		assert.deepEqual(Object.keys(parametersOf(rnn)), ["V", "U", "W"]);
		assert.deepEqual([rnn.V.rows, rnn.V.cols, rnn.U.rows, rnn.U.cols], [2, 3, 3, 3]);
		assert.deepEqual([rnn.W.rows, rnn.W.cols], [3, 1]);
	});

	test("keeps every step of the forward pass", () => {
		const { T, steps, net_h, h, net_y, y } = Rnn.forward(single(), [[1], [0]]);
		const net_h_1 = 1 * 2 + 0.5;
		const h_1 = S(net_h_1);
		const net_h_2 = -h_1 + 0.5;
		const h_2 = S(net_h_2);
		assert.equal(T, 2);
		for (const [name, found, expected] of [
			["net_h", net_h, [net_h_1, net_h_2]],
			["h", h, [0, h_1, h_2]],
			["net_y", net_y, [3 * h_1 - 0.5, 3 * h_2 - 0.5]],
			["y", y, [S(3 * h_1 - 0.5), S(3 * h_2 - 0.5)]],
		] as const) {
			assert.deepEqual([found.rows, found.cols], [expected.length, 1], name);
			assertClose(found.data, expected, 1e-15, name);
		}
		for (const [t, h_t] of [0, h_1, h_2].entries()) {
			assertClose(steps[t].h, [h_t], 1e-15, `h of step ${t}`);
		}
		assert.deepEqual([steps[0].y.length, steps[2].y[0]], [0, y.at(1, 0)]);
	});

	test("sends deltas back through time, from the steps that count alone", () => {
		const rnn = single();
		const trace = Rnn.forward(rnn, [[1], [0], [1]]);
		const { deltas, delta_y, delta_h, gradients } = Rnn.backward(
			rnn,
			trace,
			[[1], [1], [1]],
			[0, 0, 1],
		);
		const [y_3, h_1, h_2, h_3] = [trace.y.at(2, 0), ...[1, 2, 3].map((t) => trace.h.at(t, 0))];
		const expected_y = (y_3 - 1) * y_3 * (1 - y_3);
		const delta_3 = 3 * expected_y * h_3 * (1 - h_3);
		const delta_2 = -delta_3 * h_2 * (1 - h_2);
		const delta_1 = -delta_2 * h_1 * (1 - h_1);
		assertClose(delta_h.data, [delta_1, delta_2, delta_3], 1e-15, "δ_h");
		for (const [name, found, expected] of [
			["δ_y^3", delta_y.at(2, 0), expected_y],
			["δ_h of step 2", deltas[2].h[0], delta_2],
			["ΔV", gradients.V.at(0, 0), delta_1 + delta_3],
			["ΔU", gradients.U.at(0, 0), h_1 * delta_2 + h_2 * delta_3],
			["ΔW", gradients.W.at(0, 0), h_3 * expected_y],
			["Δb_h", gradients.b_h.at(0, 0), delta_1 + delta_2 + delta_3],
			["Δb_y", gradients.b_y.at(0, 0), expected_y],
		] as const) {
			assertClose(found, expected, 1e-15, name);
		}
		assert.deepEqual([...delta_y.data.subarray(0, 2)].map(Math.abs), [0, 0]);
	});

	test("finds the gradients of biases that it does not learn", () => {
		const rnn = Rnn.create({ ...sizes, random });
		const { gradients } = Rnn.backward(rnn, Rnn.forward(rnn, [[1, 0]]), [[1]]);
		assert.deepEqual([gradients.b_h.cols, gradients.b_y.cols], [3, 1]);
		assert.notEqual(gradients.b_y.data[0], 0);
	});

	test("does not keep the reader's arrays, nor change them", () => {
		const x = Matrix.of([[1, 0]]);
		const rnn = Rnn.create({ ...sizes, random });
		const trace = Rnn.forward(rnn, x);
		assert.notEqual(trace.x, x);
		trace.x.data[0] = 5;
		assert.deepEqual(x.toRows(), [[1, 0]]);
	});

	test("names an option that it does not take", () => {
		const wrong: [options: object, message: string][] = [
			[{ hiddenDim: 0 }, "hiddenDim must be a whole number from 1 to 1024 (got 0)"],
			[{ hiddenDim: 16.5 }, "hiddenDim must be a whole number from 1 to 1024 (got 16.5)"],
			[{ hiddenDim: "16" }, 'hiddenDim must be a whole number from 1 to 1024 (got "16")'],
			[{ hiddenDim: 1025 }, "hiddenDim must be a whole number from 1 to 1024 (got 1025)"],
			[{ inputDim: Number.NaN }, "inputDim must be a whole number from 1 to 1024 (got NaN)"],
			[{ outputDim: undefined }, "outputDim must be a whole number from 1 to 1024 (got undefined)"],
			[{ scale: 0 }, "scale must be a finite number above 0 (got 0)"],
			[{ scale: Number.POSITIVE_INFINITY }, "scale must be a finite number above 0 (got Infinity)"],
			[
				{ f: "sine" },
				'f must be one of sigmoid, tanh, identity, softplus, relu or an Activation (got "sine")',
			],
			[{ random: 3 }, "random must be a Random, such as new Random(0) (got 3)"],
		];
		for (const [options, message] of wrong) {
			assert.throws(() => Rnn.create({ ...sizes, random, ...options } as RnnOptions), { message });
		}
	});

	test("names what is wrong with a sequence or its targets, and stays as it was", () => {
		const rnn = Rnn.create({ ...sizes, random });
		const before = Object.values(parametersOf(rnn)).map((matrix) => matrix.toRows());
		const trace = Rnn.forward(rnn, [
			[0, 1],
			[1, 1],
		]);
		const kept = trace.h.toRows();
		const wrong: [call: () => unknown, message: string][] = [
			[() => Rnn.forward(rnn, []), "x must be one row or more (got an array of 0)"],
			[() => Rnn.forward(rnn, new Matrix(0, 2)), "x must have at least one row (got 0)"],
			[() => Rnn.forward(rnn, [[1]]), "x must be T × 2 (got 1 × 1)"],
			[() => Rnn.forward(rnn, [[1, 2], [3]]), "x[1] must have 2 numbers, as x[0] has (got 1)"],
			[() => Rnn.forward(rnn, [[1, Number.NaN]]), "x[0][1] must be a finite number (got NaN)"],
			[() => Rnn.forward(rnn, undefined as never), "x must be one row or more (got undefined)"],
			[() => Rnn.forward(rnn, [["a", 1]] as never), "x[0][0] must be a finite number (got NaN)"],
			[
				() => Rnn.backward(Rnn.create({ ...sizes, hiddenDim: 4, random }), trace, [[1], [1]]),
				"trace must be of a network 2 → 4 → 1 (got one of 2 → 3 → 1)",
			],
			[() => Rnn.backward(rnn, trace, [[1]]), "d must be 2 × 1 (got 1 × 1)"],
			[
				() => Rnn.backward(rnn, trace, [[1], [Number.NaN]]),
				"d[1][0] must be a finite number (got NaN)",
			],
			[() => Rnn.backward(rnn, trace, [[1], [0]], [1]), "mask must hold 2 numbers (got 1)"],
			[
				() => Rnn.backward(rnn, trace, [[1], [0]], [1, Number.NaN]),
				"mask[1] must be a finite number (got NaN)",
			],
		];
		for (const [call, message] of wrong) assert.throws(call, { name: "RangeError", message });
		assert.deepEqual(
			Object.values(parametersOf(rnn)).map((matrix) => matrix.toRows()),
			before,
		);
		assert.deepEqual(trace.h.toRows(), kept);
	});
});
