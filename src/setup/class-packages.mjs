import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { install, withLock } from "./install.mjs";
import { writeJupyterSettings } from "./jupyter.mjs";
import { putRenderer, writeKernelspec } from "./kernelspec.mjs";
import { findPython, inRoot, SetupError } from "./machine.mjs";
import { installNpmPackages, installPythonPackages } from "./packages.mjs";
import { runSteps } from "./steps.mjs";

/** The virtual environment of a class: JupyterHub, nbgrader, and the JupyterLab of each student. */
export const classVenv = inRoot("build", "class", "venv");

/** The program in front of the hub, which knows whose server is where. */
export const proxyProgram = inRoot(
	...["build", "class", "proxy", "node_modules", "configurable-http-proxy", "bin"],
	"configurable-http-proxy",
);

/**
 * Installs what a class needs, and a lesson alone does not.
 *
 * @throws {SetupError} with one line for the user
 */
export async function installClass() {
	if (process.platform === "win32") {
		throw new SetupError("JupyterHub does not run on Windows: use Linux, macOS or WSL.");
	}
	findPython(11);
	await install();
	await withLock(() => runSteps(steps));
}

/** @type {import("./steps.mjs").Step[]} */
const steps = [
	{
		name: "Python packages of the class",
		made: "build/class/venv",
		inputs: ["src/class/requirements.txt"],
		run: () => installPythonPackages(classVenv, "src/class/requirements.txt", "class-pip.log", 11),
	},
	{
		name: "the hub's proxy",
		made: "build/class/proxy",
		inputs: ["src/class/package-lock.json"],
		run: installProxy,
	},
	{
		name: "the class's JupyterLab",
		made: "build/class/venv/share/jupyter/kernels/tslab",
		inputs: ["src/setup", "src/kernel/logo.svg", "src/renderer", "package-lock.json"],
		run: async () => {
			const data = `${classVenv}/share/jupyter`;
			writeJupyterSettings(classVenv);
			switchOff();
			writeKernelspec(data, "tslab", "TypeScript (tslab)");
			putRenderer(data);
		},
	},
];

/** What would be in every student's server and JupyterLab, and only the teacher needs. */
function switchOff() {
	const server = join(classVenv, "etc", "jupyter", "jupyter_server_config.d");
	for (const file of ["nbgrader.json", "notebook.json"]) {
		const settings = JSON.parse(readFileSync(join(server, file), "utf8"));
		const extensions = Object.keys(settings.ServerApp.jpserver_extensions);
		const off = Object.fromEntries(extensions.map((name) => [name, false]));
		const text = JSON.stringify({ ServerApp: { jpserver_extensions: off } });
		writeFileSync(join(server, file), `${text}\n`);
	}
	const page = join(classVenv, "share", "jupyter", "lab", "settings", "page_config.json");
	const { disabledExtensions } = JSON.parse(readFileSync(page, "utf8"));
	const ours = { "@jupyter/nbgrader": true, "@jupyter-notebook/lab-extension": true };
	const disabled = { ...disabledExtensions, ...ours };
	writeFileSync(page, `${JSON.stringify({ disabledExtensions: disabled })}\n`);
}

async function installProxy() {
	const folder = inRoot("build", "class", "proxy");
	mkdirSync(folder, { recursive: true });
	for (const name of ["package.json", "package-lock.json"]) {
		copyFileSync(inRoot("src", "class", name), `${folder}/${name}`);
	}
	await installNpmPackages(folder, "class-npm.log");
}
