import assert from "node:assert/strict";
import { test } from "node:test";
import { jacobian } from "../../../src/network/analysis/jacobian.js";
import { Matrix, product, transposed } from "../../../src/network/matrix.js";
import { Random } from "../../../src/network/random.js";
import { Rnn } from "../../../src/network/rnn.js";
import { assertClose } from "../../assert-close.js";

const x = [[0.3], [-0.7], [0.9], [0.1]];

function network(f: "sigmoid" | "tanh") {
	return Rnn.create({ inputDim: 1, hiddenDim: 3, outputDim: 1, f, random: new Random(5) });
}

test("J^t is what a small change of net_h^t does to net_h^{t+1}", () => {
	const rnn = network("tanh");
	const trace = Rnn.forward(rnn, x);
	const J = jacobian(rnn, trace, 2);
	const step = 1e-6;
	/** net_h^3 after a change of unit i of net_h^2; what x^3 adds is the same each time. */
	const next = (i: number, by: number) => {
		const h = trace.net_h.row(1).map((net, k) => rnn.f.of(k === i ? net + by : net));
		return product(new Matrix(1, rnn.H, h), rnn.U).data;
	};
	for (let i = 0; i < rnn.H; i++) {
		const [above, below] = [next(i, step), next(i, -step)];
		for (let j = 0; j < rnn.H; j++) {
			assertClose(J.at(i, j), (above[j] - below[j]) / (2 * step), 1e-9, `J[${i}][${j}]`);
		}
	}
});

test("with an error at the last step only, δ_h^t is δ_h^{t+1} (J^t)ᵀ", () => {
	const rnn = network("sigmoid");
	const trace = Rnn.forward(rnn, x);
	const { delta_h } = Rnn.backward(rnn, trace, [[0], [0], [0], [1]], [0, 0, 0, 1]);
	for (let t = 3; t >= 1; t--) {
		const later = new Matrix(1, rnn.H, delta_h.row(t).slice());
		const carried = product(later, transposed(jacobian(rnn, trace, t)));
		assertClose(delta_h.row(t - 1), carried.data, 1e-15, `δ_h at t = ${t}`);
	}
});

test("t is a step of the sequence with a step after it", () => {
	const rnn = network("tanh");
	const trace = Rnn.forward(rnn, x);
	assert.throws(() => jacobian(rnn, trace, 0), /t must be a whole number from 1 to 3 \(got 0\)/);
	assert.throws(() => jacobian(rnn, trace, 4), /\(got 4\)/);
});
