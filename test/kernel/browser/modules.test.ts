import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Modules } from "../../../src/kernel/browser/modules.js";
import type { ModuleScript } from "../../../src/kernel/core/protocol.js";

const home = "/course";

function script(name: string, code: string, imports: Record<string, string> = {}): ModuleScript {
	const paths = Object.fromEntries(
		Object.entries(imports).map(([as, to]) => [as, `${home}/src/${to}.ts`]),
	);
	const path = `${home}/src/${name}.ts`;
	return { path, name, kind: "module", code, source: code, mappings: "", prefixLines: 0, paths };
}

function modulesOf(...scripts: ModuleScript[]): Modules {
	const builtIn = { tslab: { display: "shows" } };
	const modules = new Modules({ folder: `${home}/notebooks`, home, builtIn, packages: {} });
	modules.update(scripts);
	return modules;
}

describe("modules in a browser", () => {
	test("load what they need before them, once, and keep their state until they change", async () => {
		const counter = (step: number) =>
			script("counter", `let n = 0; exports.next = () => (n += ${step});`);
		const user = script("user", 'exports.next = require("./counter").next;', {
			"./counter": "counter",
		});
		const modules = modulesOf(counter(1), user);
		const next = async (name: string) =>
			((await modules.import(`./src/${name}`, {})).next as () => number)();
		assert.deepEqual([await next("user"), await next("counter"), await next("user")], [1, 2, 3]);
		modules.update([counter(1)]);
		assert.equal(await next("user"), 4, "the same again");
		modules.update([counter(10)]);
		assert.equal(await next("user"), 10, "what imports it has the new one");
	});

	test("may import each other, whoever comes first", async () => {
		const even = script("even", 'exports.even = (n) => n === 0 || require("./odd").odd(n - 1);', {
			"./odd": "odd",
		});
		const odd = script(
			"odd",
			'const e = require("./even"); exports.odd = (n) => n > 0 && e.even(n - 1);',
			{ "./even": "even" },
		);
		for (const order of [
			["even", "odd"],
			["odd", "even"],
		]) {
			const modules = modulesOf(even, odd);
			const loaded = await Promise.all(order.map((name) => modules.import(`./src/${name}`, {})));
			const found = Object.assign({}, ...loaded) as Record<string, (n: number) => boolean>;
			assert.deepEqual([found.even?.(4), found.odd?.(4)], [true, false]);
		}
	});

	test("may await at their top level; one that has thrown is loaded again", async () => {
		const slow = script("slow", "await null; exports.done = true;");
		const user = script("user", 'exports.done = require("./slow").done;', { "./slow": "slow" });
		assert.equal((await modulesOf(slow, user).import("./src/user", {})).done, true);
		Object.assign(globalThis, { tries: 0 });
		const broken = script(
			"broken",
			'if (globalThis.tries++ === 0) throw new Error("not yet"); exports.ok = 1;',
		);
		const modules = modulesOf(broken);
		await assert.rejects(modules.import("./src/broken", {}), /not yet/);
		assert.equal((await modules.import("./src/broken", {})).ok, 1);
	});

	test("come from the kernel, or not at all, where they are no files", async () => {
		const modules = modulesOf();
		assert.equal((await modules.import("tslab", {})).display, "shows");
		await assert.rejects(
			modules.import("left-pad", {}),
			/package "left-pad" is not part of this site/,
		);
		assert.throws(() => modules.require("left-pad"), /left-pad is not loaded: import it/);
	});
});
