import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { createLstm, type LstmOptions, lstmBackward, lstmForward } from "../../src/network/lstm.js";
import { Matrix } from "../../src/network/matrix.js";
import { loss, predict } from "../../src/network/network.js";
import { Random } from "../../src/network/random.js";

const random = new Random(0);
const sizes = { inputDim: 2, hiddenDim: 3, outputDim: 1 };
const x = [
	[1, 0],
	[0, 1],
	[1, 1],
	[0, 0],
];

describe("the LSTM", () => {
	test("keeps gates, candidate, cell and hidden state of each step, as the equations have them", () => {
		const lstm = createLstm({ ...sizes, random });
		const { hx, f, i, C_hat, C, o, tanh_C, h, net_y, y } = lstmForward(lstm, x);
		const S = (net: number) => 1 / (1 + Math.exp(-net));
		const close = (found: number, expected: number) =>
			assert.ok(Math.abs(found - expected) < 1e-14, `${found} is not ${expected}`);
		assert.deepEqual([...C.row(0), ...h.row(0)], [0, 0, 0, 0, 0, 0]);
		for (let t = 1; t <= 4; t++) {
			assert.deepEqual([...hx.row(t - 1)], [...h.row(t - 1), ...x[t - 1]]);
			for (let j = 0; j < 3; j++) {
				const net = (M: Matrix, b: Matrix) =>
					hx.row(t - 1).reduce((sum, value, k) => sum + value * M.at(k, j), b.at(0, j));
				close(f.at(t - 1, j), S(net(lstm.W_f, lstm.b_f)));
				close(i.at(t - 1, j), S(net(lstm.W_i, lstm.b_i)));
				close(C_hat.at(t - 1, j), Math.tanh(net(lstm.W_C, lstm.b_C)));
				close(o.at(t - 1, j), S(net(lstm.W_o, lstm.b_o)));
				const written = i.at(t - 1, j) * C_hat.at(t - 1, j);
				close(C.at(t, j), f.at(t - 1, j) * C.at(t - 1, j) + written);
				close(tanh_C.at(t - 1, j), Math.tanh(C.at(t, j)));
				close(h.at(t, j), o.at(t - 1, j) * tanh_C.at(t - 1, j));
			}
			const net = h.row(t).reduce((sum, value, j) => sum + value * lstm.W.at(j, 0), 0);
			close(net_y.at(t - 1, 0), net);
			close(y.at(t - 1, 0), S(net));
		}
	});

	test("remembers for good with f open and i shut, and forgets at once with f shut", () => {
		const lstm = createLstm({ ...sizes, random });
		const open = lstmForward(lstm, x, { f: 1 });
		for (let t = 1; t <= 4; t++) {
			for (let j = 0; j < 3; j++) {
				const written = open.i.at(t - 1, j) * open.C_hat.at(t - 1, j);
				assert.equal(open.C.at(t, j), open.C.at(t - 1, j) + written);
			}
		}
		assert.ok(lstmForward(lstm, x, { i: 0 }).h.data.every((value) => value === 0));
		assert.ok(lstmForward(lstm, x, { o: 0 }).h.data.every((value) => value === 0));
		const shut = lstmForward(lstm, x, { f: 0 });
		for (let j = 0; j < 3; j++) {
			assert.equal(shut.C.at(4, j), shut.i.at(3, j) * shut.C_hat.at(3, j));
		}
	});

	test("carries δ_C back unchanged where f is held open and nothing shows on the way", () => {
		const lstm = createLstm({ ...sizes, random });
		// With h out of the gates' sight, the cell alone leads back.
		for (const M of [lstm.W_f, lstm.W_i, lstm.W_C, lstm.W_o]) M.data.fill(0, 0, 9);
		const d = [[0], [0], [0], [1]];
		const { delta_C } = lstmBackward(lstm, lstmForward(lstm, x, { f: 1 }), d, [0, 0, 0, 1]);
		for (let t = 0; t < 3; t++) {
			for (let j = 0; j < 3; j++) assert.equal(delta_C.at(t, j), delta_C.at(3, j));
		}
		const half = lstmBackward(lstm, lstmForward(lstm, x, { f: 0.5 }), d, [0, 0, 0, 1]).delta_C;
		for (let j = 0; j < 3; j++) assert.equal(half.at(0, j), half.at(3, j) / 8);
	});

	test("does without an output layer: targets are then for h", () => {
		const lstm = createLstm({ inputDim: 2, hiddenDim: 3, random });
		assert.deepEqual(Object.keys(lstm.parameters), [
			"W_f",
			"W_i",
			"W_C",
			"W_o",
			"b_f",
			"b_i",
			"b_C",
			"b_o",
		]);
		const trace = lstmForward(lstm, x);
		assert.equal(trace.y.cols, 0);
		assert.deepEqual(predict(lstm, x).toRows(), trace.h.toRows().slice(1));
		const d = new Matrix(4, 3);
		const E = trace.h.data.reduce((sum, value) => sum + value * value, 0) / 2;
		assert.ok(Math.abs(loss(lstm, { x, d }) - E) < 1e-15);
		assert.throws(() => lstmBackward(lstm, trace, [[0], [0], [0], [0]]), {
			message: "d must be 4 × 3 (got 4 × 1)",
		});
	});

	test("starts with its gates remembering as much as it is told", () => {
		assert.deepEqual([...createLstm({ ...sizes, random }).b_f.data], [1, 1, 1]);
		const lstm = createLstm({ ...sizes, forgetBias: -2, scale: 0.01, random });
		assert.deepEqual([...lstm.b_f.data], [-2, -2, -2]);
		assert.ok(lstm.W_o.data.every((value) => Math.abs(value) <= 0.01));
	});

	test("names what it does not take", () => {
		const wrong: [options: object, message: string][] = [
			[{ hiddenDim: 0 }, "hiddenDim must be a whole number from 1 to 1024 (got 0)"],
			[{ inputDim: 2.5 }, "inputDim must be a whole number from 1 to 1024 (got 2.5)"],
			[{ outputDim: 0 }, "outputDim must be a whole number from 1 to 1024 (got 0)"],
			[{ scale: -1 }, "scale must be a finite number above 0 (got -1)"],
			[{ forgetBias: Number.NaN }, "forgetBias must be a number from -100 to 100 (got NaN)"],
			[{ random: undefined }, "random must be a Random, such as new Random(0) (got undefined)"],
		];
		for (const [options, message] of wrong) {
			assert.throws(() => createLstm({ ...sizes, random, ...options } as LstmOptions), { message });
		}
		const lstm = createLstm({ ...sizes, random });
		const calls: [call: () => unknown, message: string][] = [
			[() => lstmForward(lstm, [[1]]), "x must be T × 2 (got 1 × 1)"],
			[() => lstmForward(lstm, []), "x must be one row or more (got an array of 0)"],
			[() => lstmForward(lstm, x, { f: 2 }), "clamp.f must be a number from 0 to 1 (got 2)"],
			[
				() => lstmForward(lstm, x, { g: 1 } as never),
				'clamp must name the gates f, i or o (got "g")',
			],
			[() => lstmBackward(lstm, lstmForward(lstm, x), [[1]]), "d must be 4 × 1 (got 1 × 1)"],
		];
		for (const [call, message] of calls) assert.throws(call, { name: "RangeError", message });
	});
});
