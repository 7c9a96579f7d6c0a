import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { centralDifferences } from "../../src/network/analysis/gradient-check.js";
import { Feedforward } from "../../src/network/feedforward.js";
import { squaredError } from "../../src/network/loss.js";
import { Lstm } from "../../src/network/lstm.js";
import { Matrix } from "../../src/network/matrix.js";
import { clone, gradients, type Network, parametersOf } from "../../src/network/network.js";
import { Random } from "../../src/network/random.js";
import { requireReach } from "../../src/network/reach.js";
import { Rnn } from "../../src/network/rnn.js";
import type { Example } from "../../src/network/task.js";
import { backend, backendNames, trainToEnd } from "../../src/network/training/train.js";
import { binaryAddition } from "../../src/tasks/binary-addition.js";
import { assertClose } from "../assert-close.js";

const size = fc.integer({ min: 1, max: 4 });
const problem = fc.record({
	seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
	X: size,
	H: size,
	Y: size,
	T: fc.integer({ min: 1, max: 6 }),
	reach: fc.integer({ min: 0, max: 6 }),
});
type Problem = typeof problem extends fc.Arbitrary<infer Value> ? Value : never;

function drawn(rows: number, cols: number, random: Random): Matrix {
	const matrix = new Matrix(rows, cols);
	for (let k = 0; k < matrix.data.length; k++) matrix.data[k] = random.uniform(-1, 1);
	return matrix;
}

function example({ T, X, Y, seed }: Problem): Example {
	const random = new Random(seed);
	const mask = Float64Array.from({ length: T }, () => random.uniform(0.5, 1));
	return { x: drawn(T, X, random), d: drawn(T, Y, random), mask };
}

const networks = {
	rnn({ X, H, Y, seed }: Problem): Rnn {
		const sizes = { inputDim: X, hiddenDim: H, outputDim: Y };
		return Rnn.create({ ...sizes, f: "tanh", biases: true, random: new Random(seed + 1) });
	},
	lstm({ X, H, Y, seed }: Problem): Lstm {
		const sizes = { inputDim: X, hiddenDim: H, outputDim: Y };
		return Lstm.create({ ...sizes, scale: 1, random: new Random(seed + 1) });
	},
};

/**
 * E as truncation takes it, a sum over s: what step s adds to it in a network that starts at step
 * s − reach from a state that is given, since it does not depend on any parameter: `before`'s.
 */
function lossWithinReach(
	network: Rnn | Lstm,
	before: Rnn | Lstm,
	{ x, d, mask = new Float64Array() }: Example,
	reach: number,
): number {
	let E = 0;
	for (let s = 1; s <= x.rows; s++) {
		const start = Math.max(0, s - 1 - reach);
		const rows = x.toRows().slice(start, s);
		const y_s = lastOutput(network, before, x, start, rows);
		const targets = { d: Matrix.of([d.row(s - 1)]), mask: mask.slice(s - 1, s) };
		E += squaredError(targets, y_s);
	}
	return E;
}

/** y after these rows of x, from the state that `before` has after `start` rows of x. */
function lastOutput(
	network: Rnn | Lstm,
	before: Rnn | Lstm,
	x: Matrix,
	start: number,
	rows: number[][],
): Matrix {
	if (network.kind === "rnn" && before.kind === "rnn") {
		const { steps, y } = Rnn.emptyTrace(network, rows.length);
		steps[0].h.set(Rnn.forward(before, x).steps[start].h);
		for (const [k, row] of rows.entries()) {
			steps[k + 1].x.set(row);
			Rnn.step(network, steps[k], steps[k + 1]);
		}
		return Matrix.of([y.row(rows.length - 1)]);
	}
	assert.ok(network.kind === "lstm" && before.kind === "lstm");
	const { steps, y } = Lstm.emptyTrace(network, rows.length);
	const state = Lstm.forward(before, x).steps[start];
	steps[0].h.set(state.h);
	steps[0].C.set(state.C);
	for (const [k, row] of rows.entries()) {
		steps[k + 1].x.set(row);
		Lstm.step(network, steps[k], steps[k + 1]);
	}
	return Matrix.of([y.row(rows.length - 1)]);
}

for (const [kind, create] of Object.entries(networks)) {
	describe(`gradients of an ${kind} within reach`, () => {
		test("are those of a network whose earlier states are constants", () => {
			fc.assert(
				fc.property(problem, (given) => {
					const network = create(given);
					const before = clone(network);
					const its = example(given);
					const found = gradients(network, its, given);
					const E = () => lossWithinReach(network, before, its, given.reach);
					const slopes = centralDifferences(parametersOf(network), E);
					for (const [name, slope] of Object.entries(slopes)) {
						assertClose(found[name].data, slope.data, 1e-8, name);
					}
				}),
				{ seed: 21, numRuns: 40 },
			);
		});

		test("are the full ones, bit by bit, from reach T − 1 on", () => {
			fc.assert(
				fc.property(problem, ({ reach: more, ...given }) => {
					const all = { ...given, reach: given.T - 1 + more };
					const network = create(all);
					const its = example(all);
					const full = gradients(network, its);
					assert.deepEqual(gradients(network, its, { reach: all.reach }), full);
					assert.deepEqual(gradients(network, its, { reach: Number.POSITIVE_INFINITY }), full);
				}),
				{ seed: 22, numRuns: 30 },
			);
		});

		test("lack what comes from further away, at each reach below T − 1", () => {
			const given = { seed: 3, X: 2, H: 4, Y: 1, T: 6, reach: 0 };
			const network = create(given);
			const its = example(given);
			const full = Object.values(gradients(network, its));
			const missing = [0, 1, 2, 3, 4].map((reach) => {
				const found = Object.values(gradients(network, its, { reach }));
				return Math.max(
					...found.flatMap((M, p) => Array.from(M.data, (v, k) => Math.abs(v - full[p].data[k]))),
				);
			});
			for (const [reach, size] of missing.entries()) {
				assert.ok(size > 1e-9, `reach ${reach} of 5: ${size} missing`);
			}
		});
	});
}

for (const name of backendNames) {
	test(`a step on ${name} has the gradients of this reach, at each of several lengths`, () => {
		const optimizer = { method: "descent", alpha: 0.1, clip: undefined } as const;
		for (const create of Object.values(networks)) {
			const given = { seed: 5, X: 2, H: 3, Y: 2, T: 6, reach: 2 };
			const network: Network = create(given);
			const trainer = backend(name, network).trainer(network, optimizer, { reach: 2 });
			for (const T of [2, 6, 4, 3, 9]) {
				const its = example({ ...given, T });
				trainer.step(its);
				const expected = gradients(network, its, { reach: 2 });
				for (const [parameter, found] of Object.entries(trainer.gradients())) {
					assertClose(found.data, expected[parameter].data, 1e-12, `${parameter}, T = ${T}`);
				}
			}
			trainer.dispose();
		}
	});

	test(`training on ${name} is the usual one at reach T − 1, and another below`, async () => {
		const runs = [undefined, 3, 1].map(async (reach) => {
			const random = new Random(0);
			const rnn = Rnn.create({ inputDim: 2, hiddenDim: 4, outputDim: 1, random });
			const options = { iterations: 50, backend: name, random };
			await trainToEnd(rnn, binaryAddition({ bits: 4 }), { ...options, reach });
			return rnn.U.data;
		});
		const [full, all, some] = await Promise.all(runs);
		assert.deepEqual(all, full);
		assert.notDeepEqual(some, full);
	});
}

test("a reach is a whole number from 0, or Infinity", () => {
	assert.equal(requireReach({}), Number.POSITIVE_INFINITY);
	assert.equal(requireReach({ reach: 0 }), 0);
	const [random, x, d] = [new Random(0), [[0]], [[0]]];
	const sizes = { inputDim: 1, hiddenDim: 1, outputDim: 1 };
	for (const network of [
		Rnn.create({ ...sizes, random }),
		Lstm.create({ ...sizes, random }),
		Feedforward.create({ dims: [1, 1], random }),
	]) {
		for (const [reach, got] of [
			[-1, "-1"],
			[1.5, "1.5"],
			[Number.NaN, "NaN"],
			[Number.NEGATIVE_INFINITY, "-Infinity"],
			["2", '"2"'],
		] as const) {
			assert.throws(() => gradients(network, { x, d }, { reach } as object), {
				name: "RangeError",
				message: `reach must be a whole number from 0, or Infinity (got ${got})`,
			});
		}
	}
});
