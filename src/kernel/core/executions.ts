import { describeDeath } from "./death.js";
import type { Death, ExecutorEvents, ExecutorHandle, Extra } from "./ports.js";
import type {
	Command,
	Done,
	EvaluateTask,
	Json,
	ModuleScript,
	Report,
	RunTask,
	Task,
} from "./protocol.js";
import type { Request } from "./request.js";

/** Where what cells say goes. */
export interface Outlet {
	publish(request: Request, type: string, content: Json, extra?: Extra): void;
	write(request: Request, name: "stdout" | "stderr", text: string): void;
	ask(request: Request, question: { prompt: string; password: boolean }): void;
	complain(reason: string): void;
	readonly isFull: boolean;
	onceDrained(then: () => void): void;
	/** The cells' variables are lost. */
	forget(): void;
}

/** How often, in milliseconds, a cell is asked to stop, and how often until its process is ended. */
const stopInterval = 200;
const stopTries = 20;
/** How long, in milliseconds, after a start that failed until the next. */
const startPauses = [200, 1000];
/** How many requests are remembered that are over and may still print something. */
const pastRequests = 1000;

/** Has an executor work for requests, passes on what it reports, and replaces it when it dies. */
export class Executions {
	/** The open comms and their targets. */
	readonly comms = new Map<string, string>();
	/** How often the cells' variables were lost. */
	losses = 0;
	readonly #start: (events: ExecutorEvents) => ExecutorHandle;
	readonly #outlet: Outlet;
	readonly #memoryLimit: number;
	/** The requests that wait for an answer, by their numbers. */
	readonly #waiting = new Map<number, Request>();
	/** Those that have theirs, and may still print something. */
	readonly #past = new Map<number, Request>();
	#latest: Request | undefined;
	#lastNumber = 0;
	#executor: ExecutorHandle | undefined;
	#isReady = false;
	#failedStarts = 0;
	/** Starts another one, a while after one that did not start. */
	#retry: ReturnType<typeof setTimeout> | undefined;
	/** What the executor is told when it is ready. */
	#unsent: Command[] = [];
	/** Every local module that cells have imported, by its path. */
	readonly #modules = new Map<string, ModuleScript>();
	/** Those that the executor does not have yet. */
	readonly #unknown = new Set<string>();
	/** Why the executor is about to die, if the kernel itself ends it. */
	#verdict: "stuck" | undefined;

	constructor(
		start: (events: ExecutorEvents) => ExecutorHandle,
		outlet: Outlet,
		memoryLimit: number,
	) {
		this.#start = start;
		this.#outlet = outlet;
		this.#memoryLimit = memoryLimit;
		this.#startExecutor();
	}

	// ---- tasks ----

	/** Has the executor do something for a request; what it answers, or why it has died. */
	run(request: Request, task: Task): Promise<Done> {
		if (request.number === 0) request.number = ++this.#lastNumber;
		if (request.header.msg_type === "execute_request") this.#latest = request;
		this.#past.delete(request.number);
		this.#waiting.set(request.number, request);
		if ("modules" in task) task = { ...task, modules: this.#modulesFor(task) };
		const answer = request.answer();
		this.#send({ ...task, cell: request.number });
		return answer;
	}

	/** Takes modules that the compiler has handed out: it does so once. */
	keep(modules: readonly ModuleScript[]): void {
		for (const module of modules) {
			this.#modules.set(module.path, module);
			this.#unknown.add(module.path);
		}
	}

	#modulesFor({ modules }: RunTask | EvaluateTask): ModuleScript[] {
		this.keep(modules);
		const unknown = [...this.#modules.values()].filter(({ path }) => this.#unknown.has(path));
		this.#unknown.clear();
		return unknown;
	}

	#settle(done: Done): void {
		const request = this.#waiting.get(done.cell);
		if (!request) return;
		this.#waiting.delete(done.cell);
		// They may be large, and nobody needs them again.
		request.message.buffers = [];
		this.#past.set(done.cell, request);
		for (const oldest of this.#past.keys()) {
			if (this.#past.size <= pastRequests) break;
			this.#past.delete(oldest);
		}
		request.settle(done);
	}

	#send(command: Command): void {
		if (!this.#executor) {
			this.#failedStarts = 0;
			this.#unsent.push(command);
			this.#startExecutor();
		} else if (this.#isReady) this.#executor.send(command);
		else this.#unsent.push(command);
	}

	/** Lets what was written beside the reports arrive. */
	async settle(): Promise<void> {
		await this.#executor?.settle();
	}

	/** What a reader has typed for a request that asked. */
	input(value: string): void {
		this.#executor?.input({ value });
	}

	/**
	 * Stops what requests have begun: asks first, then ends loops, at last ends the process.
	 */
	stop(): void {
		const stopping = [...this.#waiting.values()];
		if (stopping.length === 0) return;
		for (const request of stopping) request.isStopped = true;
		const highest = Math.max(...stopping.map(({ number }) => number));
		// It may be waiting to say something that nobody reads: it must come to hear of this.
		this.#executor?.resume();
		const ask = (times: number): void => {
			const left = stopping.filter(({ isWaiting }) => isWaiting);
			if (left.length === 0) return;
			if (times > stopTries) {
				this.#verdict = "stuck";
				this.#executor?.kill();
				return;
			}
			if (times > 0) this.#executor?.terminate(highest);
			for (const { number } of left) this.#send({ type: "abort", cell: number });
			setTimeout(ask, stopInterval, times + 1);
		};
		ask(0);
	}

	/** Ends the executor and all that cells have started. */
	async dismiss(): Promise<void> {
		await this.#executor?.dismiss();
	}

	// ---- the executor ----

	#startExecutor(): void {
		clearTimeout(this.#retry);
		this.#isReady = false;
		this.#verdict = undefined;
		for (const path of this.#modules.keys()) this.#unknown.add(path);
		const executor = this.#start({
			report: (report) => this.#guard(() => this.#report(executor, report)),
			output: (name, text) => {
				if (this.#latest) this.#outlet.write(this.#latest, name, text);
				this.#relieve(executor);
			},
			death: (death) => this.#replace(death),
		});
		this.#executor = executor;
	}

	/** Nothing that a cell says ends the kernel. */
	#guard(act: () => void): void {
		try {
			act();
		} catch (error) {
			this.#outlet.complain(error instanceof Error ? error.message : String(error));
		}
	}

	/** Has the executor wait as long as nobody takes what it says. */
	#relieve(executor: ExecutorHandle): void {
		if (!this.#outlet.isFull || this.#isStopping) return;
		executor.pause();
		this.#outlet.onceDrained(() => executor.resume());
	}

	get #isStopping(): boolean {
		return [...this.#waiting.values()].some(({ isStopped }) => isStopped);
	}

	#report(executor: ExecutorHandle, report: Report): void {
		if (report.type === "ready") {
			this.#isReady = true;
			this.#failedStarts = 0;
			for (const command of this.#unsent.splice(0)) executor.send(command);
			return;
		}
		if (report.type === "exit") return;
		if (report.type === "done") {
			this.#settle(report);
			return;
		}
		const { cell } = report;
		const request = this.#waiting.get(cell) ?? this.#past.get(cell) ?? this.#latest;
		if (!request) return;
		// Of a flood that was stopped, nobody wants the rest.
		if (request.isStopped && this.#outlet.isFull && report.type !== "comm_close") return;
		this.#pass(request, report);
		this.#relieve(executor);
	}

	#pass(request: Request, report: Exclude<Report, Done | { type: "ready" | "exit" }>): void {
		const outlet = this.#outlet;
		switch (report.type) {
			case "stream":
				outlet.write(request, report.name, report.text);
				break;
			case "display": {
				const { data, metadata, displayId } = report;
				const transient = displayId === undefined ? {} : { display_id: displayId };
				const type = report.update ? "update_display_data" : "display_data";
				outlet.publish(request, type, { data, metadata, transient });
				break;
			}
			case "clear":
				outlet.publish(request, "clear_output", { wait: report.wait });
				break;
			case "error":
				outlet.publish(request, "error", { ...report.error });
				break;
			case "input":
				if (request.message.content.allow_stdin === true && request.isWaiting) {
					outlet.ask(request, { prompt: report.prompt, password: report.password });
				} else {
					const refusal = "nobody can be asked: this front end takes no input";
					this.#executor?.input({ refusal });
				}
				break;
			default: {
				const { type, comm, target, data, metadata, buffers } = report;
				if (type === "comm_open") this.comms.set(comm, target ?? "");
				if (type === "comm_close") this.comms.delete(comm);
				const content = { comm_id: comm, data, ...(target ? { target_name: target } : {}) };
				outlet.publish(request, type, content, { metadata, buffers });
			}
		}
	}

	/** The cells' variables are lost, but the server need not notice anything. */
	#replace(death: Death): void {
		this.#executor = undefined;
		if (!this.#isReady && this.#failedStarts < startPauses.length) {
			// Nothing is lost yet. Maybe the machine is only short of something.
			this.#retry = setTimeout(() => this.#startExecutor(), startPauses[this.#failedStarts++]);
			return;
		}
		this.#unsent = [];
		if (this.#isReady) {
			this.comms.clear();
			this.losses++;
			this.#outlet.forget();
		}
		const waiting = [...this.#waiting.keys()];
		const reason = this.#isReady ? (this.#verdict ?? death.reason) : "unstartable";
		const error = describeDeath(reason, death.detail, this.#memoryLimit);
		// One that cannot start is tried again when somebody wants it.
		if (this.#isReady) this.#startExecutor();
		for (const cell of waiting) this.#settle({ type: "done", cell, error, unset: [] });
	}
}
