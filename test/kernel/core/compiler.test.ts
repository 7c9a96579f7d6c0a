import assert from "node:assert/strict";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { compiled, compilerIn, folderWith, mistakes } from "./compiling.js";

const folders: string[] = [];
after(() => {
	for (const folder of folders) rmSync(folder, { recursive: true });
});

function cellsBeside(files: Readonly<Record<string, string>>, typeErrors?: "warn") {
	const folder = folderWith(files);
	folders.push(folder);
	const compiler = compilerIn(folder, typeErrors);
	return {
		compiler,
		right: (code: string) => compiled(compiler, code),
		wrong: (code: string) => mistakes(compiler, code),
		write: (path: string, text: string) => writeFileSync(join(folder, path), text),
	};
}

describe("what is wrong with a cell", () => {
	test("names its line, once, with all that TypeScript says of it", () => {
		const { wrong } = cellsBeside({});
		const code =
			"interface Box { size: { width: number } }\nfunction open(box: Box) { return box }\n\topen({ size: 'big' as unknown as { width: string } });";
		assert.deepEqual(wrong(code), [
			[
				"In[1]:3:9 - error TS2322: Type '{ width: string; }' is not assignable to type '{ width: number; }'.",
				"  Types of property 'width' are incompatible.",
				"    Type 'string' is not assignable to type 'number'.",
				"    \topen({ size: 'big' as unknown as { width: string } });",
				"    \t       ~~~~",
			].join("\n"),
		]);
	});

	test("in a local module names that module's file and shows its line", () => {
		const { wrong } = cellsBeside({
			"lib/bad.ts":
				"// one\n// two\nexport const right = 1;\nexport const bad: { a: { b: number } } = { a: { b: right } as { b: unknown } as { b: string } };\n",
		});
		const [only = "", ...more] = wrong("import { bad } from './lib/bad';\nbad");
		assert.deepEqual(more, []);
		assert.match(only, /^lib\/bad\.ts:4:44 - error TS2322: /);
		assert.match(only, /\n {4}export const bad: .*\n {47}~$/);
	});

	test("is told of each name, and of syntax before types", () => {
		const { wrong } = cellsBeside({});
		assert.deepEqual(
			wrong("nobody + nothing").map((text) => text.split("\n")[0]),
			[
				"In[1]:1:1 - error TS2304: Cannot find name 'nobody'.",
				"In[1]:1:10 - error TS2304: Cannot find name 'nothing'.",
			],
		);
		assert.match(wrong("const = 1").join(), /^In\[1\]:1:7 - error TS1134: /);
		assert.deepEqual(
			wrong("const open = Math.max(\n\t1,"),
			["In[1]:2:4 - error TS1005: ')' expected.\n    \t1,\n    \t  ~"],
			"a cell that is left open ends where it ends",
		);
	});

	test("in a cell that is a module names the module", () => {
		const { compiler, right } = cellsBeside({});
		right("/** @module shapes */\nexport const sides: number = 3;");
		const wrong = mistakes(compiler, "/** @module more */\nexport const sides: string = 3;");
		assert.match(wrong.join(), /^more\.ts:2:14 - error TS2322: .*\n {4}export const sides/);
	});
});

describe("right code is not refused", () => {
	const right = [
		"const headers = new Headers({ a: 'b' }); headers.getSetCookie()",
		"const answer = new Response('x', { status: 200 }); await answer.formData()",
		"const got = () => fetch('http://localhost', { redirect: 'follow', headers: [['a', 'b']] })",
		"Buffer.alloc(3, 1).toString('hex', 0, 2)",
		"process.stdout.write('x', () => {}); process.memoryUsage.rss()",
		"console.dir({}, { depth: 1 }); new console.Console(process.stdout)",
		"const wait = (ms: number) => new Promise<void>((done) => setTimeout(done, ms)); await wait(1)",
		"const timer: NodeJS.Timeout = setInterval((n: number) => n, 5, 1); clearInterval(timer[Symbol.toPrimitive]())",
		"performance.now() + performance.mark('x').startTime + performance.eventLoopUtilization().idle",
		"AbortSignal.any([AbortSignal.timeout(5)]).addEventListener('abort', () => {}, { once: true })",
		"let options: RequestInit = {}; let encoding: BufferEncoding = 'utf8'",
		"new URL('http://a').searchParams; new TextDecoder('latin1', { fatal: true }); structuredClone([1], { transfer: [] })",
		"[1, 2].findLast((n) => n > 1); [2, 1].toSorted(); [1].with(0, 2); 'a'.isWellFormed()",
		"/\\p{L}/v.test('a'); new ArrayBuffer(8, { maxByteLength: 16 }).resize(16)",
		"WebAssembly.validate(new Uint8Array([0])); new WebAssembly.Memory({ initial: 1 }).buffer.byteLength",
		"const { f } = {} as WebAssembly.Exports; f?.(1)",
		"const Hidden = class { private secret = 1; get() { return this.secret } }; new Hidden().get()",
		"import { readFileSync } from 'fs'; import { setTimeout as wait } from 'node:timers/promises'",
		"import.meta.url + import.meta.dirname",
		"require('child_process').execFileSync('true'); const asked: string | null = prompt('?'); confirm()",
		"function onEach(value: number, { name }: ClassFieldDecoratorContext) {}",
		"const cast = <number>(1 as unknown); const generic = <T>(x: T) => x; generic(cast)",
	];
	for (const code of right) {
		test(code, () => {
			compiled(cellsBeside({}).compiler, code);
		});
	}

	test("in a cell that is a module, too", () => {
		compiled(
			cellsBeside({}).compiler,
			"/** @module bytes */\nexport const b = Buffer.alloc(3, 1);",
		);
	});

	test("and the same cell gets the same answer whatever ran before", () => {
		const { right, wrong } = cellsBeside({});
		const cells = [
			"new Headers()",
			"Buffer.from('x').length",
			"WebAssembly.validate(new Uint8Array(1))",
		];
		for (const code of cells) right(code);
		const mistake = "console.log(5).length; setTimeout('x'); performance.never()";
		const first = wrong(mistake);
		right("import 'node:fs'");
		assert.deepEqual(wrong(mistake), first);
		for (const code of cells) right(code);
	});

	test("but a mistake does not load all types of Node", () => {
		const { compiler, wrong } = cellsBeside({});
		for (const code of [
			"nobody + 1",
			"const n: number = 'x'; console.log(n)",
			"console.log([1].lenght)",
			"import { x } from './nowhere'",
		]) {
			wrong(code);
			assert.equal(compiler.tslab.programs.nodeTypes, false, code);
		}
	});
});

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

describe("inspection", () => {
	const { compiler } = cellsBeside({});
	const inspect = (code: string, detail = 0) => {
		const position = code.indexOf("|");
		return compiler.inspect(code.replace("|", ""), position, detail);
	};
	compiled(
		compiler,
		"/** Adds.\n * @param a the first\n * @param b the second */\nfunction add(a: number, b = 2): number { return a + b }",
	);

	test("of a name", () => {
		assert.equal(
			inspect("add|")?.["text/plain"],
			"function add(a: number, b?: number): number\n\nAdds.",
		);
		assert.match(
			inspect("ad|d")?.["text/markdown"] ?? "",
			/^```typescript\nfunction add\(.*\n```\n\nAdds\./,
		);
		assert.equal(inspect("1 + |"), undefined);
		assert.equal(inspect(" |"), undefined);
	});

	test("inside a call, of its signature", () => {
		assert.match(
			inspect("add(|")?.["text/plain"] ?? "",
			/^add\(a: number, b\?: number\): number\n\nAdds\./,
		);
		assert.match(inspect("add(1, |)")?.["text/markdown"] ?? "", /- `b`: the second/);
		assert.match(
			inspect("Math.max(1, |")?.["text/plain"] ?? "",
			/^max\(\.\.\.values: number\[\]\): number\n\nReturns the larger/,
		);
		assert.match(
			inspect("const own = 1; add(ow|n)")?.["text/plain"] ?? "",
			/^add\(.*Adds\.\n\nconst own: 1$/s,
		);
	});

	test("shows more when asked for more", () => {
		const code = "const shown = (n: number) => 2 * n; sho|wn";
		assert.doesNotMatch(inspect(code)?.["text/plain"] ?? "", /2 \* n/);
		assert.match(inspect(code, 1)?.["text/plain"] ?? "", /shown = \(n: number\) => 2 \* n/);
		assert.match(inspect("ad|d", 1)?.["text/plain"] ?? "", /@param\* b the second/);
	});
});
