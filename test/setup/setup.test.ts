import assert from "node:assert/strict";
import { execFileSync, spawn, spawnSync } from "node:child_process";
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
import { after, before, describe, test } from "node:test";
import { runCommand } from "../../src/setup/command.mjs";
import { pipEnvironment } from "../../src/setup/install.mjs";
import { labArguments } from "../../src/setup/jupyter.mjs";
import { root, venvCommand } from "../../src/setup/paths.mjs";

/** A copy of the tracked files: a clone on which nothing was ever installed. */
let clone: string;

before(() => {
	clone = mkdtempSync(join(tmpdir(), "unrolled-setup-"));
	const files = execFileSync(
		"git",
		["ls-files", "-z", "src/setup", "*.json", "*.txt", "notebooks"],
		{
			cwd: root,
			encoding: "utf8",
		},
	);
	for (const file of files.split("\0").filter((file) => file && existsSync(join(root, file)))) {
		mkdirSync(dirname(join(clone, file)), { recursive: true });
		cpSync(join(root, file), join(clone, file));
	}
});

after(() => rmSync(clone, { recursive: true, force: true }));

/** A folder of commands that is all of a PATH: this Node, and what `extra` adds as shell scripts. */
function pathWith(extra: Record<string, string>): string {
	const folder = mkdtempSync(join(clone, "path-"));
	symlinkSync(process.execPath, join(folder, "node"));
	for (const [name, script] of Object.entries(extra)) {
		writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
		chmodSync(join(folder, name), 0o755);
	}
	return folder;
}

function start(env: Record<string, string>, nodeArgs: string[] = []) {
	const { status, stderr, stdout } = spawnSync(
		process.execPath,
		[...nodeArgs, "src/setup/run.cjs", "start", "--no-browser"],
		{ cwd: clone, encoding: "utf8", env: { HOME: clone, ...env } },
	);
	return { status, printed: stdout + stderr };
}

function assertOneLine({ status, printed }: ReturnType<typeof start>, pattern: RegExp) {
	assert.equal(status, 1, printed);
	assert.match(printed, pattern);
	assert.equal(printed.trim().split("\n").length, 1, `not one line:\n${printed}`);
}

describe("a machine that lacks something is told in one line what to install", () => {
	test("no Python", () => {
		assertOneLine(
			start({ PATH: pathWith({}) }),
			/^Python is missing: install Python 3\.10 or later/,
		);
	});

	test("a Python that is too old", () => {
		assertOneLine(
			start({ PATH: pathWith({ python3: "echo 3.9.18" }) }),
			/^Python 3\.9\.18 is too old: install Python 3\.10 or later/,
		);
	});

	test("a Python without venv", () => {
		const python3 = 'case "$2" in *venv*) exit 1;; *) echo 3.12.1;; esac';
		assertOneLine(
			start({ PATH: pathWith({ python3 }) }),
			/^Python 3\.12 has no venv module: .*python3\.12-venv/,
		);
	});

	test("a Node that is too old", () => {
		const older = join(clone, "older.cjs");
		writeFileSync(
			older,
			'Object.defineProperty(process.versions, "node", { value: "18.20.4" });\n',
		);
		assertOneLine(
			start({ PATH: pathWith({}) }, ["--require", older]),
			/^Node 18\.20\.4 is too old: install Node 20\.19 or later/,
		);
	});
});

describe("no network", () => {
	const nowhere = "http://127.0.0.1:9/";

	test("npm: one line after the step's name", () => {
		const { status, printed } = start({
			PATH: process.env.PATH ?? "",
			npm_config_registry: nowhere,
			npm_config_cache: join(clone, "npm-cache"),
		});
		assert.equal(status, 1);
		assert.match(printed, /Installing the npm packages failed: no network\./);
		assert.doesNotMatch(printed, /\n\s+at /, "a stack trace");
		assert.ok(!existsSync(join(clone, "node_modules", ".unrolled-stamp")));
	});

	test("pip: the same", async () => {
		const args = ["-m", "pip", "--isolated", "download", "--retries", "1", "--index-url", nowhere];
		await assert.rejects(
			runCommand(venvCommand("python"), [...args, "--dest", clone, "six==1.17.0"], {
				log: "test-no-network.log",
				what: "Installing the Python packages",
				env: pipEnvironment(),
			}),
			/^SetupError: Installing the Python packages failed: no network\./,
		);
	});
});

describe("setup that is killed", () => {
	const program = (marker: string) => `
		import { appendFileSync, mkdirSync } from "node:fs";
		import { runSteps } from ${JSON.stringify(join(clone, "src/setup/steps.mjs"))};
		import { withLock } from ${JSON.stringify(join(clone, "src/setup/lock.mjs"))};
		const note = (text) => appendFileSync(${JSON.stringify(marker)}, text + "\\n");
		const step = (name, wait) => ({
			name, made: "build/" + name, inputs: ["package.json"],
			run: async () => {
				mkdirSync(${JSON.stringify(clone)} + "/build/" + name, { recursive: true });
				note("begin " + name);
				if (wait) await new Promise((resolve) => setTimeout(resolve, 3_600_000));
				note("end " + name);
			},
		});
		await withLock(() => runSteps([step("one", false), step("two", process.argv[2] === "wait")]));`;

	test("is completed by the next run, which repeats only what was not finished", async () => {
		const file = join(clone, "killed.mjs");
		const marker = join(clone, "marker");
		writeFileSync(file, program(marker));
		const read = () =>
			existsSync(marker) ? execFileSync("cat", [marker], { encoding: "utf8" }) : "";
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
		assert.ok(!existsSync(join(clone, "build", "setup.lock")));
	});
});

describe("JupyterLab's arguments", () => {
	const place = { firstLesson: "00-bending-space.ipynb", isRoot: false, hasDisplay: true };

	test("an option of the user's stands in the place of ours, and none is given twice", () => {
		const user = [
			"--port",
			"8890",
			"--no-browser",
			"--LabApp.default_url=/lab",
			"--notebook-dir=x",
		];
		const args = labArguments(user, { ...place, hasDisplay: false });
		assert.deepEqual(args.slice(-user.length), user);
		const names = args.map((arg) => arg.split("=")[0]);
		assert.equal(new Set(names).size, names.length, `twice in ${args.join(" ")}`);
		assert.ok(!names.includes("--ServerApp.root_dir"));
	});

	test("a root user and a missing display are provided for", () => {
		assert.ok(!labArguments([], place).includes("--allow-root"));
		const args = labArguments([], { ...place, isRoot: true, hasDisplay: false });
		assert.ok(args.includes("--allow-root") && args.includes("--no-browser"));
	});

	test("nothing of ours touches the token", () => {
		const args = labArguments([], { ...place, isRoot: true, hasDisplay: false });
		assert.doesNotMatch(args.join(" "), /token|password|disable_check_xsrf|allow_origin/);
	});
});
