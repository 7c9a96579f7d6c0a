import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
	bend,
	byWidth,
	hiddenGrid,
	shareRight,
	trained,
	unbent,
	viewer,
} from "../../../src/lessons/00-bending-space/bend.js";
import type { Bend } from "../../../src/lessons/00-bending-space/bending.js";
import { alongCut, cutOf, dot } from "../../../src/lessons/00-bending-space/decision-boundary.js";
import { createFeedforward, feedForward, hiddenImage } from "../../../src/network/feedforward.js";
import { Matrix } from "../../../src/network/matrix.js";
import { Random } from "../../../src/network/random.js";
import { planarSet } from "../../../src/tasks/planar-sets.js";

function start(hiddenDim: number, seed = 0) {
	const random = new Random(seed);
	const points = planarSet("core", { count: 60, random });
	return { random, points, network: createFeedforward({ dims: [2, hiddenDim, 1], random }) };
}

describe("a plane that bends while a network learns", () => {
	test("is seen before the first and after the last update, and closely at first", async () => {
		const { random, points, network } = start(3);
		const bends: Bend[] = [];
		for await (const one of bend(network, points, { iterations: 200, alpha: 0.03, random })) {
			bends.push(one);
		}
		const at = bends.map(({ iteration }) => iteration);
		assert.deepEqual([at[0], at.at(-1)], [0, 200]);
		assert.ok(at.length > 10 && at.length <= 16);
		assert.ok(at.every((iteration, k) => k === 0 || iteration > at[k - 1]));
		assert.ok(at[1] - at[0] < 200 - at[at.length - 2]);
		assert.equal(bends.at(-1)?.right, 1, "three units free the core");
	});

	test("gives the same moments whenever it is run", async () => {
		const runs = await Promise.all(
			[0, 1].map(async () => {
				const { random, points, network } = start(2);
				const seen: Bend[] = [];
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

	for (const hiddenDim of [1, 2, 3, 8]) {
		test(`shows every point on its side of the cut, with ${hiddenDim} hidden units`, () => {
			const { points, network } = start(hiddenDim, 3);
			const { points: places, cut, lines, y } = viewer(network, points)(0);
			feedForward(network, points.x).y.data.forEach((answer, n) => {
				const across = places[n][0] * cut.n[0] + places[n][1] * cut.n[1] - cut.c;
				assert.equal(across > 0, answer > 0.5);
			});
			const flat = unbent(network, points);
			assert.deepEqual(
				lines.map((line) => line.length),
				flat.lines.map((line) => line.length),
			);
			assert.equal(flat.equal, hiddenDim <= 2);
			assert.ok(y.every((row) => row.length === y.length));
			assert.equal(hiddenGrid(network)[0][0].length, hiddenDim);
		});
	}
});

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
		assert.ok(runs.every(({ width, right }) => width !== 2 || right < 1));
		assert.ok(runs.some(({ width, right }) => width === 4 && right === 1));
	});

	test("without a hidden layer there is only a line", async () => {
		const { network, points, right } = await trained({ ...options, dims: [2, 1], seed: 0 });
		assert.equal(network.layers.length, 1);
		assert.equal(right, shareRight(network, points));
		assert.ok(right < 0.9);
	});
});

describe("the cut in the hidden space", () => {
	test("is where y is one half", () => {
		const { network, points } = start(3);
		const { n, c } = cutOf(network);
		assert.ok(Math.abs(dot(n, n) - 1) < 1e-12);
		const image = hiddenImage(network, points.x);
		feedForward(network, points.x).net[1].data.forEach((net, k) => {
			const length = Math.hypot(...network.layers[1].W.data);
			assert.ok(Math.abs(net / length - (dot(image.row(k), n) - c)) < 1e-12);
		});
	});

	test("the direction along it is at right angles, of length 1, and the widest", () => {
		const points = Matrix.of([
			[5, 3, 0],
			[-5, -3, 0],
			[9, 0, 1],
			[-9, 0, -1],
		]);
		const along = alongCut(points, Float64Array.of(1, 0, 0), Float64Array.of(1, 1, 1));
		assert.ok(Math.abs(along[0]) < 1e-12);
		assert.ok(Math.abs(Math.hypot(...along) - 1) < 1e-12);
		assert.ok(along[1] > 0.999);
	});
});
