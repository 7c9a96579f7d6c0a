import assert from "node:assert/strict";
import { test } from "node:test";
import { acrossCube, cubeEdges } from "../../../src/lessons/00-bending-space/cube.js";

test("a cube has twelve edges of length 2, each once", () => {
	const lengths = cubeEdges.map(([a, b]) => Math.hypot(...[0, 1, 2].map((k) => a[k] - b[k])));
	assert.deepEqual(lengths, Array(12).fill(2));
	const names = cubeEdges.map((edge) => JSON.stringify(edge.map((end) => Array.from(end)).sort()));
	assert.equal(new Set(names).size, 12);
});

test("a plane meets the cube in a polygon: a square, a hexagon, a triangle or nothing", () => {
	const corners = (n: number[], c: number) => acrossCube({ n, c }).length - 1;
	assert.equal(corners([0, 0, 1], 0.5), 4);
	assert.equal(corners([1, 1, 1], 0), 6);
	assert.equal(corners([1, 1, 1], 2), 3);
	assert.deepEqual(acrossCube({ n: [0, 0, 1], c: 1.5 }), []);
});

test("the polygon's corners lie on the plane, go round it, and end where they began", () => {
	const n = [1, 2, 3];
	const polygon = acrossCube({ n, c: 0.5 });
	assert.deepEqual(polygon.at(-1), polygon[0]);
	for (const [k, corner] of polygon.entries()) {
		const height = [0, 1, 2].reduce((sum, j) => sum + n[j] * corner[j], 0);
		assert.ok(Math.abs(height - 0.5) < 1e-12, `corner ${k} is at ${height}`);
	}
	// Two corners in turn share a face of the cube: the polygon does not cross itself.
	for (let k = 1; k < polygon.length; k++) {
		const faces = [0, 1, 2].filter(
			(j) => Math.abs(polygon[k][j]) === 1 && polygon[k][j] === polygon[k - 1][j],
		);
		assert.ok(faces.length > 0, `corners ${k - 1} and ${k} share no face`);
	}
});
