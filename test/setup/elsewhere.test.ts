import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { inRoot, root } from "../../src/setup/machine.mjs";

const folder = mkdtempSync(join(tmpdir(), "unrolled-elsewhere-"));
after(() => rmSync(folder, { recursive: true, force: true }));

/** A machine of somebody else's: its Python has its packages in a prefix, its user a home. */
const env = {
	PATH: process.env.PATH ?? "",
	HOME: join(folder, "home"),
	PYTHON: join(folder, "python"),
};
writeFileSync(env.PYTHON, `#!/bin/sh\necho ${join(folder, "prefix")}\n`, { mode: 0o755 });

function assertInstalled(data: string) {
	const spec = JSON.parse(readFileSync(join(data, "kernels", "tslab", "kernel.json"), "utf8"));
	assert.equal(spec.metadata.unrolled, root);
	assert.ok(existsSync(join(data, "labextensions", "unrolled-renderer", "package.json")));
}

describe("elsewhere", () => {
	test("Binder's steps put the kernel that the lessons ask for into its Jupyter", () => {
		const { status, stderr } = spawnSync(inRoot(".binder", "postBuild"), {
			cwd: root,
			encoding: "utf8",
			env,
		});
		assert.equal(status, 0, stderr);
		assertInstalled(join(folder, "prefix", "share", "jupyter"));
	});

	test("so does a dev container, for its user", () => {
		const container = readFileSync(inRoot(".devcontainer", "devcontainer.json"), "utf8");
		const { updateContentCommand } = JSON.parse(container);
		const { status, stderr } = spawnSync("sh", ["-c", updateContentCommand], {
			cwd: root,
			encoding: "utf8",
			env: { ...env, JUPYTER_DATA_DIR: join(folder, "data") },
		});
		assert.equal(status, 0, stderr);
		assertInstalled(join(folder, "data"));
	});

	test("Binder's JupyterLab is the one of npm start", () => {
		const ours = readFileSync(inRoot("requirements.in"), "utf8").split("\n");
		const theirs = readFileSync(inRoot(".binder", "requirements.txt"), "utf8").split("\n");
		for (const line of theirs) assert.ok(ours.includes(line), line);
	});
});
