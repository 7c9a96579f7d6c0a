import { phrase } from "../words/phrase.js";
import type { Outcome, Thread } from "./kernel.js";

// All that lessons ask of Node. (Its own types would take the kernel's compiler half a second.)
interface NodeThread {
	postMessage(value: unknown): void;
	terminate(): Promise<number>;
	on(event: "message" | "error" | "exit", listener: (value: unknown) => void): void;
}
declare const process: {
	readonly env: { readonly UNROLLED_WORKERS?: string };
	getBuiltinModule(id: "node:worker_threads"): {
		readonly Worker: new (code: object, options: { execArgv: string[] }) => NodeThread;
	};
	getBuiltinModule(id: "node:os"): { availableParallelism(): number };
	getBuiltinModule(id: "node:fs"): { readFileSync(path: string, encoding: "utf8"): string };
};
declare const URL: new (text: string) => object;

/** One of Node's threads. */
export class Worker implements Thread {
	readonly #thread: NodeThread;
	#settle: (outcome: Outcome) => void = () => {};

	/** @param code an ES module that answers each message, a job, by its outcome */
	constructor(code: string) {
		const { Worker } = process.getBuiltinModule("node:worker_threads");
		// Stacks show the name, and not the whole address.
		const named = `${code}\n//# sourceURL=jobs.js`;
		const address = new URL(`data:text/javascript,${encodeURIComponent(named)}`);
		this.#thread = new Worker(address, { execArgv: [] });
		this.#thread.on("message", (outcome) => this.#settle(outcome as Outcome));
		this.#thread.on("error", (error) => this.#settle({ error }));
		this.#thread.on("exit", () => this.#settle({ error: new Error(phrase`its thread has ended`) }));
	}

	do(job: unknown): Promise<Outcome> {
		return new Promise((resolve) => {
			this.#settle = resolve;
			try {
				this.#thread.postMessage(job);
			} catch (error) {
				resolve({ error });
			}
		});
	}

	async stop(): Promise<void> {
		await this.#thread.terminate();
	}
}

/**
 * How many threads can work at the same time: one a core, and no more than a container may use
 * (its CPU quota, which Node 20 does not know), or than the environment's UNROLLED_WORKERS says: many
 * people may share a machine.
 *
 * @param read reads a file of the system, and throws where there is none
 */
export function coresHere(
	read = readSystemFile,
	share = Number(process.env.UNROLLED_WORKERS) || Number.POSITIVE_INFINITY,
): number {
	const cores = process.getBuiltinModule("node:os").availableParallelism();
	return Math.max(1, Math.floor(Math.min(cores, quota(read) ?? cores, share)));
}

/** How many cores' time Linux's control groups allow, version 2 ("200000 100000") or 1. */
function quota(read: (path: string) => string): number | undefined {
	const v2 = ["cpu.max"];
	const v1 = ["cpu/cpu.cfs_quota_us", "cpu/cpu.cfs_period_us"];
	for (const files of [v2, v1]) {
		try {
			const text = files.map((file) => read(`/sys/fs/cgroup/${file}`).trim()).join(" ");
			const [time, period] = text.split(" ").map(Number);
			// "max", or −1: no limit.
			return time > 0 ? time / period : undefined;
		} catch {
			// Not this version, or not Linux.
		}
	}
	return undefined;
}

function readSystemFile(path: string): string {
	return process.getBuiltinModule("node:fs").readFileSync(path, "utf8");
}
