import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { findPython, inRoot } from "../src/setup/machine.mjs";

/** Where the peers are: below build/, apart from what the course itself needs. */
export const venv = inRoot("build", "bench-venv");
export const packages = inRoot("build", "bench-npm");

const python = ["numpy==2.3.5", "torch==2.13.0", "plotly==7.1.0"];
const npm = ["@tensorflow/tfjs@4.22.0", "@tensorflow/tfjs-backend-wasm@4.22.0", "deno@2.9.6"];

/** Deno's own program: what npm puts in its place starts it, and would be measured, too. */
export const deno = join(packages, "node_modules", "deno", "deno");

/**
 * Installs NumPy, PyTorch, TensorFlow.js, Deno and the renderer of Python's plotly for the bench. What
 * does not install is left out.
 */
export function install() {
	if (!existsSync(join(venv, "bin", "python"))) run(findPython(), ["-m", "venv", venv]);
	for (const requirement of python) {
		run(join(venv, "bin", "python"), ["-m", "pip", "install", "--quiet", requirement]);
	}
	mkdirSync(packages, { recursive: true });
	writeFileSync(join(packages, "package.json"), '{ "private": true }\n');
	const command = process.platform === "win32" ? "npm.cmd" : "npm";
	const quiet = ["--no-audit", "--no-fund", "--ignore-scripts"];
	run(command, ["install", ...quiet, "--prefix", packages, ...npm]);
	// The first time, it puts Deno's own program beside itself.
	run(process.execPath, [join(dirname(deno), "bin.cjs"), "--version"]);
}

/**
 * @param {string} command
 * @param {string[]} words
 */
function run(command, words) {
	const { status } = spawnSync(command, words, { stdio: "inherit" });
	if (status !== 0) console.error(`did not work: ${command} ${words.join(" ")}`);
}
