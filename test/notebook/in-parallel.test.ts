import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Worker } from "node:worker_threads";
import {
	type AdderRun,
	trainAdder,
} from "../../src/lessons/07-your-own-experiments/train-adder.js";
import { inParallel } from "../../src/notebook/in-parallel.js";
import * as jobs from "./jobs.js";
import { shownBy } from "./recording-host.js";

const file = "./test/notebook/jobs";

async function all<Value>(source: AsyncIterable<Value>): Promise<Value[]> {
	const values: Value[] = [];
	for await (const value of source) values.push(value);
	return values;
}

const running = new Set<Worker>();
process.on("worker", (worker) => {
	running.add(worker);
	worker.on("exit", () => running.delete(worker));
});

describe("inParallel", () => {
	test("gives the same results on one thread, on two, and without any", async () => {
		const base = { hiddenDim: 4, alpha: 0.1, iterations: 200, bits: 4, every: 50 };
		const runs: AdderRun[] = [1, 2, 3].flatMap((seed) => [
			{ kind: "rnn", seed, ...base },
			{ kind: "lstm", seed, ...base },
		]);
		const here = await Promise.all(runs.map(trainAdder));
		for (const workers of [1, 2]) {
			const there = await all(
				inParallel(trainAdder, "./src/lessons/07-your-own-experiments/train-adder", runs, {
					workers,
				}),
			);
			assert.deepEqual(there, here);
		}
	});

	test("yields in the order of the jobs, whichever is done first", async () => {
		const slowFirst = [60, 0, 30, 0].map((delay, value) => ({ value, delay }));
		assert.deepEqual(
			await all(inParallel(jobs.later, file, slowFirst, { workers: 3 })),
			[0, 1, 2, 3],
		);
	});

	test("does as many jobs at a time as it has workers", async () => {
		const here = new Int32Array(new SharedArrayBuffer(4));
		const two = Array.from({ length: 2 }, () => ({ here, together: 2 }));
		assert.deepEqual(await all(inParallel(jobs.meets, file, two, { workers: 2 })), [2, 2]);
	});

	test("does more jobs than workers, and fewer, and none", async () => {
		const numbers = Array.from({ length: 50 }, (_, k) => k);
		const squares = numbers.map(jobs.square);
		assert.deepEqual(await all(inParallel(jobs.square, file, numbers, { workers: 3 })), squares);
		assert.deepEqual(await all(inParallel(jobs.square, file, [5], { workers: 8 })), [25]);
		assert.deepEqual(await all(inParallel(jobs.square, file, [])), []);
		assert.equal(running.size, 0);
	});

	test("takes files that await at their top level, and packages of either kind", async () => {
		assert.deepEqual(await all(inParallel(jobs.withPackages, file, [1])), ["ready function 1"]);
	});

	test("names the job that fails, after the results before it", async () => {
		const yielded: number[] = [];
		const work = async () => {
			for await (const x of inParallel(jobs.notSeven, file, [5, 6, 7, 8, 7], { workers: 2 })) {
				yielded.push(x);
			}
		};
		await assert.rejects(work, (error: Error) => {
			assert.equal(error.message, "job 3 of 5, 7: x must not be 7");
			assert.match(
				String((error.cause as Error).stack),
				/^RangeError: x must not be 7\n.*notSeven/,
			);
			return true;
		});
		assert.deepEqual(yielded, [5, 6]);
		assert.equal(running.size, 0);
	});

	test("names the job that ends its thread", async () => {
		const work = () => all(inParallel(jobs.exits, file, [0, 1, 2], { workers: 1 }));
		await assert.rejects(work, /^Error: job 2 of 3, 1: its thread has ended$/);
	});

	test("names a job or a result that is no data", async () => {
		const result = () => all(inParallel(jobs.functionOf, file, [3]));
		await assert.rejects(result, /^Error: job 1 of 1, 3: .*could not be cloned/);
		const job = () => all(inParallel(jobs.functionOf, file, [Math.sin as unknown as number, 2]));
		await assert.rejects(job, /^Error: job 1 of 2, .*could not be cloned/);
	});

	test("stops endless jobs when its signal is aborted, and leaves no thread", async () => {
		const stop = new AbortController();
		const options = { workers: 2, signal: stop.signal };
		const results = inParallel(jobs.endless, file, [0, 1, 1], options);
		assert.deepEqual(await results.next(), { done: false, value: 0 });
		setTimeout(() => stop.abort(), 20);
		assert.equal((await results.next()).done, true);
		assert.equal(running.size, 0);
		assert.deepEqual(await all(inParallel(jobs.endless, file, [1], options)), []);
	});

	test("is stopped by Jupyter's stop button", async () => {
		const button = new AbortController();
		await shownBy(async () => {
			const results = inParallel(jobs.endless, file, [0, 1], { workers: 1 });
			await results.next();
			button.abort();
			assert.equal((await results.next()).done, true);
		}, button.signal);
		assert.equal(running.size, 0);
	});

	test("stops its threads when the reader leaves the loop", async () => {
		for await (const _ of inParallel(jobs.endless, file, [0, 1, 1], { workers: 2 })) {
			assert.equal(running.size, 2);
			break;
		}
		assert.equal(running.size, 0);
	});

	test("says what it takes", async () => {
		const nameless = [(x: number) => x][0];
		await assert.rejects(() => all(inParallel(nameless, file, [1])), /run must be a function that/);
		const none = () => all(inParallel(jobs.square, file, [1], { workers: 0 }));
		await assert.rejects(none, /workers must be a whole number from 1 to 256 \(got 0\)/);
		const elsewhere = () => all(inParallel(jobs.square, "./test/notebook/no-such-file", [1]));
		await assert.rejects(elsewhere, /Could not resolve/);
	});
});
