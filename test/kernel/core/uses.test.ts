import assert from "node:assert/strict";
import { describe, test } from "node:test";
import ts from "typescript";
import { type CellFacts, rewriteCell } from "../../../src/kernel/core/cells.js";
import { internalsOf, type Ts } from "../../../src/kernel/core/typescript.js";
import type { CellUses } from "../../../src/kernel/core/uses.js";

const typescript = ts as unknown as Ts;

/** What an emitted cell names, where earlier cells have declared single letters. */
function usesIn(code: string): CellUses {
	const file = ts.createSourceFile("cell.js", code, ts.ScriptTarget.ESNext, true);
	typescript.bindSourceFile(file, {});
	const names = internalsOf(file).locals?.keys() ?? [];
	const facts: CellFacts = {
		runtime: "$$",
		declared: new Set(Array.from(names, ts.unescapeLeadingUnderscores)),
		hasResult: false,
	};
	const earlier = { has: (name: string) => name.length === 1, isShared: () => true };
	return rewriteCell(typescript, code, facts, earlier).uses;
}

describe("what a cell names", () => {
	test("are variables, and neither properties, labels nor what is shadowed", () => {
		const { direct } = usesIn(
			"x: for (const y of a.b) { c({ d: y, e }); ((f) => f)(y); break x; }",
		);
		assert.deepEqual(direct, ["a", "c", "e"]);
	});

	test("is declared as a value, or as code that only another text changes", () => {
		const { declares, imports } = usesIn(
			'import { one } from "./one"; import * as all from "many"; let late = () => a; const arrow = () => a, made = b(); function named() {} class Kind {} const [part] = c;',
		);
		assert.deepEqual(declares, {
			...{ one: "code", all: "code", arrow: "code", named: "code", Kind: "code" },
			...{ late: "value", made: "value", part: "value" },
		});
		assert.deepEqual(imports, { one: "./one", all: "many" });
	});

	test("is a value where it is a function that uses a value of its own cell", () => {
		const { declares } = usesIn(
			"const v1 = a; const f1 = () => v1; function f2() { return f1() + b; } const f3 = () => b;",
		);
		assert.deepEqual(declares, { v1: "value", f1: "value", f2: "value", f3: "code" });
	});

	test("is used through a function by whoever calls that, and not by its cell", () => {
		const { direct, through, inside } = usesIn(
			"function f1() { return a + g1(); } const g1 = () => b; class K { static n = c; m() { return d; } } const xs = [e].map((x) => x + f);",
		);
		assert.deepEqual(through, { f1: ["a", "g1"], g1: ["b"], K: ["c", "d"] });
		assert.deepEqual(direct, ["c", "e", "f"]);
		assert.deepEqual(inside, ["f"]);
	});

	test("may be given another value, in each way that there is", () => {
		const { assigns } = usesIn("a = 1; b += 1; c++; [d, { x: e }] = []; for (f of []); g.x = 1;");
		assert.deepEqual(assigns, ["a", "b", "c", "d", "e", "f"]);
	});

	test("is not read where it is given another value first", () => {
		assert.deepEqual(usesIn("a = 1; a").direct, []);
		assert.deepEqual(usesIn("a; a = 1").direct, ["a"]);
		assert.deepEqual(usesIn("a = a + 1").direct, ["a"]);
		assert.deepEqual(usesIn("if (b) a = 1; a").direct, ["b", "a"]);
	});
});
