import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import type { ActivationName } from "../../src/network/activations.js";
import type { Network } from "../../src/network/backend.js";
import { backend, backendNames } from "../../src/network/backends.js";
import { bptt } from "../../src/network/bptt.js";
import { createLstm, lstmBackward, lstmForward } from "../../src/network/lstm.js";
import { Matrix, type Rows } from "../../src/network/matrix.js";
import { Random } from "../../src/network/random.js";
import { createRnn, forward } from "../../src/network/rnn.js";

/** What pytorch-fixtures.py writes. */
interface Case {
	readonly kind: "rnn" | "lstm";
	readonly X: number;
	readonly H: number;
	readonly Y: number;
	readonly f: ActivationName;
	readonly g: ActivationName;
	readonly x: number[][];
	readonly d: number[][];
	readonly mask: number[];
	readonly parameters: Record<string, number[][]>;
	readonly E: number;
	readonly y: number[][];
	readonly gradients: Record<string, number[][]>;
	readonly deltas: Record<string, number[][]>;
}

const file = new URL("pytorch-fixtures.json", import.meta.url);
const cases: Case[] = JSON.parse(readFileSync(file, "utf8")).cases;

function build({ kind, X, H, Y, f, g, parameters }: Case) {
	const sizes = { inputDim: X, hiddenDim: H, outputDim: Y, random: new Random(0) };
	const network =
		kind === "rnn" ? createRnn({ ...sizes, f, g, biases: true }) : createLstm({ ...sizes, g });
	for (const [name, matrix] of Object.entries(network.parameters)) {
		matrix.data.set(parameters[name].flat());
	}
	return network;
}

function assertEqual(found: Rows, expected: number[][], what: string): void {
	const matrix = found instanceof Matrix ? found : Matrix.of(found);
	assert.deepEqual([matrix.rows, matrix.cols], [expected.length, expected[0].length], what);
	for (const [k, value] of expected.flat().entries()) {
		const distance = Math.abs(matrix.data[k] - value);
		assert.ok(distance <= 1e-10, `${what}: ${matrix.data[k]} is not PyTorch's ${value}`);
	}
}

/** y, the gradients, and those of the deltas that this file's cases have. */
function run(network: Network, { x, d, mask }: Case) {
	if (network.kind === "rnn") {
		const trace = forward(network, x);
		const { gradients, ...deltas } = bptt(network, trace, d, mask);
		return { y: trace.y, gradients, deltas };
	}
	if (network.kind === "lstm") {
		const trace = lstmForward(network, x);
		const { gradients, ...deltas } = lstmBackward(network, trace, d, mask);
		return { y: trace.y, gradients, deltas };
	}
	throw new Error("PyTorch's cases are recurrent");
}

describe("PyTorch finds the same to 1e-10", () => {
	for (const each of cases) {
		const { kind, X, H, Y, f, g, x } = each;
		const label = `${kind} ${X} → ${H} → ${Y}, ${x.length} steps, ${f ?? "gates"}, ${g}`;

		test(`${label}: outputs, deltas and gradients`, () => {
			const { y, gradients, deltas } = run(build(each), each);
			assertEqual(y, each.y, "y");
			assert.deepEqual(Object.keys(deltas).sort(), Object.keys(each.deltas).sort());
			for (const [name, delta] of Object.entries(deltas)) {
				assertEqual(delta, each.deltas[name], name);
			}
			assert.deepEqual(Object.keys(gradients).sort(), Object.keys(each.gradients).sort());
			for (const [name, gradient] of Object.entries(gradients)) {
				assertEqual(gradient, each.gradients[name], name);
			}
		});

		for (const name of backendNames) {
			test(`${label}: a training step on ${name}`, () => {
				const network = build(each);
				const optimizer = { method: "descent", alpha: 0.1, clip: undefined } as const;
				const trainer = backend(name, network).trainer(network, optimizer);
				const mask = Float64Array.from(each.mask);
				const E = trainer.step({ x: Matrix.of(each.x), d: Matrix.of(each.d), mask });
				assert.ok(Math.abs(E - each.E) <= 1e-10);
				assertEqual(trainer.y, each.y, "y");
				for (const [parameter, gradient] of Object.entries(trainer.gradients())) {
					assertEqual(gradient, each.gradients[parameter], parameter);
				}
				trainer.update();
				trainer.sync();
				for (const [parameter, matrix] of Object.entries(network.parameters)) {
					const moved = each.parameters[parameter].map((row, i) =>
						row.map((theta, j) => theta - 0.1 * each.gradients[parameter][i][j]),
					);
					assertEqual(matrix, moved, parameter);
				}
				trainer.dispose();
			});
		}
	}
});
