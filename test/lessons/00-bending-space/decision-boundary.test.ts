import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
	boundaryOf,
	widestAlong,
} from "../../../src/lessons/00-bending-space/decision-boundary.js";
import { Feedforward } from "../../../src/network/feedforward.js";
import { dot, Matrix } from "../../../src/network/matrix.js";
import { Random } from "../../../src/network/random.js";
import { planarSet } from "../../../src/tasks/planar-sets.js";

function start(hiddenDim: number, seed = 0) {
	const random = new Random(seed);
	const points = planarSet("core", { count: 60, random });
	return { random, points, network: Feedforward.create({ dims: [2, hiddenDim, 1], random }) };
}

describe("the cut in the hidden space", () => {
	test("is where y is one half", () => {
		const { network, points } = start(3);
		const { n, c } = boundaryOf(network);
		assert.ok(Math.abs(dot(n, n) - 1) < 1e-12);
		const image = Feedforward.hiddenImage(network, points.x);
		Feedforward.forward(network, points.x).net[1].data.forEach((net, k) => {
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
		const along = widestAlong(points, Float64Array.of(1, 0, 0), Float64Array.of(1, 1, 1));
		assert.ok(Math.abs(along[0]) < 1e-12, `${along}`);
		assert.ok(Math.abs(Math.hypot(...along) - 1) < 1e-12, `${along}`);
		assert.ok(along[1] > 0.999, `${along}`);
	});
});
