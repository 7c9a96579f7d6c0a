import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { Notebook } from "./notebook.js";

/** What a small notebook may do with a few names; `_` stands for a number that a reader may change. */
const statements = [
	"const a = _; const b = 2; a",
	"let n = _; n",
	"const xs = [a, _]; xs",
	"const c = a + b; c",
	"n = n + a; n",
	"n = _; n",
	"xs.push(b); xs.length",
	"const alias = xs; alias[0]",
	"alias.push(n); alias",
	"function f() { return a * _; } f.name",
	"const g = () => f() + b; 0",
	"const d = g(); d",
	"const made = ((k) => () => k + _)(a); 0",
	"made() + b",
	"const box = { xs, n }; box.n",
	"box.xs.pop(); box.xs",
	"const typed = new Float64Array([a, b, _]); typed[0]",
	"typed.reverse(); [...typed]",
	"const view = typed.subarray(0, 2); view[1] += n; [...view]",
	"const k = a + _; const h = () => k; 0",
	"h() + n",
	"const k = _; k",
	"[a, b, n]",
	"xs.map((x) => x + a)",
	"let { b, n } = { b: a, n: _ }; b",
	"const counter = { of: 0, next() { return ++this.of + _; } }; counter.of",
	"counter.next()",
];

const prelude =
	"const a = 1, b = 2; let n = 3; const xs = [1]; const alias = xs; const f = () => 1; const g = () => 1; const made = () => 1; const k = 0; const h = () => 1; const box = { xs, n }; const typed = new Float64Array(3); const counter = { of: 0, next() { return 1; } };";

const cell = fc.record({
	of: fc.integer({ min: 0, max: statements.length - 1 }),
	number: fc.integer({ min: 0, max: 3 }),
});
const source = ({ of, number }: { of: number; number: number }) =>
	(statements[of] as string).replace("_", String(number));

test("what is run on a page of any cells, in any order, comes to what a fresh kernel shows", () => {
	fc.assert(
		fc.property(
			fc.array(cell, { minLength: 2, maxLength: 8 }),
			fc.array(
				fc.record({ at: fc.nat(7), number: fc.integer({ min: 0, max: 3 }), runs: fc.boolean() }),
				{
					minLength: 1,
					maxLength: 5,
				},
			),
			(cells, acts) => {
				const sources = Object.fromEntries(cells.map((each, at) => [`c${at}`, source(each)]));
				const notebook = new Notebook({ prelude, ...sources });
				notebook.run();
				assert.deepEqual(notebook.plan, [], "a page that was run from the top is up to date");
				for (const { at, number, runs } of acts) {
					const place = at % cells.length;
					const { of } = cells[place] as { of: number };
					notebook.edit(`c${place}`, source({ of, number }));
					if (runs) notebook.run(`c${place}`);
				}
				const before = new Map(notebook.outputs);
				const ran = notebook.refresh();
				const fresh = new Notebook(Object.fromEntries(notebook.cells));
				fresh.run();
				assert.deepEqual(Object.fromEntries(notebook.outputs), Object.fromEntries(fresh.outputs));
				for (const [id, output] of before) {
					if (!ran.includes(id)) assert.equal(output, fresh.outputs.get(id));
				}
				assert.deepEqual(notebook.marks, {}, "nothing is out of date afterwards");
			},
		),
		{ numRuns: Number(process.env.STALE_RUNS ?? 300) },
	);
});
