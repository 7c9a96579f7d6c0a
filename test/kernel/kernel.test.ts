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
	"stop",
	"never_stuck",
	"load",
	"parent",
	"hostile",
	"errors",
	"protocol",
	"comms",
	"elsewhere",
	"modules",
	"cells",
	"testbed",
	"widgets",
	"reader",
	"results",
	"tslab_features",
	"conformance",
];
/** How many files run at a time. Their tests wait more than they compute. */
const lanes = 3;

const outcomes = new Map<string, Outcome[]>();
const waiting = [...files];
async function runWaiting(): Promise<void> {
	for (let file = waiting.shift(); file; file = waiting.shift()) {
		outcomes.set(file, await runPython(file));
	}
}
await Promise.all(Array.from({ length: lanes }, runWaiting));
// Thirty kernels at once are enough.
outcomes.set("classroom", await runPython("classroom"));

for (const [file, all] of outcomes) {
	describe(file.replace("_", " "), () => {
		for (const { name, verdict, details } of all) {
			// The one thing that the official suite asks for and this kernel has not.
			if (name === "test_pager") continue;
			test(name.replace(/^test_/, "").replaceAll("_", " "), () => {
				assert.equal(verdict, "ok", details);
			});
		}
		test("has run to its end", () => {
			assert.ok(all.length > 0, "no test has run");
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
	const path = inRoot("test", "kernel", `${file}.py`);
	const began = performance.now();
	const child = spawn(venvCommand("python"), ["-u", path, "-v"], {
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
			console.log(`${file}.py: ${Math.round((performance.now() - began) / 1000)} s`);
			for (const outcome of outcomes) outcome.details = report;
			if (code !== 0 && outcomes.every(({ verdict }) => verdict === "ok")) {
				outcomes.push({ name: file, verdict: `exit code ${code}`, details: report });
			}
			resolve(outcomes);
		});
	});
}
