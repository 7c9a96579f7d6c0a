import { build, stop as stopBuilder } from "esbuild";
import { show, wholeNumber } from "../network/validation.js";
import { kernel } from "./kernel.js";

export interface ParallelOptions {
	/** How many threads work at a time, 1 to 256. Default: one for each of the machine's cores. */
	readonly workers?: number;
	/** Stops all threads at once, when aborted. Default: Jupyter's stop button. */
	readonly signal?: AbortSignal;
}

/**
 * Calls `run` with every job, on several threads at a time, and yields what it returns in the order
 * of the jobs: as if one thread had done all of them, only sooner. For that, the result of a job may
 * depend on nothing but the job. Jobs and results go from thread to thread, so that they are data:
 * numbers, strings, arrays and plain objects of them, without functions.
 *
 * The threads get their code from the files as these are now, and are gone when the last job is
 * done, when the reader leaves the loop, and when `signal` is aborted. An abort is no error, and
 * just ends the results, as it does with `train`.
 *
 * Throws an Error that names the job where `run` has thrown, once all jobs before it have been
 * yielded; a TypeError where `run` has no name to be imported by.
 *
 * @param run a function that a file exports by its name
 * @param file that file, as a cell imports it: "./src/lessons/06-your-own-experiments/train-adder"
 */
export async function* inParallel<Job, Result>(
	run: (job: Job) => Result | Promise<Result>,
	file: string,
	jobs: readonly Job[],
	{ workers = coresHere(), signal = kernel()?.signal }: ParallelOptions = {},
): AsyncGenerator<Result, void, undefined> {
	wholeNumber("workers", workers, 1, 256);
	if (signal?.aborted || jobs.length === 0) return;
	const code = await bundle(run, file);
	if (signal?.aborted) return;
	const outcomes: Outcome<Result>[] = [];
	let next = 0;
	let wake = () => {};
	const settle = (at: number, outcome: Outcome<Result>) => {
		outcomes[at] ??= outcome;
		wake();
	};

	const threads = Array.from({ length: Math.min(workers, jobs.length) }, () => {
		const thread = startThread(code);
		let at = next++;
		const handOut = () => {
			for (; at < jobs.length; at = next++) {
				try {
					thread.postMessage(jobs[at]);
					return;
				} catch (error) {
					settle(at, { error });
				}
			}
			void thread.terminate();
		};
		thread.on("message", (outcome) => {
			settle(at, outcome as Outcome<Result>);
			at = next++;
			handOut();
		});
		thread.on("error", (error) => settle(at, { error }));
		thread.on("exit", () => settle(at, { error: new Error("its thread has ended") }));
		handOut();
		return thread;
	});
	const stop = () => {
		wake();
		return Promise.all(threads.map((thread) => thread.terminate()));
	};

	signal?.addEventListener("abort", stop);
	try {
		for (const [at, job] of jobs.entries()) {
			while (outcomes[at] === undefined && !signal?.aborted) {
				await new Promise<void>((resolve) => {
					wake = resolve;
				});
			}
			if (signal?.aborted) return;
			const outcome = outcomes[at];
			if ("error" in outcome) throw failure(outcome.error, `job ${at + 1} of ${jobs.length}`, job);
			yield outcome.result;
		}
	} finally {
		signal?.removeEventListener("abort", stop);
		await stop();
	}
}

/** How many threads can work at the same time on this machine. */
export function coresHere(): number {
	return process.getBuiltinModule("node:os").availableParallelism();
}

type Outcome<Result> = { readonly result: Result } | { readonly error: unknown };

let builds = 0;

/** One file of JavaScript that does the jobs it is sent, with everything that it needs. */
async function bundle(run: { readonly name: string }, file: string): Promise<string> {
	if (!/^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(run.name)) {
		throw new TypeError(`run must be a function that a file exports (got ${show(run)})`);
	}
	const contents = `
		import { parentPort } from "node:worker_threads";
		import { ${run.name} as run } from ${JSON.stringify(file)};
		parentPort.on("message", async (job) => {
			try {
				parentPort.postMessage({ result: await run(job) });
			} catch (error) {
				// Not all that can be thrown can be sent.
				const sent = new Error(error?.message ?? error);
				parentPort.postMessage({ error: Object.assign(sent, { stack: error?.stack }) });
			}
		});`;
	builds += 1;
	try {
		const { outputFiles } = await build({
			stdin: { contents, resolveDir: "." },
			bundle: true,
			write: false,
			platform: "node",
			format: "cjs",
			logLevel: "silent",
		});
		return outputFiles[0].text;
	} finally {
		builds -= 1;
		// esbuild is a process of its own: nobody needs it any more.
		if (builds === 0) await stopBuilder();
	}
}

function failure(error: unknown, which: string, job: unknown): Error {
	const reason = error instanceof Error ? error.message : String(error);
	const text = JSON.stringify(job) ?? String(job);
	const short = text.length > 200 ? `${text.slice(0, 200)}…` : text;
	return new Error(`${which}, ${short}: ${reason}`, { cause: error });
}

// The kernel's compiler would need half a second more for Node's own types, and threads are all
// that is needed of them.
interface Thread {
	postMessage(value: unknown): void;
	terminate(): Promise<number>;
	on(event: "message" | "error" | "exit", listener: (value: unknown) => void): void;
}
interface Threads {
	readonly Worker: new (code: string, options: { eval: true; execArgv: string[] }) => Thread;
}
declare const process: {
	getBuiltinModule(id: "node:worker_threads"): Threads;
	getBuiltinModule(id: "node:os"): { availableParallelism(): number };
};

function startThread(code: string): Thread {
	const { Worker } = process.getBuiltinModule("node:worker_threads");
	return new Worker(code, { eval: true, execArgv: [] });
}
