import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { createFeedforward, hiddenImage } from "../../src/network/feedforward.js";
import { predict } from "../../src/network/network.js";
import { Random } from "../../src/network/random.js";
import { train } from "../../src/network/training.js";
import { planarGrid, planarSet, planarTask } from "../../src/tasks/planar-sets.js";

const radius = ([x, y]: number[]) => Math.hypot(x, y);

describe("planar sets", () => {
	test("have as many points as asked for, half in each set", () => {
		for (const name of ["core", "rings", "spirals"] as const) {
			const { x, d } = planarSet(name, { count: 51, random: new Random(0) });
			assert.deepEqual([x.rows, x.cols, d.rows, d.cols], [51, 2, 51, 1]);
			assert.deepEqual([...d.data], [...new Array(26).fill(0), ...new Array(25).fill(1)]);
		}
	});

	test("lie where their names say", () => {
		const sets = (name: "core" | "rings" | "spirals") => {
			const rows = planarSet(name, { count: 100, noise: 0, random: new Random(1) }).x.toRows();
			return [rows.slice(0, 50), rows.slice(50)];
		};
		const [core, around] = sets("core");
		assert.ok(core.every((point) => radius(point) <= 0.4));
		assert.ok(around.every((point) => radius(point) >= 0.8 && radius(point) <= 1));
		const [narrow, wide] = sets("rings");
		assert.ok(narrow.every((point) => Math.abs(radius(point) - 0.45) < 1e-12));
		assert.ok(wide.every((point) => Math.abs(radius(point) - 0.9) < 1e-12));
		// Turned by half a turn, the one arm of the spirals is the other.
		for (const [side, arm] of sets("spirals").entries()) {
			for (const [x, y] of arm) {
				const turns = ((radius([x, y]) - 0.1) / 0.85) * 1.5 + side / 2;
				const there = [Math.cos(2 * Math.PI * turns), Math.sin(2 * Math.PI * turns)];
				assert.ok(Math.hypot(x / radius([x, y]) - there[0], y / radius([x, y]) - there[1]) < 1e-9);
			}
		}
	});

	test("are the same for the same seed, and noise moves them", () => {
		const draw = (noise: number) => planarSet("rings", { noise, random: new Random(2) });
		assert.deepEqual(draw(0.1), draw(0.1));
		assert.notDeepEqual(draw(0.1), draw(0.2));
	});

	test("are bent apart by a hidden layer: three units part the core from its ring", async () => {
		const random = new Random(0);
		const set = planarSet("core", { count: 100, random });
		const network = createFeedforward({ dims: [2, 3, 1], random });
		const options = { iterations: 2000, alpha: 0.02, optimizer: "adam", random } as const;
		for await (const _ of train(network, planarTask(set), options));
		const y = predict(network, set.x);
		assert.ok(set.d.data.every((set, n) => y.data[n] > 0.5 === (set === 1)));

		const grid = planarGrid({ lines: 3, steps: 5 });
		const image = hiddenImage(network, grid.points);
		assert.deepEqual([image.rows, image.cols], [30, 3]);
		const { W, b } = network.layers[0];
		for (const [n, [x1, x2]] of grid.points.toRows().entries()) {
			for (let j = 0; j < 3; j++) {
				const net = x1 * W.at(0, j) + x2 * W.at(1, j) + b.at(0, j);
				assert.ok(Math.abs(image.at(n, j) - Math.tanh(net)) < 1e-12);
			}
		}
		assert.deepEqual(hiddenImage(network, grid.points, 0).toRows(), grid.points.toRows());
		assert.deepEqual(
			hiddenImage(network, grid.points, 2).toRows(),
			predict(network, grid.points).toRows(),
		);
		assert.throws(
			() => hiddenImage(network, grid.points, 3),
			/layer must be a whole number from 0 to 2 \(got 3\)/,
		);
	});

	test("have a grid of upright and level lines", () => {
		const { points, lines, steps } = planarGrid({ lines: 3, steps: 2, extent: 1 });
		assert.deepEqual([lines, steps], [3, 2]);
		assert.deepEqual(points.toRows(), [
			[-1, -1],
			[-1, 1],
			[0, -1],
			[0, 1],
			[1, -1],
			[1, 1],
			[-1, -1],
			[1, -1],
			[-1, 0],
			[1, 0],
			[-1, 1],
			[1, 1],
		]);
	});

	test("name what they do not take", () => {
		const random = new Random(0);
		assert.throws(
			() => planarSet("moons" as never, { random }),
			/name must be "core" or "rings" or "spirals" \(got "moons"\)/,
		);
		assert.throws(() => planarSet("core", { count: 1, random }), /count must be .* 2 to 10000/);
		assert.throws(() => planarSet("core", { noise: -1, random }), /noise must be .* 0 to 1/);
		assert.throws(() => planarSet("core", { noise: Number.NaN, random }), /noise must be/);
		assert.throws(() => planarSet("core", {} as never), /random must be a Random/);
		assert.throws(() => planarGrid({ lines: 1 }), /lines must be a whole number from 2 to 1000/);
		assert.throws(() => planarGrid({ steps: 1.5 }), /steps must be/);
		assert.throws(() => planarGrid({ extent: 0 }), /extent must be/);
	});
});
