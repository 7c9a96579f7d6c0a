import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { cellsBeside } from "./compiling.js";

describe("modules", () => {
	test("are found by `exports`, subpaths and `import` conditions", () => {
		const { right } = cellsBeside({
			"node_modules/pkg/package.json": JSON.stringify({
				name: "pkg",
				exports: {
					".": { import: { types: "./main.d.ts", default: "./main.js" } },
					"./sub": { import: "./sub.mjs", types: "./sub.d.mts" },
				},
			}),
			"node_modules/pkg/main.d.ts": "export declare const main: number;",
			"node_modules/pkg/sub.d.mts": "export declare const sub: string;",
		});
		const { modules } = right(
			"import { main } from 'pkg'; import { sub } from 'pkg/sub'; sub.length + main",
		);
		assert.deepEqual(modules, []);
	});

	test("are handed out once, and again when their code changes", () => {
		const { right, wrong, write } = cellsBeside({
			"a.ts": "import { b } from './b';\nexport const a = b;",
			"b.ts": "export const b = 1;",
		});
		const names = (code: string) => right(code).modules.map(({ name }) => name);
		assert.deepEqual(names("import { a } from './a'"), ["a.ts", "b.ts"]);
		assert.deepEqual(names("a"), []);
		wrong("import { c } from './c'");
		right("new Headers()");
		assert.deepEqual(names("import { b } from './b'; a + b"), []);
		write("b.ts", "export const b = 'longer';");
		assert.deepEqual(names("import { a as again } from './a'"), ["b.ts"]);
		write("b.ts", "export const b = 'longer'; // the same code, but for a word");
		assert.deepEqual(names("import { b } from './b'; b"), ["b.ts"]);
	});

	test("that were not found are looked for again", () => {
		const { right, wrong, write } = cellsBeside({ "a.ts": "export * from './late';" });
		const code = "import { late } from './a'; late";
		assert.match(wrong(code).join(), /a\.ts:1:15 - error TS2307/);
		write("late.ts", "export const late = 1;");
		right(code);
	});

	test("keep their types and their values apart", () => {
		const { right } = cellsBeside({
			"types.ts": "export interface Shape { sides: number }\nexport const square = { sides: 4 };",
			"all.ts": "export { Shape, square } from './types';\nexport const size = 1;",
		});
		const { modules } = right("import { Shape, square } from './all'; const s: Shape = square; s");
		assert.match(modules.find(({ name }) => name === "all.ts")?.code ?? "", /export \{ square \}/);
	});

	test("may be JSON, CommonJS and TSX", () => {
		const { right } = cellsBeside({
			"data.json": '{ "n": 1 }',
			"old.js": "module.exports = { n: 2 };",
			"view.tsx": "const React = { createElement: String };\nexport const view: unknown = <b />;",
			"tsconfig.json": '{ "compilerOptions": { "strict": false } }',
		});
		const { modules } = right(
			"import data from './data.json' with { type: 'json' }; import { n } from './old.js'; import { view } from './view'; data.n + n",
		);
		assert.deepEqual(
			modules.map(({ name, kind }) => [name, kind]),
			[
				["data.json", "json"],
				["old.js", "commonjs"],
				["view.tsx", "module"],
			],
		);
	});
});

test("type errors may be shown, and the cell runs nevertheless", () => {
	const { right, wrong } = cellsBeside({}, "warn");
	const { warnings, script } = right("const n: number = 'text'; n");
	assert.match(warnings?.traceback.join() ?? "", /^In\[1\]:1:7 - error TS2322/);
	assert.match(script.code, /n = 'text'/);
	wrong("const = 1");
	right("new Headers()");
});

test("a cell that begins with @ts-nocheck is not checked", () => {
	const { right, wrong } = cellsBeside({});
	assert.equal(right("// @ts-nocheck\nconst n: number = 'text'").warnings, undefined);
	wrong("// @ts-nocheck\nconst = 1");
	wrong("n.nothing; const m: string = n");
});

test("a cell that runs again declares the same again", () => {
	const { right } = cellsBeside({});
	for (let times = 0; times < 3; times++) {
		right("const kept = 'kept'");
		right("1");
		right("kept.length");
	}
});

test("namespaces, and what is declared for all files, are there in every later cell", () => {
	const { right, wrong } = cellsBeside({});
	right("namespace Units { export const metre = 1; export interface Length { metres: number } }");
	right("declare global { interface Array<T> { twice(): T[] } var seen: number }");
	for (let times = 0; times < 2; times++) {
		right("const long: Units.Length = { metres: Units.metre }; [1].twice(); seen.toFixed()");
	}
	// Whoever declares it again means the new one.
	right("const Units = 'text'; declare global { var seen: string }");
	for (let times = 0; times < 2; times++) right("Units.length + seen.length; [1].twice()");
	wrong("seen.toFixed()");
	wrong("declare global { var seen: number } seen.nothing");
	right("seen.length");
});

describe("what a cell that threw has not declared", () => {
	test("means again what it meant before", () => {
		const { compiler, right, wrong } = cellsBeside({});
		right("let a = 1; let b = 2");
		right("let a = 'text', c = 3");
		compiler.withdraw(["a"]);
		right("a.toFixed() + b + c");
		wrong("a.length");
	});
});
