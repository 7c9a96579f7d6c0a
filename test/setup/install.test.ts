import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { after, describe, test } from "node:test";
import { Clone } from "./clone.js";

const clone = new Clone();
after(() => clone.delete());

test("no network for npm: one line after the step's name", () => {
	const { status, printed } = clone.run({
		PATH: process.env.PATH ?? "",
		npm_config_registry: "http://127.0.0.1:9/",
		npm_config_cache: join(clone.folder, "npm-cache"),
	});
	assert.equal(status, 1);
	assert.match(printed, /Installing the npm packages failed: no network\./);
	assert.doesNotMatch(printed, /\n\s+at /, "a stack trace");
	assert.ok(!existsSync(join(clone.folder, "node_modules", ".unrolled-stamp")));
});

describe("setup that is killed", () => {
	const program = (marker: string) => `
		import { appendFileSync, mkdirSync } from "node:fs";
		import { runSteps } from ${JSON.stringify(join(clone.folder, "src/setup/steps.mjs"))};
		import { withLock } from ${JSON.stringify(join(clone.folder, "src/setup/install.mjs"))};
		const note = (text) => appendFileSync(${JSON.stringify(marker)}, text + "\\n");
		const step = (name, wait) => ({
			name, made: "build/" + name, inputs: ["package.json"],
			run: async () => {
				mkdirSync(${JSON.stringify(clone.folder)} + "/build/" + name, { recursive: true });
				note("begin " + name);
				if (wait) await new Promise((resolve) => setTimeout(resolve, 3_600_000));
				note("end " + name);
			},
		});
		await withLock(() => runSteps([step("one", false), step("two", process.argv[2] === "wait")]));`;

	test("is completed by the next run, which repeats only what was not finished", async () => {
		const file = join(clone.folder, "killed.mjs");
		const marker = join(clone.folder, "marker");
		writeFileSync(file, program(marker));
		const read = () => (existsSync(marker) ? readFileSync(marker, "utf8") : "");
		const first = spawn(process.execPath, [file, "wait"], { stdio: "ignore" });
		const gone = new Promise((resolve) => first.on("exit", resolve));
		while (!read().includes("begin two")) await new Promise((resolve) => setTimeout(resolve, 20));
		first.kill("SIGKILL");
		await gone;
		const second = spawnSync(process.execPath, [file], { encoding: "utf8" });
		assert.equal(second.status, 0, second.stderr);
		assert.equal(read(), "begin one\nend one\nbegin two\nbegin two\nend two\n");
		const third = spawnSync(process.execPath, [file], { encoding: "utf8" });
		assert.equal(third.stderr, "", "an up-to-date setup says nothing");
		assert.ok(!existsSync(join(clone.folder, "build", "setup.lock")));
	});

	test("leaves a lock that counts for nothing once it is old, whoever has its number now", () => {
		const file = join(clone.folder, "locked.mjs");
		const lock = join(clone.folder, "build", "setup.lock");
		writeFileSync(file, program(join(clone.folder, "locked-marker")));
		mkdirSync(dirname(lock), { recursive: true });
		writeFileSync(lock, `${process.pid}\n`);
		utimesSync(lock, 0, 0);
		const { status, stderr } = spawnSync(process.execPath, [file], { encoding: "utf8" });
		assert.equal(status, 0, stderr);
		assert.ok(!existsSync(lock), "the lock stands");
	});
});
