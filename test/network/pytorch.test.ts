import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import type { ActivationName, OutputActivationName } from "../../src/network/activations.js";
import type { Loss } from "../../src/network/loss.js";
import { Lstm } from "../../src/network/lstm.js";
import { Matrix } from "../../src/network/matrix.js";
import { type Network, parametersOf } from "../../src/network/network.js";
import { Random } from "../../src/network/random.js";
import { Rnn } from "../../src/network/rnn.js";
import { backend, backendNames } from "../../src/network/training/train.js";
import { assertClose } from "../assert-close.js";

/** What pytorch-fixtures.py writes. */
interface Case {
	readonly kind: "rnn" | "lstm";
	readonly X: number;
	readonly H: number;
	readonly Y: number;
	readonly f: ActivationName;
	readonly g: OutputActivationName;
	readonly loss: Loss;
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
		kind === "rnn" ? Rnn.create({ ...sizes, f, g, biases: true }) : Lstm.create({ ...sizes, g });
	for (const [name, matrix] of Object.entries(parametersOf(network))) {
		matrix.data.set(parameters[name].flat());
	}
	return network;
}

/** Within 1e-10 of PyTorch's. */
function assertSame(found: Matrix, expected: number[][], what: string): void {
	assert.deepEqual([found.rows, found.cols], [expected.length, expected[0].length], what);
	assertClose(found.data, expected.flat(), 1e-10, what);
}

/** y, the gradients, and those of the deltas that this file's cases have. */
function run(network: Network, { x, d, mask, loss }: Case) {
	if (network.kind === "rnn") {
		const trace = Rnn.forward(network, x);
		const {
			gradients,
			deltas: _,
			truncation: _none,
			...deltas
		} = Rnn.backward(network, trace, d, mask, { loss });
		return { y: trace.y, gradients, deltas };
	}
	if (network.kind === "lstm") {
		const trace = Lstm.forward(network, x);
		const {
			gradients,
			deltas: _,
			truncation: _none,
			...deltas
		} = Lstm.backward(network, trace, d, mask, { loss });
		return { y: trace.y, gradients, deltas };
	}
	throw new Error("PyTorch's cases are recurrent");
}

describe("PyTorch finds the same to 1e-10", () => {
	for (const each of cases) {
		const { kind, X, H, Y, f, g, x, loss } = each;
		const label = `${kind} ${X} → ${H} → ${Y}, ${x.length} steps, ${f ?? "gates"}, ${g}, ${loss}`;

		test(`${label}: outputs, deltas and gradients`, () => {
			const { y, gradients, deltas } = run(build(each), each);
			assertSame(y, each.y, "y");
			assert.deepEqual(Object.keys(deltas).sort(), Object.keys(each.deltas).sort());
			for (const [name, delta] of Object.entries(deltas)) {
				assertSame(delta, each.deltas[name], name);
			}
			assert.deepEqual(Object.keys(gradients).sort(), Object.keys(each.gradients).sort());
			for (const [name, gradient] of Object.entries(gradients)) {
				assertSame(gradient, each.gradients[name], name);
			}
		});

		for (const name of backendNames) {
			test(`${label}: a training step on ${name}`, () => {
				const network = build(each);
				const optimizer = { method: "descent", alpha: 0.1, clip: undefined } as const;
				const trainer = backend(name, network).trainer(network, optimizer, { loss });
				const mask = Float64Array.from(each.mask);
				const E = trainer.step({ x: Matrix.of(each.x), d: Matrix.of(each.d), mask });
				assertClose(E, each.E, 1e-10, "E");
				assertSame(trainer.y, each.y, "y");
				for (const [parameter, gradient] of Object.entries(trainer.gradients())) {
					assertSame(gradient, each.gradients[parameter], parameter);
				}
				trainer.update();
				trainer.sync();
				for (const [parameter, matrix] of Object.entries(parametersOf(network))) {
					const moved = each.parameters[parameter].map((row, i) =>
						row.map((theta, j) => theta - 0.1 * each.gradients[parameter][i][j]),
					);
					assertSame(matrix, moved, parameter);
				}
				trainer.dispose();
			});
		}
	}
});
