import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import { runCommand, venvCommand } from "../../src/setup/machine.mjs";
import { assertOneLine, Clone } from "./clone.js";

const clone = new Clone();
after(() => clone.delete());

describe("a machine that lacks something is told in one line what to install", () => {
	test("no Python", () => {
		assertOneLine(
			clone.run({ PATH: clone.pathWith({}) }),
			/^Python is missing: install Python 3\.10 or later/,
		);
	});

	test("a Python that is named and not there", () => {
		assertOneLine(
			clone.run({ PATH: clone.pathWith({ python3: "echo 3.12.1" }), PYTHON: "/no/python" }),
			/^Python is missing \(PYTHON is \/no\/python\): install Python 3\.10 or later/,
		);
	});

	test("a Python that is too old", () => {
		assertOneLine(
			clone.run({ PATH: clone.pathWith({ python3: "echo 3.9.18" }) }),
			/^Python 3\.9\.18 is too old: install Python 3\.10 or later .*variable PYTHON/,
		);
	});

	test("a Python without venv", () => {
		const python3 = 'case "$2" in *venv*) exit 1;; *) echo 3.12.1;; esac';
		assertOneLine(
			clone.run({ PATH: clone.pathWith({ python3 }) }),
			/^Python 3\.12 has no venv module: .*python3\.12-venv/,
		);
	});
});

test("no network for pip: an error of one line", async () => {
	const nowhere = "http://127.0.0.1:9/";
	const args = ["-m", "pip", "--isolated", "download", "--retries", "1", "--index-url", nowhere];
	await assert.rejects(
		runCommand(venvCommand("python"), [...args, "--dest", clone.folder, "six==1.17.0"], {
			log: "test-no-network.log",
			what: "Installing the Python packages",
		}),
		/^SetupError: Installing the Python packages failed: no network\.[^\n]*$/,
	);
});
