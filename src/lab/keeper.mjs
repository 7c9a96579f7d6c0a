// Runs a program for as long as whoever started this lives: `node keeper.mjs MARK program args…`.
// When the standard input closes (the starter has asked for the end, or is gone, however it went)
// the program is told to end; what is left of it and of its children then, is killed. Children are
// known by the value MARK in their environment, whatever group or session they moved to.
import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

const PATIENCE = 10_000;
const [, , mark, program, ...args] = process.argv;

const child = spawn(program, args, {
	stdio: ["ignore", "inherit", "inherit"],
	env: { ...process.env, UNROLLED_KEPT: mark },
});
child.on("error", (error) => {
	console.error(error.message);
	process.exit(1);
});
child.on("close", () => {
	const left = processesWith(mark);
	for (const pid of left) kill(pid);
	process.exit(left.length > 0 ? 3 : 0);
});

process.stdin.resume();
process.stdin.on("close", end);
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, end);

function end() {
	child.kill("SIGTERM");
	setTimeout(() => child.kill("SIGKILL"), PATIENCE).unref();
}

/**
 * @param {string} value
 * @returns {number[]} ids of processes; on systems without /proc there are none to be seen
 */
function processesWith(value) {
	try {
		return readdirSync("/proc")
			.map(Number)
			.filter((pid) => pid > 0 && pid !== process.pid && environmentOf(pid).includes(value));
	} catch {
		return [];
	}
}

/** @param {number} pid */
function environmentOf(pid) {
	try {
		return readFileSync(`/proc/${pid}/environ`, "utf8");
	} catch {
		return "";
	}
}

/** @param {number} pid */
function kill(pid) {
	try {
		process.kill(pid, "SIGKILL");
	} catch {
		// It has ended by itself in the meantime.
	}
}
