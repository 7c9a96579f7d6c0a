import assert from "node:assert/strict";
import { describe, test } from "node:test";
import ts from "typescript";
import { CellRuntime } from "../../../src/kernel/core/cell-runtime.js";
import { type CellFacts, rewriteCell, runtimeName } from "../../../src/kernel/core/cells.js";
import { internalsOf, type Ts } from "../../../src/kernel/core/typescript.js";
import { Variables } from "../../../src/kernel/core/variables.js";

const typescript = ts as unknown as Ts;

/** A notebook of JavaScript: cells as the compiler would hand them on. */
class Notebook {
	readonly variables = new Variables();
	readonly names = new Map<string, boolean>();
	modules: Record<string, unknown>[] = [];

	rewrite(code: string, facts: Partial<CellFacts> = {}) {
		const file = ts.createSourceFile("cell.js", code, ts.ScriptTarget.ESNext, true);
		typescript.bindSourceFile(file, {});
		const locals = internalsOf(file).locals ?? new Map<ts.__String, unknown>();
		const last = file.statements.at(-1);
		const rewritten = rewriteCell(
			typescript,
			code,
			{
				runtime: runtimeName(code),
				declared: new Set(Array.from(locals.keys(), ts.unescapeLeadingUnderscores)),
				hasResult: last !== undefined && ts.isExpressionStatement(last),
				...facts,
			},
			{
				has: (name) => this.names.has(name),
				isShared: (name) => this.names.get(name) !== false,
			},
		);
		for (const [name, isShared] of rewritten.names) this.names.set(name, isShared);
		for (const name of rewritten.captured) this.names.set(name, true);
		return rewritten;
	}

	/** The value of the cell's last expression. */
	run(code: string, facts: Partial<CellFacts> = {}): unknown {
		const { code: rewritten } = this.rewrite(code, facts);
		const runtime = new CellRuntime(this.variables, {
			update: () => {},
			import: async () => ({}),
			meta: { url: "file:///cell.ts" },
		});
		runtime.modules = this.modules;
		const returned: unknown = new Function(`return ${rewritten}`)()(runtime);
		return returned instanceof Promise ? returned.then(() => runtime.result) : runtime.result;
	}
}

describe("a rewritten cell", () => {
	test("hands its variables to the next ones", () => {
		const notebook = new Notebook();
		assert.equal(notebook.run("let a = 1; const { b, c: [d] } = { b: 2, c: [3] }; a + b + d"), 6);
		assert.equal(notebook.run("a += 10; ({ a, b, d }).a"), 11);
		assert.equal(notebook.variables.get("a"), 11);
	});

	test("shares what a function uses, from either side", () => {
		const notebook = new Notebook();
		notebook.run("let n = 1; const read = () => n; const add = () => { n++ }");
		assert.equal(notebook.run("n = 5; add(); n"), 6);
		assert.equal(notebook.run("for (let i = 0; i < 4; i++) n += i; read()"), 12);
		assert.equal(
			notebook.run("[n] = [40]; for (n of [41, 42]); n++; --n; read() + String(n)"),
			"4242",
		);
		assert.equal(notebook.run("const later = () => n; n = 7; later()"), 7);
		notebook.run("let n = 'new'");
		assert.equal(notebook.run("later() + read()"), "new7");
	});

	test("assigns to what it shares in every way", () => {
		const notebook = new Notebook();
		notebook.run("let n = 5, text = '1', none = null; const use = () => [n, text, none]");
		const cases: [string, unknown][] = [
			["n = n + 1", 6],
			["n += n * 2 - 1", 17],
			["n **= 2", 289],
			["n %= 100", 89],
			["n >>>= 1", 44],
			["n++", 44],
			["n--; n", 44],
			["++n + n++ + n", 136],
			["for (let i = 0; i < 3; i++, n--); for (; n > 40; n--); n", 40],
			["text++", 1],
			["text; --text", 1],
			["n = 2n; n++; n", 3n],
			["none ??= 7", 7],
			["none ||= 8", 7],
			["none &&= 9", 9],
			["(n) = 1; (n)++; n", 2],
			["[n, ...text] = [3, 4, 5]; [n, text].join()", "3,4,5"],
			["({ n, a: [text = n] = [] } = { n: 6 }); n + text", 12],
			["for (n of [1, 2]); for (text in { key: 1 }); n + text", "2key"],
			["n = text = none = 4; n + text + none", 12],
			["n == 4 && n === 4 && n >= 4 && n <= 4 && !(n != 4)", true],
			["[typeof n, -n, +n, !n].join()", "number,-4,4,false"],
			["const set = (to) => (n = to); set(10); set(20) + n", 40],
			["n = (() => n)() + 1", 21],
			["text = class { static C = class { x = 5 } }; new text.C().x + new text['C']().x", 10],
			["new text() instanceof text && new (class extends text {})() instanceof text", true],
			["n = 21; text = none = 4; n", 21],
		];
		for (const [code, expected] of cases) assert.equal(notebook.run(code), expected, code);
		assert.deepEqual(notebook.run("use()"), [21, 4, 4]);
	});

	test("awaits where it assigns", async () => {
		const notebook = new Notebook();
		notebook.run("let n = 1; const use = () => n");
		assert.equal(
			await notebook.run("let q = (n = await Promise.resolve(5)); n += await 1; q + n"),
			11,
		);
	});

	test("finds a name in the default of an assignment's pattern", () => {
		const notebook = new Notebook();
		notebook.run("let a = 0, b = 3; const keep = () => b");
		assert.equal(notebook.run("({ a = b } = {}); a"), 3);
		assert.equal(notebook.run("({ a = 1, ...b } = { x: 2 }); a + b.x + keep().x"), 5);
	});

	test("may declare any name", () => {
		const notebook = new Notebook();
		const names = ["exports", "require", "module", "$$", "$$$", "__filename", "__x", "__proto__"];
		notebook.run(names.map((name, i) => `let ${name} = ${i}`).join(";"));
		const sum = names.join(" + ");
		assert.equal(notebook.run(`const f = () => ${sum}; ${sum}`), 28);
		assert.equal(notebook.run("exports = 100; f()"), 128);
	});

	test("does not take a property or a label for an earlier name", () => {
		const notebook = new Notebook();
		notebook.run("let s = 1; const use = () => s");
		const code =
			"const o = { s: 5, m() { return this.s } }; s: for (;;) break s; ((s) => s)(o.s) + o.m()";
		assert.equal(notebook.run(code), 10);
	});

	test("calls what it imports without a `this`", () => {
		const notebook = new Notebook();
		notebook.modules = [{ default: 1, f: () => 2, "odd name": 3 }];
		const code =
			'import one, { f, "odd name" as odd, f as g } from "m"; [one, f(), odd, { g }.g()].join()';
		assert.equal(notebook.run(code), "1,2,3,2");
		assert.deepEqual(notebook.rewrite('import j from "j" with { type: "json" }').imports, [
			{ specifier: "j", attributes: { type: "json" } },
		]);
		assert.equal(notebook.run("f() + one"), 3);
	});

	test("awaits, and reads import.meta", async () => {
		const notebook = new Notebook();
		assert.equal(
			await notebook.run("let x = await Promise.resolve(2); import.meta.url + x"),
			"file:///cell.ts2",
		);
		const loop = "let sum = 0; for await (const n of [1, Promise.resolve(2)]) sum += n; sum";
		assert.equal(await notebook.run(loop), 3);
	});

	test("says what can change when it is not running", () => {
		const { names, nestedVars } = new Notebook().rewrite(
			"let free = 1, used = 2; function f() { return used } if (free) { var inner = 3 } class A {}",
		);
		assert.deepEqual(
			[...names],
			[
				["free", false],
				["A", false],
				["inner", false],
				["f", false],
				["used", true],
			],
		);
		assert.deepEqual(nestedVars, ["inner"]);
	});

	test("disposes at its end, and after an error, too", () => {
		const notebook = new Notebook();
		notebook.run("const gone = []");
		const code = "const r = $$.use({ [Symbol.dispose]() { gone.push('r') } }); gone.length";
		assert.equal(notebook.run(code, { using: "sync", runtime: "$$" }), 0);
		assert.deepEqual(notebook.variables.get("gone"), ["r"]);
		const failing = `${code}; throw new Error("body")`;
		assert.throws(() => notebook.run(failing, { using: "sync", runtime: "$$" }), /body/);
		assert.deepEqual(notebook.variables.get("gone"), ["r", "r"]);
	});
});
