import { Executions } from "./executions.js";
import { handlers, type Requests } from "./handlers.js";
import { History } from "./history.js";
import type { Channel, Message } from "./message.js";
import type { Compiled, Extra, Frontend, Platform } from "./ports.js";
import type { Done, ErrorReport, Json, Question, Task } from "./protocol.js";
import { Records, recordsComm } from "./records.js";
import { Request } from "./request.js";
import { Streams } from "./streams.js";

/** How long, in milliseconds, Stop waits for a compiler that is at work. */
const compilerPatience = 400;

/** Takes requests, has cells compiled and run, publishes what comes of it. */
export class Kernel implements Requests {
	readonly platform: Platform;
	readonly history: History;
	readonly records = new Records();
	executionCount = 0;
	readonly #frontend: Frontend;
	readonly #streams: Streams;
	readonly #executions: Executions;
	/** Requests that execute, in the order in which they came. The first one is running. */
	readonly #queue: Request[] = [];
	/** Resolves when the cell that is being compiled has started, or does not start at all. */
	#starting: Promise<void> = Promise.resolve();
	#hasStarted: () => void = () => {};
	/** Nothing was asked or said yet. */
	#isNew = true;
	#isLeaving = false;

	constructor(frontend: Frontend, platform: Platform) {
		this.#frontend = frontend;
		this.platform = platform;
		this.history = new History(platform.history);
		this.#streams = new Streams((request, name, text) => {
			frontend.publish("stream", request.header, { name, text });
		});
		const kernel = this;
		this.#executions = new Executions(
			(events) => platform.startExecutor(events),
			{
				publish: (request, type, content, extra) => this.publish(request, type, content, extra),
				write: (request, name, text) => this.#streams.write(request, name, text),
				ask: (request, question) => this.#ask(request, question),
				complain: (reason) => frontend.complain(reason),
				get isFull() {
					return kernel.#frontend.isFull;
				},
				onceDrained: (then) => frontend.onceDrained(then),
				forget: () => this.#forget(),
			},
			platform.memoryLimit,
		);
	}

	// ---- requests ----

	/** Says that the kernel starts to the first who hears it, and before all else or not at all. */
	subscribed(): void {
		if (this.#isNew) this.#frontend.publish("status", undefined, { execution_state: "starting" });
		this.#isNew = false;
	}

	receive(channel: Channel, message: Message): void {
		this.#isNew = false;
		const request = new Request(channel, message);
		if (message.header.msg_type !== "execute_request") {
			void this.#handle(request);
			return;
		}
		this.#queue.push(request);
		if (this.#queue.length === 1) void this.#work();
	}

	/** What a reader has typed. */
	receiveInput({ header, content }: Message): void {
		if (header.msg_type === "input_reply") this.#executions.input(String(content.value ?? ""));
	}

	async #work(): Promise<void> {
		for (let request = this.#queue[0]; request; request = this.#queue[0]) {
			const status = await this.#handle(request);
			this.#queue.shift();
			const { stop_on_error, silent } = request.message.content;
			if (status !== "error" || stop_on_error === false || silent === true) continue;
			// Those that came after it, before its reply left, are not executed.
			for (const other of this.#queue.splice(0)) {
				this.publish(other, "status", { execution_state: "busy" });
				this.#reply(other, { status: "aborted" });
				this.publish(other, "status", { execution_state: "idle" });
			}
		}
	}

	/** Busy, the handler's work, its reply, idle. @returns the status that was replied */
	async #handle(request: Request): Promise<unknown> {
		const { msg_type } = request.header;
		const handler = handlers[msg_type];
		if (!handler) {
			this.#frontend.complain(`of unknown type ${JSON.stringify(msg_type.slice(0, 40))}`);
			return undefined;
		}
		let reply: Json | undefined;
		request.started = new Date().toISOString();
		this.publish(request, "status", { execution_state: "busy" });
		try {
			reply = await handler(this, request);
		} catch (error) {
			reply = this.#fail(request, error);
		}
		if (request === this.#queue[0]) this.#hasStarted();
		if (reply && msg_type.endsWith("_request")) reply = this.#reply(request, reply);
		if (msg_type === "shutdown_request" && reply) this.publish(request, "shutdown_reply", reply);
		this.publish(request, "status", { execution_state: "idle" });
		const running = this.#queue[0];
		if (running && running !== request) {
			// A front end shows the state that it heard of last, and a cell is still running.
			this.publish(running, "status", { execution_state: "busy" });
		}
		return reply?.status;
	}

	/** The kernel itself could not do what it was asked. */
	#fail(request: Request, error: unknown): Json {
		const evalue = error instanceof Error ? error.message : String(error);
		const report: ErrorReport = {
			ename: "KernelError",
			evalue,
			traceback: [`KernelError: ${evalue}`],
		};
		if (request.header.msg_type === "execute_request") {
			this.publish(request, "error", { ...report });
			return { status: "error", execution_count: this.executionCount, ...report };
		}
		this.#frontend.complain(`${request.header.msg_type}: ${evalue}`);
		return { status: "error", ...report };
	}

	/** @returns what was replied: something else if the content cannot be sent */
	#reply(request: Request, content: Json): Json {
		const type = request.header.msg_type.replace(/_request$/, "_reply");
		const metadata = request.started ? { started: request.started, status: content.status } : {};
		this.#streams.flush();
		try {
			this.#frontend.reply(request.channel, request.message, type, content, metadata);
			return content;
		} catch (error) {
			const failure = this.#fail(request, error);
			this.#frontend.reply(request.channel, request.message, type, failure, metadata);
			return failure;
		}
	}

	publish(request: Request, type: string, content: Json, extra?: Extra): void {
		this.#streams.flush();
		this.#frontend.publish(type, request.header, content, extra);
	}

	#ask(request: Request, question: Question): void {
		this.#streams.flush();
		this.#frontend.ask(request.message, question);
	}

	#forget(): void {
		void this.platform.compiler.reset().catch(() => {});
		const data = this.records.forget();
		if (!this.records.isWatched) return;
		this.#frontend.publish("comm_msg", undefined, { comm_id: recordsComm, data });
	}

	// ---- what handlers ask for ----

	get comms(): Map<string, string> {
		return this.#executions.comms;
	}

	async compile(request: Request, code: string, name: string): Promise<Compiled> {
		const { compiler } = this.platform;
		return this.#compile(request, compiler.compile(code, name));
	}

	async compileExpression(request: Request, code: string): Promise<Compiled> {
		return this.#compile(request, this.platform.compiler.compileExpression(code));
	}

	async #compile(request: Request, compiling: Promise<Compiled>): Promise<Compiled> {
		const { losses } = this.#executions;
		request.isCompiling = true;
		this.#starting = new Promise((resolve) => {
			this.#hasStarted = resolve;
		});
		try {
			const compiled = await compiling;
			// A cell that is not run has its modules compiled all the same.
			if ("modules" in compiled) this.#executions.keep(compiled.modules);
			if (request.isStopped) return { error: interrupted };
			return losses === this.#executions.losses ? compiled : { error: overtaken };
		} catch (error) {
			if (request.isStopped) return { error: interrupted };
			throw error;
		} finally {
			request.isCompiling = false;
		}
	}

	/** What comes after a cell does not overtake its start. */
	async cellStarted(): Promise<void> {
		await this.#starting;
	}

	async run(request: Request, task: Task): Promise<Done> {
		const answer = this.#executions.run(request, task);
		if (request === this.#queue[0]) this.#hasStarted();
		const done = await answer;
		await this.#executions.settle();
		return done;
	}

	/** Stops the running cell, and what a front end's messages to comms have begun. */
	interrupt(): void {
		this.#executions.stop();
		const compiling = this.#queue[0];
		if (!compiling?.isCompiling) return;
		compiling.isStopped = true;
		setTimeout(() => {
			if (compiling.isCompiling) this.platform.compiler.stop();
		}, compilerPatience);
	}

	/** Ends the cells' process and all that it has started, then the kernel. */
	async exitSoon(): Promise<void> {
		if (this.#isLeaving) return;
		this.#isLeaving = true;
		await this.#executions.dismiss();
		this.#streams.flush();
		this.platform.exit();
	}

	/** Lets messages in that are on their way, so that they belong to what happens now. */
	settle(): Promise<void> {
		return new Promise((resolve) => setTimeout(resolve, 5));
	}
}

const overtaken: ErrorReport = {
	ename: "Killed",
	evalue: "the process in which cells run has ended meanwhile: all variables are lost",
	traceback: ["Killed: the process in which cells run has ended meanwhile: all variables are lost"],
};

const interrupted: ErrorReport = {
	ename: "Interrupted",
	evalue: "the cell was interrupted",
	traceback: ["Interrupted: the cell was interrupted"],
};
