import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

/**
 * The processes that one has started, and those that these have started, and so on.
 *
 * @param except without these and all below them
 */
export function processesBelow(pid: number, except?: ReadonlySet<number>): number[] {
	const parents = parentsOfAll();
	const found = [pid];
	for (const parent of found) {
		for (const [child, its] of parents) {
			if (its === parent && !except?.has(child)) found.push(child);
		}
	}
	return found.slice(1);
}

/** Ends processes; one that has gone is no reason to stop. */
export function endProcesses(pids: Iterable<number>, signal: NodeJS.Signals): void {
	for (const pid of pids) {
		try {
			process.kill(pid, signal);
		} catch {}
	}
}

function parentsOfAll(): Map<number, number> {
	const parents = new Map<number, number>();
	if (process.platform === "win32") return parents;
	if (process.platform !== "linux") {
		const { stdout } = spawnSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" });
		for (const [, pid, parent] of (stdout ?? "").matchAll(/^ *(\d+) +(\d+)/gm)) {
			parents.set(Number(pid), Number(parent));
		}
		return parents;
	}
	for (const name of listProcesses()) {
		if (!/^\d+$/.test(name)) continue;
		try {
			const stat = readFileSync(`/proc/${name}/stat`, "latin1");
			// The name of the program stands in parentheses, and may hold any character.
			parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]));
		} catch {
			// It has gone meanwhile.
		}
	}
	return parents;
}

/** Nothing, where the system has no more files to give: what ends a process must not fail. */
function listProcesses(): string[] {
	try {
		return readdirSync("/proc");
	} catch {
		return [];
	}
}
