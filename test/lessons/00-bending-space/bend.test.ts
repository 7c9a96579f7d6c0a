import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { bend } from "../../../src/lessons/00-bending-space/bend.js";
import type { PlanarSnapshot } from "../../../src/lessons/00-bending-space/snapshot.js";
import { Feedforward } from "../../../src/network/feedforward.js";
import { Random } from "../../../src/network/random.js";
import { planarSet } from "../../../src/tasks/planar-sets.js";

function start(hiddenDim: number, seed = 0) {
	const random = new Random(seed);
	const points = planarSet("core", { count: 60, random });
	return { random, points, network: Feedforward.create({ dims: [2, hiddenDim, 1], random }) };
}

describe("a plane that bends while a network learns", () => {
	test("is seen before the first and after the last update, and closely at first", async () => {
		const { random, points, network } = start(3);
		const bends: PlanarSnapshot[] = [];
		for await (const one of bend(network, points, { iterations: 200, alpha: 0.03, random })) {
			bends.push(one);
		}
		const at = bends.map(({ iteration }) => iteration);
		assert.deepEqual([at[0], at.at(-1)], [0, 200]);
		assert.ok(at.length > 10 && at.length <= 16, `${at}`);
		assert.ok(
			at.every((iteration, k) => k === 0 || iteration > at[k - 1]),
			`${at}`,
		);
		assert.ok(at[1] - at[0] < 200 - at[at.length - 2], `${at}`);
		assert.equal(bends.at(-1)?.right, 1, "three units free the core");
	});

	test("gives the same moments whenever it is run", async () => {
		const runs = await Promise.all(
			[0, 1].map(async () => {
				const { random, points, network } = start(2);
				const seen: PlanarSnapshot[] = [];
				const options = { iterations: 60, alpha: 0.03, random };
				for await (const one of bend(network, points, options)) seen.push(one);
				return seen;
			}),
		);
		assert.deepEqual(runs[0], runs[1]);
	});

	test("ends at once when it is stopped, without a last moment", async () => {
		const { random, points, network } = start(3);
		const stop = new AbortController();
		const at: number[] = [];
		const options = { iterations: 400, alpha: 0.03, random, signal: stop.signal };
		for await (const { iteration } of bend(network, points, options)) {
			at.push(iteration);
			stop.abort();
		}
		assert.deepEqual(at, [0]);
	});
});
