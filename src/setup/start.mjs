import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { constants } from "node:os";
import { install } from "./install.mjs";
import { jupyterEnvironment, labArguments, languageAsked, lessonsFolder } from "./jupyter.mjs";
import { root, venvCommand } from "./machine.mjs";

/**
 * `npm start`: installs what is missing and opens the lessons in JupyterLab; with `--lang zh`, both
 * in Chinese.
 *
 * @param {string[]} args `--lang`, and options for JupyterLab
 * @returns {Promise<number>} JupyterLab's exit code
 */
export async function start(args) {
	const { language, others } = languageAsked(args);
	await install();
	const isRoot = process.getuid?.() === 0;
	const hasDisplay =
		process.platform !== "linux" || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
	if (isRoot) console.error("Running as root, so JupyterLab is started with --allow-root.");
	if (!hasDisplay) console.error("There is no display: open the address below in a browser.");
	const [firstLesson] = readdirSync(lessonsFolder(language))
		.filter((f) => f.endsWith(".ipynb"))
		.sort();
	return runToItsEnd(
		venvCommand("jupyter"),
		["lab", ...labArguments(others, { firstLesson, isRoot, hasDisplay, language })],
		jupyterEnvironment(),
	);
}

/**
 * Runs a program in this terminal. Ctrl-C reaches the program by itself; what is sent to this
 * process alone is handed on, and the program decides when to end.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>}
 */
export function runToItsEnd(command, args, env) {
	const child = spawn(command, args, { cwd: root, env, stdio: "inherit" });
	process.on("SIGINT", () => {});
	for (const signal of /** @type {const} */ (["SIGTERM", "SIGHUP"])) {
		process.on(signal, () => child.kill(signal));
	}
	return new Promise((resolve, reject) => {
		child.on("error", reject);
		child.on("close", (code, signal) =>
			resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)),
		);
	});
}
