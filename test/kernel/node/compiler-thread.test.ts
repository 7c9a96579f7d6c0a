import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { CompilerThread } from "../../../src/kernel/node/compiler-thread.js";

test("a compiler that does not start fails those who ask, and is not started again and again", async () => {
	const folder = mkdtempSync(join(tmpdir(), "compiler-"));
	try {
		const starts = join(folder, "starts");
		writeFileSync(
			join(folder, "compiler-worker.cjs"),
			`require("node:fs").appendFileSync(${JSON.stringify(starts)}, "x"); throw new Error("broken")`,
		);
		const compiler = new CompilerThread({ folder, home: folder, root: folder });
		await assert.rejects(compiler.isComplete("1"), /broken/);
		await wait(300);
		await assert.rejects(compiler.isComplete("2"), /broken/);
		assert.equal(readFileSync(starts, "utf8"), "xx");
	} finally {
		rmSync(folder, { recursive: true });
	}
});
