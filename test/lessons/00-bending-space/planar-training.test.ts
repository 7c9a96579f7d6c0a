import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
	byWidth,
	shareRight,
	trainPlanar,
} from "../../../src/lessons/00-bending-space/planar-training.js";

describe("trainings by width", () => {
	const options = { set: "core", count: 60, noise: 0.03, alpha: 0.03, iterations: 250 } as const;

	test("come one for each width and seed, and two units never free the core", async () => {
		const runs: { width: number; seed: number; right: number }[] = [];
		for await (const run of byWidth({ ...options, widths: [2, 4], seeds: 3, seed: 5 })) {
			runs.push(run);
		}
		assert.deepEqual(
			runs.map(({ width, seed }) => [width, seed]),
			[2, 4].flatMap((width) => [5, 6, 7].map((seed) => [width, seed])),
		);
		const best = (width: number) =>
			Math.max(...runs.filter((run) => run.width === width).map(({ right }) => right));
		assert.ok(best(2) < 1, `with two units, ${best(2)} are right`);
		assert.equal(best(4), 1);
	});

	test("without a hidden layer there is only a line", async () => {
		const { network, points, right } = await trainPlanar({ ...options, dims: [2, 1], seed: 0 });
		assert.equal(network.layers.length, 1);
		assert.equal(right, shareRight(network, points));
		assert.ok(right < 0.9, `${right}`);
	});
});
