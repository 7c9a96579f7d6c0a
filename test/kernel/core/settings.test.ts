import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { cellsBeside } from "./compiling.js";

describe("the nearest tsconfig.json", () => {
	const implicit = "function twice(n) { return 2 * n }";

	test("says how strict types are; without one they are not", () => {
		cellsBeside({}).right(implicit);
		const strict =
			'// with a comment\n{ "compilerOptions": { "strict": true, "noUnusedLocals": true } }';
		assert.match(cellsBeside({ "tsconfig.json": strict }).wrong(implicit).join(), /TS7006/);
	});

	test("may extend another, name paths and choose how JSX is made", () => {
		const { right } = cellsBeside({
			"base.json":
				'{ "compilerOptions": { "jsxFactory": "h", "paths": { "lib/*": ["./src/*"] } } }',
			"tsconfig.json": '{ "extends": "./base.json", "include": ["nowhere"] }',
			"src/a.ts": "export const a = 1;",
		});
		const { script, modules } = right("import { a } from 'lib/a'; a");
		assert.deepEqual(Object.keys(script.paths), ["lib/a"]);
		assert.deepEqual(
			modules.map(({ name }) => name),
			["src/a.ts"],
		);
		const jsx = "const h = (...all: unknown[]) => all; const shown = <b id='x'>{1 + 1}</b>";
		assert.match(right(jsx).script.code, /h\("b", \{ id: 'x' \}, 1 \+ 1\)/);
	});
});
