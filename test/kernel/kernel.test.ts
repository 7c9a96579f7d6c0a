import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { describe, test } from "node:test";
import { jupyterEnvironment } from "../../src/setup/jupyter.mjs";
import { inRoot, venvCommand } from "../../src/setup/machine.mjs";

/**
 * The kernel is driven over its sockets, as a front end does: by Python's jupyter_client. Each
 * Python test is shown as a test here.
 */
const files = [
	"conformance",
	"testbed",
	"protocol",
	"reader",
	"widgets",
	"results",
	"errors",
	"cells",
	"modules",
	"tslab_features",
	"never_stuck",
	"stop",
	"load",
	"hostile",
	"parent",
	"classroom",
	"elsewhere",
];

for (const file of files) {
	// One after the other: thirty kernels at once are enough.
	const outcomes = await runPython(`${file}.py`);
	describe(file.replace("_", " "), () => {
		for (const { name, verdict, details } of outcomes) {
			// The one thing that the official suite asks for and this kernel has not.
			if (name === "test_pager") continue;
			test(name.replace(/^test_/, "").replaceAll("_", " "), () => {
				assert.equal(verdict, "ok", details);
			});
		}
		test("has run to its end", () => {
			assert.ok(outcomes.length > 0, "no test has run");
		});
	});
}

interface Outcome {
	name: string;
	verdict: string;
	details: string;
}

/** Runs one file of Python tests, and reads unittest's verbose report. */
function runPython(file: string): Promise<Outcome[]> {
	const child = spawn(venvCommand("python"), ["-u", inRoot("test", "kernel", file), "-v"], {
		env: jupyterEnvironment(),
		stdio: ["ignore", "inherit", "pipe"],
	});
	const outcomes: Outcome[] = [];
	const lines: string[] = [];
	let current: string | undefined;
	createInterface({ input: child.stderr }).on("line", (line) => {
		lines.push(line);
		current = /^(test_\w+) \(/.exec(line)?.[1] ?? current;
		const verdict = /(?:\.\.\. |^)(ok|FAIL|ERROR|skipped .*)$/.exec(line)?.[1];
		if (verdict === undefined || current === undefined) return;
		outcomes.push({ name: current, verdict, details: "" });
		current = undefined;
	});
	return new Promise((resolve) => {
		child.on("close", (code) => {
			const report = lines.join("\n");
			for (const outcome of outcomes) outcome.details = report;
			if (code !== 0 && outcomes.every(({ verdict }) => verdict === "ok")) {
				outcomes.push({ name: file, verdict: `exit code ${code}`, details: report });
			}
			resolve(outcomes);
		});
	});
}
