import assert from "node:assert/strict";
import { test } from "node:test";
import { bptt } from "../../src/network/bptt.js";
import { jacobian } from "../../src/network/jacobian.js";
import { Matrix } from "../../src/network/matrix.js";
import { Random } from "../../src/network/random.js";
import { createRnn, forward } from "../../src/network/rnn.js";
import { product, transposed } from "../../src/network/spectrum.js";

const x = [[0.3], [-0.7], [0.9], [0.1]];

function network(f: "sigmoid" | "tanh") {
	return createRnn({ inputDim: 1, hiddenDim: 3, outputDim: 1, f, random: new Random(5) });
}

test("J^t is what a small change of h^{t−1} does to h^t", () => {
	const rnn = network("tanh");
	const trace = forward(rnn, x);
	const J = jacobian(rnn, trace, 3);
	const step = 1e-6;
	for (let i = 0; i < rnn.H; i++) {
		const changed = (by: number) => {
			const net = trace.net_h.row(2).map((value, j) => value + by * rnn.U.at(i, j));
			return net.map((value) => rnn.f.of(value));
		};
		const [above, below] = [changed(step), changed(-step)];
		for (let j = 0; j < rnn.H; j++) {
			assert.ok(Math.abs((above[j] - below[j]) / (2 * step) - J.at(i, j)) < 1e-9);
		}
	}
});

test("∂E/∂h^t reaches ∂E/∂h^{t−1} through Jᵀ, as bptt's deltas say", () => {
	const rnn = network("sigmoid");
	const trace = forward(rnn, x);
	const { delta_h } = bptt(rnn, trace, [[0], [0], [0], [1]], [0, 0, 0, 1]);
	/** ∂E/∂h^t: delta_h without its last factor. */
	const error = (t: number) =>
		new Matrix(
			1,
			rnn.H,
			delta_h.row(t - 1).map((value, j) => value / rnn.f.slope(trace.h.at(t, j))),
		);
	for (let t = 4; t > 1; t--) {
		const carried = product(error(t), transposed(jacobian(rnn, trace, t)));
		carried.data.forEach((value, j) => {
			assert.ok(Math.abs(value - error(t - 1).data[j]) < 1e-12);
		});
	}
});

test("t is a step of the sequence", () => {
	const rnn = network("tanh");
	const trace = forward(rnn, x);
	assert.throws(() => jacobian(rnn, trace, 0), /t must be a whole number from 1 to 4 \(got 0\)/);
	assert.throws(() => jacobian(rnn, trace, 5), /\(got 5\)/);
});
