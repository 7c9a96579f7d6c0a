import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Feedforward } from "../../../src/network/feedforward.js";
import { Lstm } from "../../../src/network/lstm.js";
import { Matrix } from "../../../src/network/matrix.js";
import { type Network, parametersOf, predict } from "../../../src/network/network.js";
import { Random } from "../../../src/network/random.js";
import { Rnn } from "../../../src/network/rnn.js";
import type { Example, Task } from "../../../src/network/task.js";
import {
	backendNames,
	DivergenceError,
	type Report,
	type TrainOptions,
	train,
	trainToEnd,
} from "../../../src/network/training/train.js";
import { binaryAddition } from "../../../src/tasks/binary-addition.js";
import { assertClose } from "../../assert-close.js";

const sizes = { inputDim: 2, hiddenDim: 5, outputDim: 1 };
const task = binaryAddition({ bits: 4 });

const networks: Record<string, (random: Random) => Network> = {
	rnn: (random) => Rnn.create({ ...sizes, biases: true, random }),
	lstm: (random) => Lstm.create({ ...sizes, random }),
	feedforward: (random) => Feedforward.create({ dims: [2, 5, 1], random }),
};

function snapshot(network: Network): number[] {
	return Object.values(parametersOf(network)).flatMap(({ data }) => Array.from(data));
}

for (const backend of backendNames) {
	describe(`training on ${backend}`, () => {
		for (const [kind, create] of Object.entries(networks)) {
			if (kind === "feedforward" && backend === "simd") continue;

			test(`of a ${kind} has the same numbers at any reporting interval`, async () => {
				for (const optimizer of ["descent", "adam"] as const) {
					const runs = await Promise.all(
						[1, 7, 60].map(async (every) => {
							const random = new Random(3);
							const network = create(random);
							const options = { iterations: 61, every, backend, optimizer, clip: 0.5, random };
							return { network, reports: await trainToEnd(network, task, options) };
						}),
					);
					const [each, ...others] = runs;
					assert.deepEqual(
						each.reports.map(({ iteration }) => iteration),
						Array.from({ length: 61 }, (_, k) => k),
					);
					for (const { network, reports } of others) {
						assert.deepEqual(snapshot(network), snapshot(each.network));
						for (const report of reports) {
							assert.deepEqual(report, each.reports[report.iteration]);
						}
					}
				}
			});
		}

		test("makes the error smaller, and reports it", async () => {
			for (const create of [networks.rnn, networks.lstm]) {
				const random = new Random(0);
				const network = create(random);
				const options = { iterations: 3000, every: 1000, alpha: 0.02, backend, random };
				const reports = await trainToEnd(network, task, { ...options, optimizer: "adam", clip: 1 });
				assert.ok(reports[2].averageError < reports[0].averageError / 4);
				for (const { error, loss, example, y } of reports) {
					const misses = Array.from(y.data, (y_t, t) => Math.abs(example.d.data[t] - y_t));
					const sum = (values: number[]) => values.reduce((a, b) => a + b, 0);
					assertClose(error, sum(misses), 1e-12, "error");
					assertClose(loss, sum(misses.map((miss) => (miss * miss) / 2)), 1e-12, "loss");
				}
			}
		});

		test("runs the sequences that it is asked for, with the network as it is then", async () => {
			const random = new Random(0);
			const network = networks.rnn(random);
			const x = [
				[1, 0],
				[1, 1],
				[0, 0],
			];
			const options = { iterations: 20, every: 5, predict: [x], backend, random };
			let reports = 0;
			for await (const { predictions } of train(network, task, options)) {
				reports++;
				assert.deepEqual(predictions, [predict(network, x)]);
			}
			assert.equal(reports, 4);
		});

		test("ends without an error when its signal is aborted, and keeps what it has learned", async () => {
			const options = { iterations: 1e9, every: 10, backend };
			const abort = new AbortController();
			const random = new Random(1);
			const network = networks.lstm(random);
			let last = -1;
			for await (const { iteration } of train(network, task, {
				...options,
				random,
				signal: abort.signal,
			})) {
				last = iteration;
				if (iteration === 200) abort.abort();
			}
			assert.equal(last, 200);

			const again = new Random(1);
			const same = networks.lstm(again);
			await trainToEnd(same, task, { ...options, iterations: 201, random: again });
			assert.deepEqual(snapshot(network), snapshot(same));

			const kept = snapshot(network);
			assert.deepEqual(
				await trainToEnd(network, task, { ...options, random, signal: AbortSignal.abort() }),
				[],
			);
			assert.deepEqual(snapshot(network), kept);
		});

		test("keeps what it has learned when the reader leaves the loop", async () => {
			const random = new Random(1);
			const network = networks.rnn(random);
			for await (const { iteration } of train(network, task, { every: 7, backend, random })) {
				if (iteration === 70) break;
			}
			const again = new Random(1);
			const same = networks.rnn(again);
			await trainToEnd(same, task, { iterations: 71, backend, random: again });
			assert.deepEqual(snapshot(network), snapshot(same));
		});

		test("lets timers run in the middle of it", async () => {
			// Only the timer can end this training.
			const abort = new AbortController();
			setTimeout(() => abort.abort(), 0);
			const random = new Random(0);
			const network = networks.rnn(random);
			const before = snapshot(network);
			const options = { iterations: 1e9, every: 1e9, backend, random };
			const reports = await trainToEnd(network, task, { ...options, signal: abort.signal });
			assert.equal(reports.length, 1);
			assert.notDeepEqual(snapshot(network), before);
			assert.ok(snapshot(network).every(Number.isFinite));
		});

		test("ends with the iteration and the likely cause where the loss is no number", async () => {
			for (const [kind, parts] of [
				["rnn", { f: "identity", g: "identity" }],
				["rnn", { f: "softplus", g: "identity" }],
				["lstm", { g: "identity" }],
			] as const) {
				const random = new Random(0);
				const network =
					kind === "rnn"
						? Rnn.create({ ...sizes, ...parts, random })
						: Lstm.create({ ...sizes, ...parts, random });
				const reports: Report[] = [];
				const error = await (async () => {
					const options = { alpha: 1e6, every: 1, backend, random };
					for await (const report of train(network, task, options)) reports.push(report);
				})().then(
					() => undefined,
					(error: unknown) => error,
				);
				assert.ok(error instanceof DivergenceError);
				assert.equal(error.name, "DivergenceError");
				assert.equal(error.iteration, reports.length);
				assert.ok(reports.every(({ loss }) => Number.isFinite(loss)));
				assert.match(
					error.message,
					/^training diverged at iteration \d+ \(descent\): the loss is (NaN|Infinity)/,
				);
				assert.match(error.message, /alpha = 1000000 is probably too large: try 100000/);
				assert.ok(error.message.includes(`iteration ${error.iteration}`));
			}
		});

		test("blames the network's scale where the loss is no number from the start", async () => {
			const random = new Random(0);
			const rnn = Rnn.create({ ...sizes, f: "identity", g: "identity", scale: 1e200, random });
			const before = snapshot(rnn);
			await assert.rejects(trainToEnd(rnn, task, { backend, random }), {
				name: "DivergenceError",
				iteration: 0,
				message: /^training diverged at iteration 0 .* the network's scale is probably too large$/,
			});
			assert.deepEqual(snapshot(rnn), before);
		});

		test("names an example that is wrong, and leaves the network as it was then", async () => {
			const good = { x: new Matrix(3, 2), d: new Matrix(3, 1) };
			const bad: [example: unknown, message: RegExp][] = [
				[{ ...good, x: new Matrix(3, 1) }, /x must be T × 2 .* \(got x 3 × 1 and d 3 × 1\)/],
				[{ ...good, d: new Matrix(2, 1) }, /\(got x 3 × 2 and d 2 × 1\)/],
				[{ x: new Matrix(0, 2), d: new Matrix(0, 1) }, /with T ≥ 1/],
				[{ ...good, mask: new Float64Array(2) }, /mask must hold 3 numbers \(got 2\)/],
				[{ ...good, mask: Float64Array.of(1, Number.NaN, 1) }, /mask\[1\] must be a finite/],
				[{ ...good, x: new Matrix(3, 2).clone().row(0).fill(Number.NaN) }, /two matrices/],
				[{ x: nanAt(3, 2, 5), d: good.d }, /x\[2\]\[1\] must be a finite number \(got NaN\)/],
				[{ x: good.x, d: nanAt(3, 1, 0) }, /d\[0\]\[0\] must be a finite number \(got NaN\)/],
				[undefined, /the task must draw \{ x, d \}, two matrices \(got undefined\)/],
			];
			for (const [example, message] of bad) {
				const random = new Random(0);
				const network = networks.rnn(random);
				const before = snapshot(network);
				const wrong: Task = { inputDim: 2, outputDim: 1, draw: () => example as Example };
				await assert.rejects(trainToEnd(network, wrong, { backend, random }), message);
				assert.deepEqual(snapshot(network), before);
			}
			const two = {
				inputDim: 2,
				outputDim: 1,
				draw: () => ({ ...good, d: Matrix.of([[1], [2], [0]]) }),
			};
			const random = new Random(0);
			const network = networks.rnn(random);
			await assert.rejects(
				trainToEnd(network, two, { backend, loss: "cross-entropy", random }),
				/d\[1\]\[0\] must be from 0 to 1 for loss "cross-entropy" \(got 2\)/,
			);
		});
	});
}

function nanAt(rows: number, cols: number, k: number): Matrix {
	const matrix = new Matrix(rows, cols);
	matrix.data[k] = Number.NaN;
	return matrix;
}

describe("train", () => {
	const random = new Random(0);
	const network = networks.rnn(random);
	const before = snapshot(network);

	test("refuses wrong options at once, by name, and leaves the network as it was", () => {
		const wrong: [options: object, message: RegExp][] = [
			[{ alpha: 0 }, /^RangeError: alpha must be a finite number above 0 \(got 0\)/],
			[{ alpha: Number.NaN }, /alpha must be a finite number above 0 \(got NaN\)/],
			[{ alpha: "0.1" }, /alpha must be a finite number above 0 \(got "0.1"\)/],
			[{ iterations: 0 }, /iterations must be a whole number from 1 to 1000000000 \(got 0\)/],
			[{ iterations: 1.5 }, /iterations must be a whole number .* \(got 1.5\)/],
			[{ every: 0 }, /every must be a whole number from 1 to 1000000000 \(got 0\)/],
			[{ clip: -1 }, /clip must be a finite number above 0 \(got -1\)/],
			[{ optimizer: "sgd" }, /optimizer must be "descent" or "adam" \(got "sgd"\)/],
			[{ loss: "hinge" }, /loss must be "squared error" or "cross-entropy" \(got "hinge"\)/],
			[{ reach: 0.5 }, /reach must be a whole number from 0, or Infinity \(got 0.5\)/],
			[{ backend: "gpu" }, /backend must be .*"plain" \(got "gpu"\)/],
			[{ predict: [[[1]]] }, /predict\[0\] must be T × 2 \(got 1 × 1\)/],
			[{ random: Math }, /^TypeError: random must be a Random, .* \(got an object\)/],
			[
				{ signal: new AbortController() },
				/signal must be an AbortSignal \(got a AbortController\)/,
			],
		];
		for (const [options, message] of wrong) {
			assert.throws(
				() => train(network, task, { random, ...options } as TrainOptions),
				(error) => message.test(String(error)),
				String(message),
			);
		}
		assert.throws(() => train(network, task, undefined as never), /random must be a Random/);
		assert.throws(() => train(undefined as never, task, { random }), /network must be a network/);
		assert.throws(
			() => train(network, { ...task, inputDim: 3 }, { random }),
			/the network's inputDim must be 3, as the task's is \(got 2\)/,
		);
		const broken = networks.rnn(new Random(0));
		parametersOf(broken).U.data[1] = Number.NaN;
		assert.throws(
			() => train(broken, task, { random }),
			/network\.U\[0\]\[1\] must be a finite number \(got NaN\)/,
		);
		assert.deepEqual(snapshot(network), before);
	});
});
