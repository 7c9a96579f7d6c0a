import assert from "node:assert/strict";
import { test } from "node:test";
import { hiddenGrid, plane, snapshotOf } from "../../../src/lessons/00-bending-space/snapshot.js";
import { Feedforward } from "../../../src/network/feedforward.js";
import { Random } from "../../../src/network/random.js";
import { planarSet } from "../../../src/tasks/planar-sets.js";

function start(hiddenDim: number, seed = 0) {
	const random = new Random(seed);
	const points = planarSet("core", { count: 60, random });
	return { random, points, network: Feedforward.create({ dims: [2, hiddenDim, 1], random }) };
}

for (const hiddenDim of [1, 2, 3, 8]) {
	test(`shows every point on its side of the cut, with ${hiddenDim} hidden units`, () => {
		const { points, network } = start(hiddenDim, 3);
		const { points: places, cut, lines, y } = snapshotOf(network, points, 0);
		Feedforward.forward(network, points.x).y.data.forEach((answer, n) => {
			const across = places[n][0] * cut.n[0] + places[n][1] * cut.n[1] - cut.c;
			assert.equal(across > 0, answer > 0.5);
		});
		const flat = plane(network, points);
		assert.deepEqual(
			lines.map((line) => line.length),
			flat.lines.map((line) => line.length),
		);
		assert.equal(flat.equal, hiddenDim <= 2);
		assert.deepEqual([...new Set(y.map((row) => row.length))], [y.length]);
		assert.equal(hiddenGrid(network)[0][0].length, hiddenDim);
	});
}

test("a snapshot does not flip over from the one before", () => {
	const { points, network } = start(8, 3);
	const first = snapshotOf(network, points, 0);
	const flipped = { ...first, along: first.along.map((v) => -v) };
	const [same, other] = [first, flipped].map((before) => snapshotOf(network, points, 1, before));
	same.points.forEach(([across, along], n) => {
		assert.ok(Math.abs(across - other.points[n][0]) < 1e-9, `point ${n} across`);
		assert.ok(Math.abs(along + other.points[n][1]) < 1e-9, `point ${n} along`);
	});
});
