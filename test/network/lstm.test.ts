import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Lstm, type LstmOptions } from "../../src/network/lstm.js";
import type { Matrix } from "../../src/network/matrix.js";
import { Random } from "../../src/network/random.js";
import { assertClose } from "../assert-close.js";

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
		const lstm = Lstm.create({ ...sizes, random });
		const { steps, hx, f, i, C_hat, C, o, tanh_C, h, net_y, y } = Lstm.forward(lstm, x);
		const S = (net: number) => 1 / (1 + Math.exp(-net));
		assert.deepEqual([...C.row(0), ...h.row(0)], [0, 0, 0, 0, 0, 0]);
		for (let t = 1; t <= 4; t++) {
			assert.deepEqual([...hx.row(t - 1)], [...h.row(t - 1), ...x[t - 1]]);
			for (let j = 0; j < 3; j++) {
				const net = (M: Matrix, b: Matrix) =>
					hx.row(t - 1).reduce((sum, value, k) => sum + value * M.at(k, j), b.at(0, j));
				assertClose(f.at(t - 1, j), S(net(lstm.W_f, lstm.b_f)), 1e-14, "f");
				assertClose(i.at(t - 1, j), S(net(lstm.W_i, lstm.b_i)), 1e-14, "i");
				assertClose(C_hat.at(t - 1, j), Math.tanh(net(lstm.W_C, lstm.b_C)), 1e-14, "Ĉ");
				assertClose(o.at(t - 1, j), S(net(lstm.W_o, lstm.b_o)), 1e-14, "o");
				const written = i.at(t - 1, j) * C_hat.at(t - 1, j);
				assertClose(C.at(t, j), f.at(t - 1, j) * C.at(t - 1, j) + written, 1e-14, "C");
				assertClose(tanh_C.at(t - 1, j), Math.tanh(C.at(t, j)), 1e-14, "tanh C");
				assertClose(h.at(t, j), o.at(t - 1, j) * tanh_C.at(t - 1, j), 1e-14, "h");
			}
			assert.deepEqual([steps[t].f, steps[t].h], [f.row(t - 1), h.row(t)]);
			const net = h.row(t).reduce((sum, value, j) => sum + value * lstm.W.at(j, 0), 0);
			assertClose(net_y.at(t - 1, 0), net, 1e-14, "net_y");
			assertClose(y.at(t - 1, 0), S(net), 1e-14, "y");
		}
	});

	test("remembers for good with f open and i shut, and forgets at once with f shut", () => {
		const lstm = Lstm.create({ ...sizes, random });
		const open = Lstm.forward(lstm, x, { f: 1 });
		for (let t = 1; t <= 4; t++) {
			for (let j = 0; j < 3; j++) {
				const written = open.i.at(t - 1, j) * open.C_hat.at(t - 1, j);
				assert.equal(open.C.at(t, j), open.C.at(t - 1, j) + written);
			}
		}
		assert.ok(Lstm.forward(lstm, x, { i: 0 }).h.data.every((value) => value === 0));
		assert.ok(Lstm.forward(lstm, x, { o: 0 }).h.data.every((value) => value === 0));
		const shut = Lstm.forward(lstm, x, { f: 0 });
		for (let j = 0; j < 3; j++) {
			assert.equal(shut.C.at(4, j), shut.i.at(3, j) * shut.C_hat.at(3, j));
		}
	});

	test("carries δ_C back unchanged where f is held open and nothing shows on the way", () => {
		const lstm = Lstm.create({ ...sizes, random });
		// With h out of the gates' sight, the cell alone leads back.
		for (const M of [lstm.W_f, lstm.W_i, lstm.W_C, lstm.W_o]) M.data.fill(0, 0, 9);
		const d = [[0], [0], [0], [1]];
		const { delta_C } = Lstm.backward(lstm, Lstm.forward(lstm, x, { f: 1 }), d, [0, 0, 0, 1]);
		for (let t = 0; t < 3; t++) {
			for (let j = 0; j < 3; j++) assert.equal(delta_C.at(t, j), delta_C.at(3, j));
		}
		const half = Lstm.backward(lstm, Lstm.forward(lstm, x, { f: 0.5 }), d, [0, 0, 0, 1]).delta_C;
		for (let j = 0; j < 3; j++) assert.equal(half.at(0, j), half.at(3, j) / 8);
	});

	test("starts with its gates remembering as much as it is told", () => {
		assert.deepEqual([...Lstm.create({ ...sizes, random }).b_f.data], [1, 1, 1]);
		const lstm = Lstm.create({ ...sizes, forgetBias: -2, scale: 0.01, random });
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
			assert.throws(() => Lstm.create({ ...sizes, random, ...options } as LstmOptions), {
				message,
			});
		}
		const lstm = Lstm.create({ ...sizes, random });
		const calls: [call: () => unknown, message: string][] = [
			[() => Lstm.forward(lstm, [[1]]), "x must be T × 2 (got 1 × 1)"],
			[() => Lstm.forward(lstm, []), "x must be one row or more (got an array of 0)"],
			[() => Lstm.forward(lstm, x, { f: 2 }), "clamp.f must be a number from 0 to 1 (got 2)"],
			[
				() => Lstm.forward(lstm, x, { g: 1 } as never),
				'clamp must name the gates f, i or o (got "g")',
			],
			[() => Lstm.backward(lstm, Lstm.forward(lstm, x), [[1]]), "d must be 4 × 1 (got 1 × 1)"],
		];
		for (const [call, message] of calls) assert.throws(call, { name: "RangeError", message });
	});
});
