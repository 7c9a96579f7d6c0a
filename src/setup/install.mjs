import {
	existsSync,
	mkdirSync,
	readFileSync,
	rmSync,
	statSync,
	utimesSync,
	writeFileSync,
} from "node:fs";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { writeJupyterSettings } from "./jupyter.mjs";
import { findPython, inRoot, lockFile, root } from "./machine.mjs";
import { installNpmPackages, installPythonPackages } from "./packages.mjs";
import { runSteps } from "./steps.mjs";

/**
 * Installs and builds what is missing or out of date, all of it inside the clone.
 *
 * @throws {import("./machine.mjs").SetupError} with one line for the user
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
		run: () => installNpmPackages(root, "npm.log"),
	},
	{
		name: "Python packages (.venv)",
		made: ".venv",
		inputs: ["requirements.txt"],
		check: findPython,
		run: () => installPythonPackages(inRoot(".venv"), "requirements.txt", "pip.log"),
	},
	{
		name: "JupyterLab's settings",
		made: ".venv/share/jupyter/lab/settings",
		inputs: ["src/setup/jupyter.mjs", "src/setup/jupyter_server_config.py"],
		run: async () => writeJupyterSettings(),
	},
	{
		name: "a font with Chinese characters",
		made: "build/fonts",
		inputs: ["package-lock.json", "src/setup/fonts.mjs"],
		run: async () => (await import("./fonts.mjs")).writeFonts(),
	},
	{
		name: "the WebAssembly core",
		made: "build/core",
		product: "src/network/training/simd/core.generated.ts",
		inputs: ["src/setup/build.mjs", "src/network/training/simd/assembly"],
		run: async () => (await import("./build.mjs")).buildCore(),
	},
	{
		name: "the TypeScript kernel",
		made: ".venv/share/jupyter/kernels/tslab",
		inputs: ["src/setup/build.mjs", "src/setup/kernelspec.mjs", "src/kernel", "package-lock.json"],
		run: async () => (await import("./build.mjs")).buildKernel(),
	},
	{
		name: "the figure renderer",
		made: ".venv/share/jupyter/labextensions",
		inputs: ["src/setup/build.mjs", "src/renderer", "package-lock.json"],
		run: async () => (await import("./build.mjs")).buildRenderer(),
	},
];

/** Its owner touches the lock every second; one that was not touched for so long has no owner. */
const LOCK_EXPIRES_AFTER_MS = 60_000;

/**
 * Lets one setup at a time change the clone: `npm test` waits while `npm start` installs. The lock
 * lists the processes at work. It counts for nothing once all of them are gone, however they went,
 * and once it is old: after a restart, others may run under their numbers.
 *
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(work) {
	mkdirSync(dirname(lockFile), { recursive: true });
	for (let tries = 1; !takeLock(); tries++) {
		// One that only looks whether all is up to date is done by then.
		if (tries === 10) {
			process.stderr.write("Another setup is at work in this folder; waiting for it.\n");
		}
		await sleep(200);
	}
	const touch = setInterval(() => {
		if (existsSync(lockFile)) utimesSync(lockFile, new Date(), new Date());
	}, 1000);
	try {
		return await work();
	} finally {
		clearInterval(touch);
		rmSync(lockFile, { force: true });
	}
}

function takeLock() {
	try {
		writeFileSync(lockFile, `${process.pid}\n`, { flag: "wx" });
		return true;
	} catch (error) {
		if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EEXIST") throw error;
	}
	if (!isLockHeld()) rmSync(lockFile, { force: true });
	return false;
}

function isLockHeld() {
	try {
		const age = Date.now() - statSync(lockFile).mtimeMs;
		return (
			age < LOCK_EXPIRES_AFTER_MS && readFileSync(lockFile, "utf8").trim().split("\n").some(isAlive)
		);
	} catch {
		return false;
	}
}

/** @param {string} pid */
function isAlive(pid) {
	try {
		process.kill(Number(pid), 0);
		return true;
	} catch (error) {
		return /** @type {NodeJS.ErrnoException} */ (error).code === "EPERM";
	}
}
