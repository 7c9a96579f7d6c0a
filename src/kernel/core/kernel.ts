import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CompilerThread } from "../node/compiler-thread.js";
import type { Channel, Connection } from "../node/connection.js";
import { type Death, ExecutorProcess, memoryLimit } from "../node/executor-process.js";
import type { Header, Message } from "../node/messages.js";
import { handlers } from "./handlers.js";
import { History } from "./history.js";
import type { CompilerPort } from "./ports.js";
import type { Command, ErrorReport, Json, ModuleScript, Report } from "./protocol.js";
import { Streams } from "./streams.js";

/** A command before it gets its number. */
export type Task = Command extends infer C ? (C extends Command ? Omit<C, "cell"> : never) : never;

interface Request {
	channel: Channel;
	message: Message;
}

/** The front process: takes requests, has cells compiled and run, publishes what comes of it. */
export class Kernel {
	readonly history = new History();
	/** The open comms and their targets. */
	readonly comms = new Map<string, string>();
	executionCount = 0;
	readonly versions: { tslab: string; typescript: string };
	readonly #connection: Connection;
	readonly #folder: string;
	readonly #root: string;
	readonly #streams: Streams;
	readonly compiler: CompilerPort;
	/** Ends when the cell that is being compiled can start. */
	compiling: Promise<unknown> = Promise.resolve();
	/** Every local module that cells have imported, by its path. */
	readonly #modules = new Map<string, ModuleScript>();
	#executor: ExecutorProcess;
	/** An executor that starts afresh needs every local module, not only those that are new. */
	#isFresh = true;
	/** Requests that execute, in the order in which they came. The first one is running. */
	readonly #queue: Request[] = [];
	/** The request behind each number that was given to the executor. */
	readonly #parents = new Map<number, Header>();
	/** The numbers of messages to comms, a slider's for instance: only the newest are kept. */
	readonly #commNumbers: number[] = [];
	readonly #waiting = new Map<number, (report: Report) => void>();
	#lastNumber = 0;

	/** @param folder where the built kernel is */
	constructor(connection: Connection, folder: string, root: string) {
		this.versions = readVersions(root);
		this.#connection = connection;
		this.compiler = new CompilerThread(root, folder);
		this.#folder = folder;
		this.#root = root;
		this.#streams = new Streams((parent, name, text) => {
			connection.publish("stream", parent, { name, text });
		});
		this.#executor = this.#startExecutor();
	}

	/** Ends the cells' process, then this one, as soon as what was sent has left. */
	exitSoon(): void {
		this.#executor.dismiss();
		setTimeout(() => void this.#connection.close().then(() => process.exit(0)), 20);
	}

	/** Lets messages in that are on their way, so that they belong to what happens now. */
	settle(): Promise<void> {
		return new Promise((resolve) => setTimeout(resolve, 5));
	}

	// ---- requests ----

	receive(channel: Channel, message: Message): void {
		const { msg_type } = message.header;
		if (msg_type !== "execute_request") {
			void this.#handle({ channel, message });
			return;
		}
		this.#queue.push({ channel, message });
		if (this.#queue.length === 1) void this.#work();
	}

	async #work(): Promise<void> {
		for (let request = this.#queue[0]; request; request = this.#queue[0]) {
			const { status, stop } = await this.#handle(request);
			this.#queue.shift();
			if (status !== "error" || !stop) continue;
			// Those that came after it, before its reply left, are not executed.
			for (const { channel, message } of this.#queue.splice(0)) {
				this.publish("status", message.header, { execution_state: "busy" });
				this.#connection.reply(channel, message, "execute_reply", { status: "aborted" });
				this.publish("status", message.header, { execution_state: "idle" });
			}
		}
	}

	/** Busy, the handler's work, its reply, idle. */
	async #handle({ channel, message }: Request): Promise<{ status: unknown; stop: boolean }> {
		const { header, content } = message;
		const handler = handlers[header.msg_type];
		if (!handler) {
			this.#connection.complain(`of unknown type ${JSON.stringify(header.msg_type.slice(0, 40))}`);
			return { status: "dropped", stop: false };
		}
		let reply: Json | undefined;
		this.publish("status", header, { execution_state: "busy" });
		try {
			reply = await handler(this, message);
		} catch (error) {
			const evalue = error instanceof Error ? error.message : String(error);
			this.#connection.complain(`${header.msg_type}: ${evalue}`);
			reply = { status: "error", ename: "KernelError", evalue, traceback: [] };
		}
		if (reply && header.msg_type.endsWith("_request")) {
			const type = header.msg_type.replace(/_request$/, "_reply");
			this.#streams.flush();
			this.#connection.reply(channel, message, type, reply);
		}
		this.publish("status", header, { execution_state: "idle" });
		const running = this.#queue[0]?.message;
		if (running && running !== message) {
			// A front end shows the state that it heard of last, and a cell is still running.
			this.publish("status", running.header, { execution_state: "busy" });
		}
		return { status: reply?.status, stop: content.stop_on_error !== false };
	}

	publish(
		type: string,
		parent: Header,
		content: Json,
		extra?: { metadata?: Json; buffers?: Uint8Array[] },
	): void {
		this.#streams.flush();
		this.#connection.publish(type, parent, content, extra);
	}

	// ---- the executor ----

	/** Has the executor do something for a request; what it answers, or why it has died. */
	run(parent: Header, task: Task): Promise<Report> {
		const cell = ++this.#lastNumber;
		this.#parents.set(cell, parent);
		if (task.type.startsWith("comm_") && this.#commNumbers.push(cell) > 1000) {
			this.#parents.delete(this.#commNumbers.shift() ?? 0);
		}
		if (task.type === "run") {
			for (const module of task.modules) this.#modules.set(module.path, module);
			if (this.#isFresh) task = { ...task, modules: [...this.#modules.values()] };
			this.#isFresh = false;
		}
		const answer = new Promise<Report>((resolve) => this.#waiting.set(cell, resolve));
		this.#executor.send({ ...task, cell } as Command);
		return answer;
	}

	/**
	 * Stops the running cell, and what a front end's messages to comms have begun: asks first, then
	 * ends the loop, at last ends the process.
	 */
	interrupt(): void {
		const cells = [...this.#waiting.keys()];
		const ask = (times: number): void => {
			const left = cells.filter((cell) => this.#waiting.has(cell));
			if (left.length === 0) return;
			if (times > 50) {
				this.#executor.kill();
				return;
			}
			if (times > 0) this.#executor.terminate();
			for (const cell of left) this.#executor.send({ type: "abort", cell });
			setTimeout(() => ask(times + 1), 200);
		};
		ask(0);
	}

	#startExecutor(): ExecutorProcess {
		return new ExecutorProcess(this.#folder, this.#root, Object.values(this.versions), {
			report: (report) => this.#report(report),
			output: (name, text) => {
				const parent = this.#parents.get(this.#lastNumber);
				if (parent) this.#streams.write(parent, name, text);
			},
			death: (reason, detail) => this.#restartExecutor(reason, detail),
		});
	}

	#report(report: Report): void {
		if (report.type === "ready" || report.type === "exit") return;
		const { cell } = report;
		const parent = this.#parents.get(cell);
		if (!parent) return;
		switch (report.type) {
			case "stream":
				this.#streams.write(parent, report.name, report.text);
				break;
			case "display": {
				const { data, metadata, displayId } = report;
				const transient = displayId === undefined ? {} : { display_id: displayId };
				const type = report.update ? "update_display_data" : "display_data";
				this.publish(type, parent, { data, metadata, transient });
				break;
			}
			case "clear":
				this.publish("clear_output", parent, { wait: report.wait });
				break;
			case "error":
				this.publish("error", parent, { ...report.error });
				break;
			case "comm_open":
			case "comm_msg":
			case "comm_close": {
				const { type, comm, target, data, metadata, buffers } = report;
				if (type === "comm_open") this.comms.set(comm, target ?? "");
				if (type === "comm_close") this.comms.delete(comm);
				const content = { comm_id: comm, data, ...(target ? { target_name: target } : {}) };
				this.publish(type, parent, content, { metadata, buffers });
				break;
			}
			case "done":
			case "values":
				this.#waiting.get(cell)?.(report);
				this.#waiting.delete(cell);
		}
	}

	/** The cells' variables are lost, but the server need not notice anything. */
	#restartExecutor(reason: Death, detail: string): void {
		const waiting = [...this.#waiting];
		this.#waiting.clear();
		void this.compiler.reset().catch(() => {});
		this.comms.clear();
		this.#isFresh = true;
		this.#executor = this.#startExecutor();
		const error = describeDeath(reason, detail);
		for (const [cell, resolve] of waiting) resolve({ type: "done", cell, error, unset: [] });
	}
}

function readVersions(root: string): { tslab: string; typescript: string } {
	const version = (name: string) => {
		const file = readFileSync(join(root, "node_modules", name, "package.json"), "utf8");
		return (JSON.parse(file) as { version: string }).version;
	};
	return { tslab: version("tslab"), typescript: version("@tslab/typescript-for-tslab") };
}

function describeDeath(reason: Death, detail: string): ErrorReport {
	const ename = { memory: "OutOfMemory", exit: "Exit", killed: "Killed" }[reason];
	const what = {
		memory: `The cell ran out of memory: it may fill ${memoryLimit} MB.`,
		exit: `The cell ended the process in which cells run (exit code ${detail}).`,
		killed: `The process in which cells run was ended by ${detail}.`,
	}[reason];
	const evalue = `${what} The kernel has started afresh: all variables are lost.`;
	return { ename, evalue, traceback: [`${ename}: ${evalue}`] };
}
