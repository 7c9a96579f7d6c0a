import { cellNow } from "../core/cell.js";
import { Modules } from "./modules.js";
import type { ExecutorStart, ThreadStart } from "./protocol.js";

type Outcome = { result: unknown } | { error: unknown };

/** Workers that call an exported function of a local module: what lessons use to use all cores. */
export class Threads {
	readonly cores = Math.max(1, navigator.hardwareConcurrency ?? 1);
	readonly #start: ExecutorStart;
	readonly #modules: Modules;

	constructor(start: ExecutorStart, modules: Modules) {
		this.#start = start;
		this.#modules = modules;
	}

	/**
	 * @param file the module, as a cell imports it
	 * @param name what it exports
	 * @throws an Error where the module was not imported yet
	 */
	open(file: string, name: string): Thread {
		const path = this.#modules.pathOf(file, {}, this.#start.folder);
		if (path === undefined) throw new Error(`${file} is no module that a cell has imported`);
		const scripts = this.#modules.scripts.neededBy(path);
		return new Thread({ ...this.#start, type: "thread", scripts, path, name });
	}
}

/** A thread that does one job at a time. It ends with the cell that has started it. */
class Thread {
	readonly #worker: Worker;
	readonly #cell = cellNow();
	#settle: (outcome: Outcome) => void = () => {};

	constructor(start: ThreadStart) {
		this.#worker = new Worker(self.location.href);
		this.#worker.onmessage = ({ data }: MessageEvent<Outcome>) => this.#settle(data);
		this.#worker.onerror = (event) => {
			event.preventDefault();
			this.#settle({ error: new Error(event.message) });
		};
		this.#worker.postMessage(start);
		this.#cell.belongings.set(this, () => this.#end());
	}

	do(job: unknown): Promise<Outcome> {
		return new Promise((resolve) => {
			this.#settle = resolve;
			try {
				this.#worker.postMessage({ job });
			} catch (error) {
				resolve({ error });
			}
		});
	}

	/** Ends the thread, whatever it is doing. */
	async stop(): Promise<void> {
		this.#cell.belongings.delete(this);
		this.#end();
	}

	#end(): void {
		this.#worker.terminate();
		this.#settle({ error: new Error("its thread has ended") });
	}
}

/** What runs in such a worker: it answers each job by what came of it. */
export async function workAsThread(
	{ scripts, path, name, folder, home, packages }: ThreadStart,
	send: (outcome: Outcome) => void,
): Promise<void> {
	const modules = new Modules({ folder, home, packages, builtIn: {} });
	modules.update(scripts);
	const loading = modules.import(path, {});
	addEventListener("message", async ({ data: { job } }: MessageEvent<{ job: unknown }>) => {
		try {
			const run = (await loading)[name] as (job: unknown) => unknown;
			send({ result: await run(job) });
		} catch (error) {
			// Not all that can be thrown can be sent.
			const sent = new Error(error instanceof Error ? error.message : String(error));
			const { stack } = error as Error;
			send({ error: Object.assign(sent, { stack }) });
		}
	});
}
