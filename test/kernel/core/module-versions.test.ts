import assert from "node:assert/strict";
import { test } from "node:test";
import type { Files } from "../../../src/kernel/core/files.js";
import { ModuleVersions } from "../../../src/kernel/core/module-versions.js";
import type { ModuleScript } from "../../../src/kernel/core/protocol.js";

test("a module's version is another one when its text is, or that of one it needs", () => {
	const texts: Record<string, string> = { "/a.ts": "a", "/b.ts": "b", "/c.ts": "c" };
	const files = {
		stamp: (path: string) => texts[path],
		read: (path: string) => texts[path],
	} as unknown as Files;
	const paths: Record<string, Record<string, string>> = {
		"/a.ts": { "./b": "/b.ts" },
		"/b.ts": { "./a": "/a.ts" },
	};
	const scriptOf = (path: string) => ({ paths: paths[path] ?? {} }) as ModuleScript;
	const versions = new ModuleVersions(files, scriptOf);
	const uses = { declares: {}, direct: [], assigns: [], through: {}, inside: [] };
	const { imports } = versions.withVersions(
		{ ...uses, imports: { f: "./a", g: "./c", h: "node:fs" } },
		{ "./a": "/a.ts", "./c": "/c.ts" },
	);
	const before = versions.now();
	const { "/a.ts": a, "/c.ts": c } = before;
	assert.deepEqual(imports, { f: `/a.ts ${a}`, g: `/c.ts ${c}`, h: "node:fs" });
	texts["/b.ts"] = "edited";
	assert.notEqual(versions.now()["/a.ts"], a);
	assert.equal(versions.now()["/c.ts"], c);
	texts["/b.ts"] = "b";
	assert.deepEqual(versions.now(), before);
});
