import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { runInNewContext, runInThisContext } from "node:vm";
import { describeError, mapStacks, rememberScript } from "../../../src/kernel/core/errors.js";
import type { CellScript } from "../../../src/kernel/core/protocol.js";

describe("an error as Jupyter shows it", () => {
	test("a cause that is the error itself is named once more, and no more", () => {
		const error = new Error("round");
		error.cause = error;
		const { traceback } = describeError(error);
		assert.deepEqual(
			traceback.filter((line) => line.startsWith("Caused by")),
			["Caused by: Error: round …"],
		);
	});

	test("causes are followed to a depth that a stack can bear", () => {
		let error = new Error("0");
		for (let i = 1; i < 20_000; i++) error = new Error(String(i), { cause: error });
		const causes = describeError(error).traceback.filter((line) => line.startsWith("Caused by"));
		assert.equal(causes.length, 11);
	});

	test("errors in an error are shown below it, ten of them", () => {
		const inner = Array.from({ length: 30 }, (_, i) => new RangeError(`inner ${i}`));
		const { traceback } = describeError(new AggregateError(inner, "many"));
		assert.equal(traceback.filter((line) => line.startsWith("  RangeError: inner")).length, 10);
	});

	test("no more than fifty are described, however many there are", () => {
		let made = 0;
		const many = (): Error => {
			made++;
			return Object.defineProperty(new Error("one of many"), "errors", {
				get: () => Array.from({ length: 10 }, many),
			});
		};
		describeError(many());
		assert.ok(made < 1000, `${made} were looked at`);
	});

	test("a text that is too long is cut", () => {
		for (const thrown of ["x".repeat(1e6), new Array(1e6).fill(1), new Error("x".repeat(1e6))]) {
			const { evalue, traceback } = describeError(thrown);
			assert.ok(evalue.endsWith("…") && evalue.length <= 20_001, `${evalue.length} characters`);
			assert.ok(traceback.join("").length < 50_000, `${traceback.join("").length} characters`);
		}
	});

	test("an error of another realm is an error", () => {
		const { ename, evalue } = describeError(thrownBy(() => runInNewContext("null.x")));
		assert.equal(ename, "TypeError");
		assert.match(evalue, /Cannot read properties of null/);
	});

	const hostile: Record<string, () => unknown> = {
		"an object without a prototype": () => Object.create(null),
		"a symbol": () => Symbol("thrown"),
		"an error whose properties throw": () =>
			Object.defineProperties(new Error(), {
				cause: { get: () => fail() },
				message: { get: () => fail() },
				stack: { get: () => fail() },
			}),
		"a proxy that throws at everything": () =>
			new Proxy(new Error(), { get: () => fail(), getPrototypeOf: () => fail() }),
		"an AggregateError without errors": () =>
			Object.assign(new AggregateError([]), { errors: undefined }),
		"a text that is none": () => ({ toJSON: () => fail(), toString: () => fail() }),
	};
	for (const [name, make] of Object.entries(hostile)) {
		test(`${name} is described in strings`, () => {
			const { ename, evalue, traceback } = describeError(make());
			assert.equal(typeof ename, "string");
			assert.equal(typeof evalue, "string");
			assert.ok(traceback.length > 0 && traceback.every((line) => typeof line === "string"));
		});
	}
});

describe("a stack", () => {
	const { prepareStackTrace } = Error;
	mapStacks(["/project"], "/project/build/kernel");
	test.after(() => {
		Error.prepareStackTrace = prepareStackTrace;
	});

	/** A cell that nothing was done to: its code is its source. */
	function run(fileName: string, name: string, code: string): unknown {
		const script: CellScript = {
			...{ name, code, source: code, emitted: code, mappings: "", prefixLines: 1, edits: [] },
			...{ imports: [], paths: {} },
		};
		rememberScript(fileName, script);
		return runInThisContext(code, { filename: fileName });
	}

	test("shows the line of the script that ran, whatever other one has its name", () => {
		const later = run("one.js", "In[1]", "(() => { throw new Error('late') })") as () => void;
		run("two.js", "In[1]", "'something else'");
		const { traceback } = describeError(thrownBy(later));
		assert.deepEqual(traceback.slice(0, 4), [
			"Error: late",
			"    at In[1]:1:16",
			"        (() => { throw new Error('late') })",
			"                       ^",
		]);
	});

	test("forgets the scripts of cells, the oldest first, and no module", () => {
		const code = "(() => { throw new Error('old') })";
		const old = run("old.js", "In[1]", code) as () => void;
		const path = "/project/src/module.js";
		rememberScript(path, {
			...{ name: "src/module.ts", code, source: code, mappings: "", prefixLines: 1 },
		});
		const module = runInThisContext(code, { filename: path }) as () => void;
		for (let i = 0; i < 2001; i++) run(`cell-${i}.js`, `In[${i + 2}]`, "0");
		assert.ok(!describeError(thrownBy(old)).traceback.join("\n").includes("In[1]"));
		assert.match(describeError(thrownBy(module)).traceback.join("\n"), /src\/module\.ts:1:16/);
	});
});

function fail(): never {
	throw new Error("not to be looked at");
}

function thrownBy(run: () => void): unknown {
	try {
		run();
	} catch (error) {
		return error;
	}
	throw new Error("nothing was thrown");
}
