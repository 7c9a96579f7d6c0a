import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Feedforward } from "../../src/network/feedforward.js";
import { predict } from "../../src/network/network.js";
import { Random } from "../../src/network/random.js";
import { trainToEnd } from "../../src/network/training/train.js";
import { planarSet, planarTask } from "../../src/tasks/planar-sets.js";

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
		const network = Feedforward.create({ dims: [2, 3, 1], random });
		const options = { iterations: 2000, alpha: 0.02, optimizer: "adam", random } as const;
		await trainToEnd(network, planarTask(set), options);
		const y = predict(network, set.x);
		assert.ok(set.d.data.every((set, n) => y.data[n] > 0.5 === (set === 1)));
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
	});
});
