import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { cellsBeside, compiled, mistakes } from "./compiling.js";

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
