import { copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { runCommand } from "./command.mjs";
import { withLock } from "./lock.mjs";
import { inRoot, venvCommand } from "./paths.mjs";
import { findPython } from "./python.mjs";
import { runSteps } from "./steps.mjs";

/**
 * Installs and builds what is missing or out of date, all of it inside the clone.
 *
 * @throws {import("./command.mjs").SetupError} with one line for the user
 */
export async function install() {
	await withLock(() => runSteps(steps));
}

/** @type {import("./steps.mjs").Step[]} */
const steps = [
	{
		name: "npm packages",
		made: "node_modules",
		inputs: ["package-lock.json"],
		run: installNpmPackages,
	},
	{
		name: "Python packages (.venv)",
		made: ".venv",
		inputs: ["requirements.txt"],
		check: findPython,
		run: installPythonPackages,
	},
	{
		name: "JupyterLab's settings",
		made: ".venv/share/jupyter/lab/settings",
		inputs: ["src/setup/install.mjs", "src/setup/jupyter_server_config.py"],
		run: writeSettings,
	},
	{
		name: "the WebAssembly core",
		made: "build/core",
		product: "src/network/simd/core.generated.ts",
		inputs: ["src/setup/build-core.mjs", "src/network/simd/assembly"],
		run: async () => (await import("./build-core.mjs")).buildCore(),
	},
	{
		name: "the TypeScript kernel",
		made: ".venv/share/jupyter/kernels/tslab",
		inputs: ["src/setup/build-kernel.mjs", "src/kernel", "package-lock.json"],
		run: async () => (await import("./build-kernel.mjs")).buildKernel(),
	},
	{
		name: "the figure renderer",
		made: ".venv/share/jupyter/labextensions",
		inputs: ["src/setup/build-renderer.mjs", "src/renderer", "package-lock.json"],
		run: async () => (await import("./build-renderer.mjs")).buildRenderer(),
	},
];

async function installNpmPackages() {
	// Not `npm ci`: it refuses a lock file that lacks another platform's optional package, which a
	// registry need not have. What the lock file holds is installed as it says, and it is not written.
	rmSync(inRoot("node_modules"), { recursive: true, force: true });
	await runCommand(
		process.platform === "win32" ? "npm.cmd" : "npm",
		[
			// No package of ours needs its install script: the native ones ship prebuilt.
			...["install", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund"],
			...["--fetch-retries=1", "--fetch-retry-mintimeout=1000"],
		],
		{ log: "npm.log", what: "Installing the npm packages" },
	);
}

async function installPythonPackages() {
	const python = findPython();
	rmSync(inRoot(".venv"), { recursive: true, force: true });
	await runCommand(python, ["-m", "venv", inRoot(".venv")], {
		log: "venv.log",
		what: "Making .venv",
		env: pipEnvironment(),
	});
	// Without it the clone's package.json would make JupyterLab's .js files ES modules.
	writeFileSync(inRoot(".venv", "package.json"), '{ "private": true }\n');
	await runCommand(
		venvCommand("python"),
		[
			...["-m", "pip", "install", "--require-hashes", "--requirement", inRoot("requirements.txt")],
			...["--no-input", "--disable-pip-version-check", "--retries", "1"],
		],
		{ log: "pip.log", what: "Installing the Python packages", env: pipEnvironment() },
	);
}

/** pip asks rustc for its version, and rustup's rustc then writes into a home that has no .rustup. */
export function pipEnvironment() {
	if (existsSync(join(homedir(), ".rustup"))) return process.env;
	return { RUSTUP_HOME: inRoot("build", "rustup"), ...process.env };
}

/**
 * The news prompt asks for the network, and stands in front of the first lesson. The debugger's
 * front end fails after every cell where the kernel has no debugger.
 */
async function writeSettings() {
	const folder = inRoot(".venv", "share", "jupyter", "lab", "settings");
	mkdirSync(folder, { recursive: true });
	const overrides = {
		"@jupyterlab/apputils-extension:notification": { fetchNews: "false", checkForUpdates: false },
		// A narrow or a projected window shows whole lines of code, without scrolling sideways.
		"@jupyterlab/notebook-extension:tracker": { codeCellConfig: { lineWrap: true } },
	};
	writeFileSync(`${folder}/overrides.json`, `${JSON.stringify(overrides, null, "\t")}\n`);
	const page = { disabledExtensions: { "@jupyterlab/debugger-extension": true } };
	writeFileSync(`${folder}/page_config.json`, `${JSON.stringify(page, null, "\t")}\n`);
	const server = inRoot(".venv", "etc", "jupyter");
	mkdirSync(server, { recursive: true });
	copyFileSync(
		inRoot("src", "setup", "jupyter_server_config.py"),
		`${server}/jupyter_server_config.py`,
	);
}
