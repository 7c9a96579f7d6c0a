import { spawn, spawnSync } from "node:child_process";
import { appendFileSync, closeSync, existsSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { delimiter, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

/** The clone's root. Everything that setup makes stays below it. */
export const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

/** @param {string[]} parts */
export const inRoot = (...parts) => join(root, ...parts);

/** Lists the processes that set up this folder just now. */
export const lockFile = inRoot("build", "setup.lock");

/** The folder with the virtual environment's commands, for a PATH. */
export const venvCommands = inRoot(".venv", process.platform === "win32" ? "Scripts" : "bin");

/**
 * A command of the clone's virtual environment, for instance `python` or `jupyter`.
 * @param {string} name
 */
export const venvCommand = (name) => join(venvCommands, name);

/** Something the user can mend: its message is one line, shown without a stack trace. */
export class SetupError extends Error {
	/** @override */
	name = "SetupError";
}

/** What npm and pip print when it is the network that is missing. */
const networkFailure =
	/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|ETIMEDOUT|NewConnectionError|ConnectionError|Name or service not known|Temporary failure in name resolution|Connection refused|Network is unreachable|timed out/;

/**
 * Runs a command and keeps what it prints in a log of its own.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {object} options
 * @param {string} options.log the log's name below build/log
 * @param {string} options.what says in an error what did not work
 * @param {NodeJS.ProcessEnv} [options.env]
 * @returns {Promise<void>}
 * @throws {SetupError} with the cause where it is known, otherwise with the log's path and last line
 */
export function runCommand(command, args, { log, what, env = process.env }) {
	const logFile = inRoot("build", "log", log);
	mkdirSync(dirname(logFile), { recursive: true });
	const output = openSync(logFile, "w");
	return new Promise((resolve, reject) => {
		/** @param {string} why */
		const fail = (why) => reject(new SetupError(`${what} failed: ${why}`));
		const child = spawn(command, args, { cwd: root, env, stdio: ["ignore", output, output] });
		// npm goes on for a while where only its parent was killed.
		if (existsSync(lockFile)) appendFileSync(lockFile, `${child.pid}\n`);
		child.on("error", ({ message }) => fail(message));
		child.on("close", (code) => {
			closeSync(output);
			if (code === 0) return resolve();
			const printed = readFileSync(logFile, "utf8");
			const last = printed.trim().split("\n").at(-1) ?? "";
			fail(
				networkFailure.test(printed)
					? "no network. Connect this machine to the internet (or set the proxy that npm and pip use) and run this again."
					: `${last.slice(0, 200)} (all of it: ${relative(root, logFile)})`,
			);
		});
	});
}

/**
 * Finds a Python that can make the virtual environment: the one that the environment variable
 * PYTHON names, or the one in the PATH.
 *
 * @param {number} [oldest] the least minor version of Python 3
 * @returns {string} its command
 * @throws {SetupError} where there is none, it is too old, or it has no `venv` and `ensurepip`
 */
export function findPython(oldest = 10) {
	const { PYTHON } = process.env;
	const install = `install Python 3.${oldest} or later`;
	for (const command of PYTHON ? [PYTHON] : ["python3", "python"]) {
		const version = ask(command, "import sys; print('%d.%d.%d' % sys.version_info[:3])");
		if (version === undefined) continue;
		const [major, minor] = version.split(".").map(Number);
		if (major < 3 || (major === 3 && minor < oldest)) {
			throw new SetupError(
				`Python ${version} is too old: ${install} from https://www.python.org, or name one in the environment variable PYTHON, and run this again.`,
			);
		}
		if (ask(command, "import venv, ensurepip") === undefined) {
			throw new SetupError(
				`Python ${major}.${minor} has no venv module: install it (on Debian and Ubuntu: apt-get install python${major}.${minor}-venv) and run this again.`,
			);
		}
		return command;
	}
	throw new SetupError(
		`Python is missing${PYTHON ? ` (PYTHON is ${PYTHON})` : ""}: ${install} with venv (on Debian and Ubuntu: apt-get install python3-venv; elsewhere from https://www.python.org) and run this again.`,
	);
}

/**
 * @param {string} command
 * @param {string} program
 * @returns {string | undefined} what the program prints, or undefined where it does not run
 */
function ask(command, program) {
	const answer = spawnSync(command, ["-c", program], { encoding: "utf8" });
	return answer.status === 0 ? answer.stdout.trim() : undefined;
}

const chromiumNames = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const chromiumOutsidePath = [
	"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
	"/Applications/Chromium.app/Contents/MacOS/Chromium",
	"/opt/google/chrome/chrome",
	"/snap/bin/chromium",
	`${process.env.PROGRAMFILES}\\Google\\Chrome\\Application\\chrome.exe`,
];

/**
 * Finds the Chromium or Chrome that tests, screenshots and static images use: the one that the
 * environment variable CHROMIUM names, or the one on this machine.
 *
 * @returns {string} its path
 * @throws {SetupError} where there is none
 */
export function findChromium() {
	const { CHROMIUM, PATH = "" } = process.env;
	const inPath = PATH.split(delimiter).flatMap((f) => chromiumNames.map((name) => join(f, name)));
	const found = (CHROMIUM ? [CHROMIUM] : [...inPath, ...chromiumOutsidePath]).find(existsSync);
	if (found) return found;
	throw new SetupError(
		`Chromium or Chrome is missing${CHROMIUM ? ` (CHROMIUM is ${CHROMIUM})` : ""}: install it (on Debian: sudo apt-get install chromium), or name one in the environment variable CHROMIUM, and run this again.`,
	);
}
