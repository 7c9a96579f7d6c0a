import { existsSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { findPython, inRoot, runCommand } from "./machine.mjs";

/**
 * Installs what a folder's lock file holds, and does not write it.
 *
 * @param {string} folder
 * @param {string} log the log's name below build/log
 */
export async function installNpmPackages(folder, log) {
	// Not `npm ci`: it refuses a lock file that lacks another platform's optional package, which a
	// registry need not have.
	rmSync(join(folder, "node_modules"), { recursive: true, force: true });
	await runCommand(
		process.platform === "win32" ? "npm.cmd" : "npm",
		[
			// No package of ours needs its install script: the native ones ship prebuilt.
			...[
				"install",
				"--prefix",
				folder,
				"--no-save",
				"--ignore-scripts",
				"--no-audit",
				"--no-fund",
			],
			...["--fetch-retries=1", "--fetch-retry-mintimeout=1000"],
		],
		{ log, what: "Installing the npm packages" },
	);
}

/**
 * Makes a virtual environment with what a file of requirements and their hashes lists.
 *
 * @param {string} venv its folder, made anew
 * @param {string} requirements
 * @param {string} log the log's name below build/log
 * @param {number} [minor] the oldest Python 3 that the packages run on
 */
export async function installPythonPackages(venv, requirements, log, minor) {
	const python = findPython(minor);
	// pip asks rustc for its version, and rustup's rustc then writes into a home that has no .rustup.
	const env = existsSync(join(homedir(), ".rustup"))
		? process.env
		: { RUSTUP_HOME: inRoot("build", "rustup"), ...process.env };
	rmSync(venv, { recursive: true, force: true });
	await runCommand(python, ["-m", "venv", venv], {
		log: "venv.log",
		what: "Making a virtual environment",
		env,
	});
	// Without it the clone's package.json would make JupyterLab's .js files ES modules.
	writeFileSync(join(venv, "package.json"), '{ "private": true }\n');
	const commands = join(venv, process.platform === "win32" ? "Scripts" : "bin");
	await runCommand(
		join(commands, "python"),
		[
			...["-m", "pip", "install", "--require-hashes", "--requirement", inRoot(requirements)],
			...["--no-input", "--disable-pip-version-check", "--retries", "1"],
		],
		{ log, what: "Installing the Python packages", env },
	);
}
