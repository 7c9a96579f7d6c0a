import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { cellsBeside, compiled } from "./compiling.js";

describe("completion", () => {
	const { compiler } = cellsBeside({ "src/lines.ts": "", "src/bars.ts": "", "notes.md": "" });
	const complete = (code: string) => {
		const { start, end, candidates } = compiler.complete(code, code.length);
		return { start, end, names: candidates.map(({ text }) => text) };
	};

	test("of a name and of a property", () => {
		compiled(compiler, "const length = 1, lengthy = { width: 1, weight: 2 }");
		assert.deepEqual(complete("lengthy.w"), { start: 8, end: 9, names: ["weight", "width"] });
		assert.deepEqual(complete("1 + lengt").names.slice(0, 2), ["length", "lengthy"]);
	});

	test("of the path of an import", () => {
		assert.deepEqual(complete("import { x } from './sr"), { start: 21, end: 23, names: ["src"] });
		const { start, names } = complete("import { x } from './src/");
		assert.equal(start, 25);
		for (const name of ["bars", "lines"]) assert.ok(names.includes(name), `${name} in ${names}`);
		assert.ok(names.includes("network"), `the course's network in ${names}`);
		assert.deepEqual(complete("const x = await import('./src/li").names, ["lines"]);
	});
});
