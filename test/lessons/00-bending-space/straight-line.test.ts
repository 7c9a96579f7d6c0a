import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { bestLine } from "../../../src/lessons/00-bending-space/straight-line.js";
import { Matrix } from "../../../src/network/matrix.js";
import { Random } from "../../../src/network/random.js";
import { planarSet } from "../../../src/tasks/planar-sets.js";

const set = (x: number[][], d: number[]) => ({
	x: Matrix.of(x),
	d: Matrix.of(d.map((set) => [set])),
});

describe("the best straight line", () => {
	test("gets all points of two sets that a line parts, whichever lies where", () => {
		const places = [
			[0.1, 0.2],
			[0.2, 0.1],
			[0.9, 0.3],
			[0.4, 0.8],
		];
		assert.equal(bestLine(set(places, [0, 0, 1, 1])), 1);
		assert.equal(bestLine(set(places, [1, 1, 0, 0])), 1);
	});

	test("gets three of the four corners of exclusive or", () => {
		const corners = [
			[0, 0],
			[1, 1],
			[0, 1],
			[1, 0],
		];
		assert.equal(bestLine(set(corners, [0, 0, 1, 1])), 0.75);
	});

	test("leaves the core whole, and the part of the ring that an arc of it takes", () => {
		const points = planarSet("rings", { count: 4000, noise: 0, random: new Random(1) });
		// A line at the inner ring's radius cuts off arccos(0.45 / 0.9) / π of the outer one: a third.
		assert.ok(Math.abs(bestLine(points) - (1 + 1 / 3) / 2) < 0.02);
	});
});
