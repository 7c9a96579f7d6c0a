import assert from "node:assert/strict";
import { describe, test } from "node:test";
import ts from "typescript";
import { emissionFor } from "../../../src/kernel/browser/emission.js";
import { follow, followEach } from "../../../src/kernel/browser/following.js";
import { listenTo, look } from "../../../src/kernel/browser/stopping.js";
import { Cell, cellNow, runAs } from "../../../src/kernel/core/cell.js";
import type { Ts } from "../../../src/kernel/core/typescript.js";

Object.assign(globalThis, { $$follow: follow, $$followEach: followEach, $$look: look });
const { transforms, emitModule } = emissionFor(ts as unknown as Ts, true);

/** A cell's code as it runs. */
function emitted(source: string): string {
	const options = { target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext };
	const transformers = { before: [...transforms] };
	return ts.transpileModule(source, { compilerOptions: options, transformers }).outputText;
}

type Run = (...args: unknown[]) => Promise<unknown>;
const AsyncFunction = (async () => {}).constructor as new (...code: string[]) => Run;

describe("what a browser needs in code", () => {
	test("an await comes back as the cell that has awaited, though another runs between", async () => {
		const run = new AsyncFunction("says", emitted("await null; says(1); await null; says(2);"));
		const heard: [number, number][] = [];
		const says = (what: number) => heard.push([cellNow().id, what]);
		await Promise.all([3, 4].map((id) => runAs(new Cell(id), () => run(says))));
		assert.deepEqual(
			heard.sort().map(([id, what]) => `${id}: ${what}`),
			["3: 1", "3: 2", "4: 1", "4: 2"],
		);
	});

	test("what an await throws is thrown where it stands, as the cell that has awaited", async () => {
		const code =
			"try { await Promise.reject(new Error('no')); } catch (error) { return says(error); }";
		const run = new AsyncFunction("says", emitted(code));
		const said = runAs(new Cell(5), () => run((error: Error) => [cellNow().id, error.message]));
		runAs(new Cell(6), () => {});
		assert.deepEqual(await said, [5, "no"]);
	});

	test("`for await` takes patterns, variables, promises in lists and labels, and leaves in order", async () => {
		const code = `
			const seen = []; let x; let left = 0;
			async function* pairs() { try { yield [1, 2]; yield [3, 4]; } finally { left++; } }
			outer: for await (const [a, b] of pairs()) { seen.push(a + b); continue outer; }
			for await (x of [Promise.resolve(5), 6]) seen.push(x);
			for await (const { length } of pairs()) { seen.push(length); break; }
			return [seen, x, left];`;
		assert.deepEqual(await new AsyncFunction(emitted(code))(), [[3, 7, 5, 6, 2], 6, 2]);
	});

	test("loops of every kind do what they did, and stop when they are told", async () => {
		const loops = {
			for: "for (let i = 0; i < 5000; i++) n++;",
			while: "while (n < 5000) n++;",
			do: "do n++; while (n < 5000);",
			of: "for (const _ of Array(5000).keys()) n++;",
			in: "for (const _ in { ...Array(5000).fill(0) }) n++;",
			labelled:
				"out: in_: for (let i = 0; ; i++) { for (;;) { n++; if (n === 5000) break out; if (n % 2) continue in_; } }",
			nested:
				"const f = () => { for (let i = 0; i < 50; i++) for (let k = 0; k < 100; k++) n++; }; f();",
		};
		for (const [kind, loop] of Object.entries(loops)) {
			const run = new AsyncFunction(emitted(`let n = 0; ${loop} return n;`));
			assert.equal(await run(), 5000, kind);
		}
		listenTo(new Int32Array([7]));
		const endless = new AsyncFunction(emitted("for (;;) { try { } catch {} }"));
		await assert.rejects(() => runAs(new Cell(7), () => endless()), { name: "Interrupted" });
		const later = new AsyncFunction(emitted("let n = 0; while (n < 5000) n++; return n;"));
		assert.equal(await runAs(new Cell(8), () => later()), 5000, "a later cell goes on");
		listenTo(undefined);
	});

	test("a loop at the top of a cell leaves no variable of its own", () => {
		assert.doesNotMatch(emitted("for (const _ of [1]) {}"), /\bvar\b/);
	});

	test("a module is a function of what it exports and needs, its source map leads to its lines", () => {
		const source = [
			'import { half } from "./half";',
			"",
			"export const quarter = (x: number) => half(half(x));",
			"export const here = import.meta.url;",
			'export const other = () => import("./other");',
		].join("\n");
		const file = ts.createSourceFile("/m.ts", source, ts.ScriptTarget.ESNext, true);
		Object.assign(file, { externalModuleIndicator: file.statements[0] });
		const { code, mappings } = emitModule(file);
		const run = new Function("exports", "require", "module", "$$meta", "$$import", code);
		const exports: { quarter?(x: number): number; here?: string; other?(): string } = {};
		const require = (name: string) => ({ half: (x: number) => (name === "./half" ? x / 2 : 0) });
		run(exports, require, {}, { url: "u" }, (name: string) => `loads ${name}`);
		assert.equal(exports.quarter?.(8), 2);
		assert.equal(exports.here, "u");
		assert.equal(exports.other?.(), "loads ./other");
		assert.match(mappings, /^[;,A-Za-z0-9+/]+$/);
	});
});
