/** What a cell starts besides itself: it ends when the cell is stopped. */
import { createRequire, syncBuiltinESMExports } from "node:module";
import type { Worker as NodeWorker } from "node:worker_threads";
import { cellNow } from "../core/cell.js";
import { endProcesses, processesBelow } from "./process-tree.js";

/** How long, in milliseconds, a process has between the request to end and its end. */
const patience = 1000;

const later = setTimeout;

interface Child {
	pid?: number;
	spawn(options: unknown): number;
	once(event: "exit", listener: () => void): void;
}

/**
 * Makes processes belong to the cell that starts them.
 *
 * @param isThere hears of each one when it begins and when it has ended: whoever ends blocked calls,
 *   or what a dead executor has left, has to know which ones go on beside the cells
 */
export function trackProcesses(isThere: (pid: number, isThere: boolean) => void): void {
	const require = createRequire(process.execPath);
	const { ChildProcess } = require("node:child_process") as { ChildProcess: { prototype: Child } };
	const { spawn } = ChildProcess.prototype;
	ChildProcess.prototype.spawn = function (this: Child, options: unknown): number {
		const result = spawn.call(this, options);
		const { pid } = this;
		if (pid === undefined) return result;
		const cell = cellNow();
		isThere(pid, true);
		cell.belongings.set(this, () => endTree(pid));
		this.once("exit", () => {
			isThere(pid, false);
			cell.belongings.delete(this);
		});
		return result;
	};
}

/** Makes threads belong to the cell that starts them. */
export function trackThreads(): void {
	const require = createRequire(process.execPath);
	const threads = require("node:worker_threads") as { Worker: typeof NodeWorker };
	threads.Worker = class Worker extends threads.Worker {
		constructor(...args: ConstructorParameters<typeof NodeWorker>) {
			super(...args);
			const cell = cellNow();
			cell.belongings.set(this, () => void this.terminate());
			this.once("exit", () => cell.belongings.delete(this));
		}
	};
	syncBuiltinESMExports();
}

function endTree(pid: number): void {
	const tree = [pid, ...processesBelow(pid)];
	endProcesses(tree, "SIGTERM");
	later(endProcesses, patience, tree, "SIGKILL").unref();
}
