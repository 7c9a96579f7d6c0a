import { spawn } from "node:child_process";
import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, relative } from "node:path";
import { holdLockFor } from "./lock.mjs";
import { inRoot, root } from "./paths.mjs";

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
 * @param {{ log: string, env?: NodeJS.ProcessEnv, what: string }} options `log` is the log's name
 *   below build/; `what` says in an error what did not work.
 * @returns {Promise<void>}
 * @throws {SetupError} with the cause where it is known, otherwise with the log's path and last line
 */
export function runCommand(command, args, { log, env = process.env, what }) {
	const logFile = inRoot("build", "log", log);
	mkdirSync(dirname(logFile), { recursive: true });
	writeFileSync(logFile, "");
	let printed = "";
	return new Promise((resolve, reject) => {
		const child = spawn(command, args, { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] });
		holdLockFor(child.pid);
		/** @param {Buffer} chunk */
		const keep = (chunk) => {
			printed += chunk;
			appendFileSync(logFile, chunk);
		};
		child.stdout.on("data", keep);
		child.stderr.on("data", keep);
		child.on("error", (error) => reject(new SetupError(`${what} failed: ${error.message}`)));
		child.on("close", (code) => {
			if (code === 0) return resolve();
			if (networkFailure.test(printed)) {
				reject(
					new SetupError(
						`${what} failed: no network. Connect this machine to the internet (or set the proxy that npm and pip use) and run this again.`,
					),
				);
			} else {
				const last = printed.trim().split("\n").at(-1) ?? "";
				reject(
					new SetupError(
						`${what} failed: ${last.slice(0, 200)} (all of it: ${relative(root, logFile)})`,
					),
				);
			}
		});
	});
}
