import assert from "node:assert/strict";
import { describe, test } from "node:test";
import ts from "typescript";
import { pickDeclarations, withoutExports } from "../../../src/kernel/core/declarations.js";
import type { Ts } from "../../../src/kernel/core/typescript.js";

const typescript = ts as unknown as Ts;

describe("a cell without its exports", () => {
	const cases: [string, string][] = [
		["const a = 1; a", "const a = 1; a"],
		["export const a = 1", "       const a = 1"],
		["export default 5", "               5"],
		["export default function f() {}", "               function f() {}"],
		["export default function () {}", "(              function () {})"],
		["export default class {}\n1", "(              class {})\n1"],
		["export default async () => 1", "               async () => 1"],
		["export { a, b }; 1", "                 1"],
		['export { a } from "fs"', 'export { a } from "fs"'],
		["const text = 'export default 1'", "const text = 'export default 1'"],
		["export const el = <b>x</b>", "       const el = <b>x</b>"],
	];
	for (const [code, expected] of cases) {
		test(code.replaceAll("\n", " ⏎ "), () => {
			assert.equal(withoutExports(typescript, code), expected);
		});
	}
});

test("declarations are picked by their names, and one by one", () => {
	const text =
		"declare let a: number, b: string;\ndeclare const c: 1;\ndeclare class D {\n}\ntype E = 1;\n";
	const picked = pickDeclarations(typescript, text, (name) => ["b", "c", "E"].includes(name));
	assert.equal(picked, "declare let b: string;\ndeclare const c: 1;\ntype E = 1;\n");
});
