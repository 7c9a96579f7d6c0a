import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import {
	chmodSync,
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { root } from "../../src/setup/machine.mjs";

/** A copy of the files that setup reads: a clone on which nothing was ever installed. */
export class Clone {
	readonly folder = mkdtempSync(join(tmpdir(), "unrolled-setup-"));

	constructor() {
		const files = ["src/setup", "*.json", "*.txt", "notebooks", "test/setup"];
		const tracked = execFileSync("git", ["ls-files", "-z", ...files], {
			cwd: root,
			encoding: "utf8",
		});
		for (const file of tracked.split("\0").filter((f) => f && existsSync(join(root, f)))) {
			mkdirSync(dirname(join(this.folder, file)), { recursive: true });
			cpSync(join(root, file), join(this.folder, file));
		}
	}

	delete() {
		rmSync(this.folder, { recursive: true, force: true });
	}

	/** A folder of commands that is all of a PATH: this Node, and what `extra` adds as shell scripts. */
	pathWith(extra: Record<string, string>): string {
		const folder = mkdtempSync(join(this.folder, "path-"));
		symlinkSync(process.execPath, join(folder, "node"));
		for (const [name, script] of Object.entries(extra)) {
			writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
			chmodSync(join(folder, name), 0o755);
		}
		return folder;
	}

	/** Runs `npm start -- --no-browser` (or `npm test`), with nothing else in the environment. */
	run(env: Record<string, string>, command = ["start", "--no-browser"], nodeArgs: string[] = []) {
		const { status, stderr, stdout } = spawnSync(
			process.execPath,
			[...nodeArgs, "src/setup/run.cjs", ...command],
			{ cwd: this.folder, encoding: "utf8", env: { HOME: this.folder, ...env } },
		);
		return { status, printed: stdout + stderr };
	}
}

export function assertOneLine({ status, printed }: ReturnType<Clone["run"]>, pattern: RegExp) {
	assert.equal(status, 1, printed);
	assert.match(printed, pattern);
	assert.equal(printed.trim().split("\n").length, 1, `not one line:\n${printed}`);
}
