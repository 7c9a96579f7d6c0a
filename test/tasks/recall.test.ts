import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Lstm } from "../../src/network/lstm.js";
import { Matrix } from "../../src/network/matrix.js";
import { predict } from "../../src/network/network.js";
import { Random } from "../../src/network/random.js";
import { backendNames, trainToEnd } from "../../src/network/training/train.js";
import { recall, recallAccuracy, recalled } from "../../src/tasks/recall.js";
import { assertClose } from "../assert-close.js";

for (const backend of backendNames) {
	test(`on ${backend} an LSTM recalls at least 95 % across a gap of 50`, async () => {
		const random = new Random(0);
		const task = recall({ gap: 50 });
		const { inputDim, outputDim } = task;
		const lstm = Lstm.create({ inputDim, hiddenDim: 32, outputDim, forgetBias: 5, random });
		const options = { iterations: 1000, optimizer: "adam", alpha: 0.003, clip: 1 } as const;
		await trainToEnd(lstm, task, { ...options, backend, random });
		const accuracy = recallAccuracy((x) => predict(lstm, x), task, { random: new Random(1) });
		assert.ok(accuracy >= 0.95, `recalls ${accuracy}, expected 0.95 or more`);
	});
}

describe("recall", () => {
	test("shows a symbol, distractors and the question, and asks at the last step alone", () => {
		const task = recall({ symbols: 3, distractors: 2, gap: 4 });
		assert.deepEqual([task.inputDim, task.outputDim, task.steps], [6, 3, 6]);
		const random = new Random(0);
		for (const drawn of [task.draw(random), task.draw(random), task.example(2, random)]) {
			const { x, d, mask, symbol } = drawn;
			const shown = x.toRows().map((row) => {
				assert.deepEqual([...row].sort(), [0, 0, 0, 0, 0, 1]);
				return row.indexOf(1);
			});
			assert.equal(shown[0], symbol);
			assert.ok(shown.slice(1, 5).every((token) => token === 3 || token === 4));
			assert.equal(shown[5], 5);
			assert.deepEqual([...mask], [0, 0, 0, 0, 0, 1]);
			assert.deepEqual(d.toRows().slice(0, 5).flat(), new Array(15).fill(0));
			assert.equal(d.row(5).indexOf(1), symbol);
		}
	});

	test("takes a gap of nothing", () => {
		const { x } = recall({ gap: 0 }).example(1, new Random(0));
		assert.deepEqual(x.toRows(), [
			[0, 1, 0, 0, 0, 0, 0, 0, 0],
			[0, 0, 0, 0, 0, 0, 0, 0, 1],
		]);
	});

	test("counts what is recalled", () => {
		const task = recall({ symbols: 2, gap: 3 });
		const perfect = (x: Matrix) => {
			const y = new Matrix(x.rows, 2);
			y.row(x.rows - 1)[x.row(0).indexOf(1)] = 0.1;
			return y;
		};
		assert.equal(recallAccuracy(perfect, task, { random: new Random(0) }), 1);
		const stubborn = recallAccuracy((x) => new Matrix(x.rows, 2), task, { random: new Random(0) });
		assertClose(stubborn, 0.5, 0.1, "the share that one answer for all gets right");
		assert.equal(
			recalled(
				Matrix.of([
					[9, 0],
					[0.1, 0.2],
				]),
			),
			1,
		);
	});

	test("names what it does not take", () => {
		for (const [options, message] of [
			[{ symbols: 1 }, /symbols must be a whole number from 2 to 64 \(got 1\)/],
			[{ distractors: 0 }, /distractors must be a whole number from 1 to 64 \(got 0\)/],
			[{ gap: -1 }, /gap must be a whole number from 0 to 10000 \(got -1\)/],
			[{ gap: 2.5 }, /gap must be a whole number from 0 to 10000 \(got 2.5\)/],
		] as const) {
			assert.throws(() => recall(options), message);
		}
		assert.throws(() => recall().example(4, new Random(0)), /symbol must be .* 0 to 3 \(got 4\)/);
		const random = new Random(0);
		assert.throws(
			() => recallAccuracy((x) => x, recall(), { count: 0, random }),
			/count must be a whole number/,
		);
	});
});
