import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { install, withLock } from "./install.mjs";
import { jupyterEnvironment } from "./jupyter.mjs";
import { inRoot, root, runCommand, venvCommand } from "./machine.mjs";
import { runSteps } from "./steps.mjs";

/**
 * `npm run site`: installs what is missing, then builds the course as static files, in which it can
 * be read and run; `npm run site -- serve` serves them on this machine.
 *
 * @param {string[]} args
 * @returns {Promise<number>}
 */
export async function site(args) {
	await install();
	await installLite();
	const { status } = spawnSync(
		process.execPath,
		["--import", "tsx", inRoot("src", "publish", "site.ts"), ...args],
		{ cwd: root, env: jupyterEnvironment(), stdio: "inherit" },
	);
	return status ?? 1;
}

/**
 * JupyterLite has a folder of its own, so that `npm start` pays nothing for it. What else it needs is
 * in `.venv`: it is no part of this folder, and is as locked as the rest.
 */
export async function installLite() {
	await withLock(() =>
		runSteps([
			{
				name: "JupyterLite",
				made: "build/jupyterlite",
				inputs: ["requirements-site.txt", "requirements.txt"],
				run: async () => {
					const folder = inRoot("build", "jupyterlite");
					rmSync(folder, { recursive: true, force: true });
					mkdirSync(folder, { recursive: true });
					await runCommand(
						venvCommand("python"),
						[
							...["-m", "pip", "install", "--no-deps", "--require-hashes", "--target", folder],
							...["--requirement", inRoot("requirements-site.txt"), "--no-compile"],
							...["--no-input", "--disable-pip-version-check", "--retries", "1"],
						],
						{ log: "pip-site.log", what: "Installing JupyterLite" },
					);
					// Without it the clone's package.json would make its .js files ES modules.
					writeFileSync(`${folder}/package.json`, '{ "private": true }\n');
				},
			},
		]),
	);
}
