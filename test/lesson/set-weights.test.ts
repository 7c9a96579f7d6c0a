import assert from "node:assert/strict";
import { test } from "node:test";
import { setWeights } from "../../src/lesson/set-weights.js";
import { Random } from "../../src/network/random.js";
import { createRnn } from "../../src/network/rnn.js";
import { texMatrix } from "../../src/notebook/equation.js";

const network = () => createRnn({ inputDim: 1, hiddenDim: 2, outputDim: 1, random: new Random(0) });

test("setWeights writes what it is given, and nothing else", () => {
	const before = network();
	const rnn = setWeights(network(), { V: [[3, 4]], b_y: [[5]] });
	assert.deepEqual(rnn.V.toRows(), [[3, 4]]);
	assert.deepEqual(rnn.b_y.toRows(), [[5]]);
	assert.deepEqual(rnn.U, before.U);
});

test("setWeights names the matrix with a wrong shape, and then writes nothing", () => {
	const rnn = network();
	const kept = rnn.V.toRows();
	assert.throws(
		() => setWeights(rnn, { V: [[1, 2]], U: [[1, 2]] }),
		/U must be 2 × 2 \(got 1 × 2\)/,
	);
	assert.deepEqual(rnn.V.toRows(), kept);
});

test("texMatrix writes rows, without a minus before zero", () => {
	assert.equal(
		texMatrix([
			[1, -0.001],
			[-2.345, 0.5],
		]),
		"\\begin{bmatrix} 1.00 & 0.00 \\\\ -2.35 & 0.50 \\end{bmatrix}",
	);
});

test("texMatrix shows the first of many rows and columns", () => {
	const tex = texMatrix(
		Array.from({ length: 9 }, () => new Float64Array(9)),
		0,
	);
	assert.equal(tex.split("\\\\").length, 7);
	assert.match(tex, /0 & 0 & 0 & 0 & 0 & 0 & \\cdots/);
	assert.match(tex, /\\vdots/);
});
