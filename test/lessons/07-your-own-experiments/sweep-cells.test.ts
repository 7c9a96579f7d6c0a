import assert from "node:assert/strict";
import { test } from "node:test";
import {
	bestOf,
	howMany,
	iterationsInWords,
	sweepCells,
} from "../../../src/lessons/07-your-own-experiments/sweep-cells.js";
import type { AdderResult } from "../../../src/lessons/07-your-own-experiments/train-adder.js";

const never = Number.POSITIVE_INFINITY;

function results(alpha: number, hiddenDim: number, ...times: number[]): AdderResult[] {
	return times.map((learnedAt, seed) => ({
		kind: "rnn",
		hiddenDim,
		alpha,
		seed,
		iterations: 10_000,
		bits: 8,
		every: 100,
		learnedAt,
		right: [],
		errors: [],
		size: 1,
	}));
}

test("sweepCells gathers the runs of each place", () => {
	const all = [
		...results(0.1, 4, 1500, 1600, 1700),
		...results(1, 4, 250, never, 300),
		...results(1, 8, never, never, 400),
	];
	const cells = sweepCells([...all].reverse());
	const told = cells.map(({ x, y, z, text, runs }) => ({ x, y, z, text, count: runs.length }));
	assert.deepEqual(told, [
		{ x: 1, y: 8, z: never, text: "1/3", count: 3 },
		{ x: 1, y: 4, z: 300, text: "0.3k<br>2/3", count: 3 },
		{ x: 0.1, y: 4, z: 1600, text: "1.6k", count: 3 },
	]);
	assert.equal(cells[0].hover, "α = 1, H = 8<br>1 of 3 seeds learned<br>median never");
});

test("runs that never learn are counted and named", () => {
	assert.equal(howMany(results(1, 8, 100, never, 300)), 2);
	assert.equal(iterationsInWords(12_345), "12,345");
	assert.equal(iterationsInWords(never), "never");
});

test("the best cell is the one in which most have learned, then the fastest", () => {
	const fast = results(3, 4, 100, 200, never);
	const sure = results(1, 4, 400, 500, 600);
	const faster = results(0.3, 4, 300, 300, 900);
	assert.equal(bestOf(sweepCells([...fast, ...sure, ...faster])).x, 0.3);
	assert.equal(bestOf(sweepCells(fast)).x, 3);
});
