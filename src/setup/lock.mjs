import {
	appendFileSync,
	existsSync,
	mkdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { inRoot } from "./paths.mjs";

const file = inRoot("build", "setup.lock");

/**
 * Lets one setup at a time change the clone: `npm test` waits while `npm start` installs. The file
 * lists the processes at work; once all of them are gone, however they went, it counts for nothing.
 *
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(work) {
	mkdirSync(dirname(file), { recursive: true });
	for (let told = false; !take(); told = true) {
		if (!told) process.stderr.write("Another setup is at work in this folder; waiting for it.\n");
		await sleep(500);
	}
	try {
		return await work();
	} finally {
		rmSync(file, { force: true });
	}
}

/**
 * Adds a child to the lock: npm goes on for a while where only its parent was killed.
 *
 * @param {number | undefined} pid
 */
export function holdLockFor(pid) {
	if (pid !== undefined && existsSync(file)) appendFileSync(file, `${pid}\n`);
}

function take() {
	try {
		writeFileSync(file, `${process.pid}\n`, { flag: "wx" });
		return true;
	} catch (error) {
		if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EEXIST") throw error;
	}
	if (!holders().some(isAlive)) rmSync(file, { force: true });
	return false;
}

function holders() {
	try {
		return readFileSync(file, "utf8").trim().split("\n").map(Number);
	} catch {
		return [];
	}
}

/** @param {number} pid */
function isAlive(pid) {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return /** @type {NodeJS.ErrnoException} */ (error).code === "EPERM";
	}
}
