import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { kernelFlags } from "../../../src/setup/kernelspec.mjs";
import { inRoot } from "../../../src/setup/machine.mjs";

test("a process with the kernel's flags takes TypeScript as the build has compiled it", () => {
	const code = `
		import { compileTypeScript, setCompilerFlags } from "./src/kernel/node/code-cache.ts";
		setCompilerFlags();
		console.log(compileTypeScript(${JSON.stringify(inRoot("build", "kernel"))}).cachedDataRejected);`;
	const options = [...kernelFlags, "--import", "tsx", "--input-type=module", "--eval", code];
	const { stdout, stderr } = spawnSync(process.execPath, options, {
		cwd: inRoot(),
		encoding: "utf8",
	});
	assert.equal(stdout, "false\n", stderr);
});
