import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { type Held, Holdings } from "../../../src/kernel/core/holdings.js";
import type { CellUses } from "../../../src/kernel/core/uses.js";
import { plainContent, Variables } from "../../../src/kernel/core/variables.js";

const nothing: CellUses = {
	...{ declares: {}, direct: [], assigns: [], through: {}, inside: [], imports: {} },
};

describe("what names hold", () => {
	let variables: Variables;
	let holdings: Holdings;

	beforeEach(() => {
		variables = new Variables();
		holdings = new Holdings(variables);
	});

	/** A cell that names something, and does something to variables. */
	function run(uses: Partial<CellUses>, act: () => void = () => {}, source = "cell"): Held {
		const held = holdings.watch({ ...nothing, ...uses }, source);
		act();
		return held();
	}
	function declare(values: Record<string, unknown>, uses: Partial<CellUses> = {}): Held {
		const declares = Object.fromEntries(
			Object.keys(values).map((name) => [name, "value"] as const),
		);
		return run({ declares, ...uses }, () => {
			for (const [name, value] of Object.entries(values)) {
				variables.slot(name).content = plainContent(value);
			}
		});
	}
	const get = <T>(name: string) => variables.get(name) as T;

	test("is the same for a cell that runs again and declares the same", () => {
		assert.deepEqual(declare({ a: 1, list: [1] }).writes, declare({ a: 1, list: [1] }).writes);
		assert.notEqual(declare({ a: 1 }).writes.a, declare({ a: 2 }).writes.a);
	});

	test("is looked at before and after: what was changed in place is written", () => {
		declare({ list: [1], other: [1] });
		const held = run({ direct: ["list", "other"] }, () => get<number[]>("list").push(2));
		assert.deepEqual(Object.keys(held.writes), ["list"]);
		assert.notEqual(held.writes.list, held.reads.list);
		assert.deepEqual(held.aliased, []);
	});

	test("changes by every name that the same objects have", () => {
		const list = new Float64Array(4);
		declare({ list });
		declare({ box: { list }, view: list.subarray(2), apart: list.slice() });
		const held = run({ direct: ["view"] }, () => void get<Float64Array>("view").fill(1));
		assert.deepEqual(Object.keys(held.writes).sort(), ["box", "list", "view"]);
		assert.deepEqual(held.aliased.sort(), ["box", "list"]);
	});

	test("is read through functions, and those that they call", () => {
		declare({ a: 1 });
		declare(
			{ f: () => 0, g: () => 0 },
			{
				declares: { f: "code", g: "code" },
				through: { f: ["a"], g: ["f"] },
			},
		);
		assert.deepEqual(Object.keys(run({ direct: ["g"] }).reads).sort(), ["a", "f", "g"]);
		const ownFunction = run({ direct: ["h"], declares: { h: "code" }, through: { h: ["a"] } });
		assert.deepEqual(Object.keys(ownFunction.reads), ["a"]);
	});

	test("is another one for a function that was made of something else", () => {
		const make = (k: number) => () => k;
		const made = (k: number) => {
			declare({ k });
			return declare({ f: make(k) }, { direct: ["k"] }).writes.f;
		};
		assert.equal(made(1), made(1));
		assert.notEqual(made(1), made(2));
	});

	test("is what an import is from, with its version", () => {
		const imported = (imports: Record<string, string>) =>
			run({ declares: { train: "code" }, imports }).writes.train;
		assert.equal(imported({ train: "train.ts 1" }), imported({ train: "train.ts 1" }));
		assert.notEqual(imported({ train: "train.ts 1" }), imported({ train: "train.ts 2" }));
	});

	test("may have changed since the last run by no run at all", () => {
		declare({ ticks: [0] });
		get<number[]>("ticks").push(1);
		const held = run({ direct: ["ticks"] });
		assert.deepEqual(held.drifted, held.reads);
		assert.deepEqual(held.writes, {});
	});

	test("is said to be seen in part where there is more to it", () => {
		declare({ promise: Promise.resolve(), a: 1 });
		assert.deepEqual(run({ direct: ["promise", "a"] }).partial, ["promise"]);
	});
});
