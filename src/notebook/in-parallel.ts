import type { Plugin } from "esbuild";
import { inWords, wholeNumber } from "../network/validation.js";
import { phrase } from "../words/phrase.js";
import { kernel, type Outcome, type Thread } from "./kernel.js";
import { coresHere, Worker } from "./threads.js";

export interface ParallelOptions {
	/** How many threads work at a time, 1 to 256. Default: as many as can work at the same time. */
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
 * @param file that file, as a cell imports it: "./src/lessons/07-your-own-experiments/train-adder"
 */
export async function* inParallel<Job, Result>(
	run: (job: Job) => Result | Promise<Result>,
	file: string,
	jobs: readonly Job[],
	{
		workers = kernel()?.threads?.cores ?? coresHere(),
		signal = kernel()?.signal,
	}: ParallelOptions = {},
): AsyncGenerator<Result, void, undefined> {
	wholeNumber("workers", workers, 1, 256);
	if (signal?.aborted || jobs.length === 0) return;
	const start = await threadsFor(run, file);
	if (signal?.aborted) return;
	const threads = Array.from({ length: Math.min(workers, jobs.length) }, start);
	const stop = () => Promise.all(threads.map((thread) => thread.stop()));
	const aborted = new Promise<undefined>((resolve) => {
		signal?.addEventListener("abort", () => void stop().then(() => resolve(undefined)), {
			once: true,
		});
	});
	const outcomes = doAll(jobs, threads);
	try {
		for (const [at, job] of jobs.entries()) {
			const outcome = await Promise.race([aborted, outcomes[at]]);
			if (outcome === undefined || signal?.aborted) return;
			if ("error" in outcome)
				throw failure(outcome.error, phrase`job ${at + 1} of ${jobs.length}`, job);
			yield outcome.result as Result;
		}
	} finally {
		await stop();
	}
}

/** Hands the jobs out in order. A thread's first error is its end: nobody wants what comes later. */
function doAll(jobs: readonly unknown[], threads: readonly Thread[]): Promise<Outcome>[] {
	const settle: ((outcome: Outcome) => void)[] = [];
	const outcomes = jobs.map((_, at) => new Promise<Outcome>((resolve) => (settle[at] = resolve)));
	let next = 0;
	for (const thread of threads) void work(thread);
	return outcomes;

	async function work(thread: Thread) {
		while (next < jobs.length) {
			const at = next++;
			const outcome = await thread.do(jobs[at]);
			settle[at](outcome);
			if ("error" in outcome) return;
		}
	}
}

/** What starts a thread that calls `run`: the kernel's own way, or else Node's. */
async function threadsFor(run: { readonly name: string }, file: string): Promise<() => Thread> {
	if (!/^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(run.name)) {
		throw new TypeError(`run must be a function that a file exports (got ${inWords(run)})`);
	}
	const threads = kernel()?.threads;
	if (threads) return () => threads.open(file, run.name);
	const code = await bundle(run, file);
	return () => new Worker(code);
}

/** What CommonJS has and ES modules have not: a package in the bundle may be of either kind. */
const commonJs = `
	import { createRequire as requireFrom } from "node:module";
	Object.assign(globalThis, {
		require: requireFrom(process.execPath), __dirname: ".", __filename: "jobs.js",
	});`;

let builds = 0;

const course = `${import.meta.dirname}/../..`;

/** As in cells: a file that is not beside the notebook may be one of the course's, "./src/…". */
const orFromCourse: Plugin = {
	name: "or from the course",
	setup(builder) {
		builder.onResolve({ filter: /^\.{1,2}\// }, async ({ path, pluginData, ...from }) => {
			if (pluginData === orFromCourse) return undefined;
			const own = await builder.resolve(path, { ...from, pluginData: orFromCourse });
			if (own.errors.length === 0) return own;
			const place = { resolveDir: course, kind: from.kind, pluginData: orFromCourse };
			const other = await builder.resolve(path, place);
			return other.errors.length === 0 ? other : own;
		});
	},
};

/** One file of JavaScript that does the jobs it is sent, with everything that it needs. */
async function bundle(run: { readonly name: string }, file: string): Promise<string> {
	const { build, stop: stopBuilder } = await import("esbuild");
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
			plugins: [orFromCourse],
			nodePaths: [`${course}/node_modules`],
			bundle: true,
			write: false,
			platform: "node",
			// A file or a package that it needs may await at its top level.
			format: "esm",
			banner: { js: commonJs },
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
