import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { type Duplex, PassThrough, type Readable } from "node:stream";
import { setImmediate as turn, setTimeout as wait } from "node:timers/promises";
import type { Death, ExecutorEvents, ExecutorHandle } from "../core/ports.js";
import type { Command, Report } from "../core/protocol.js";
import { encodeFrame, frameReader } from "./frames.js";
import type { Interrupt, Word } from "./interrupt.js";
import { endProcesses, processesBelow } from "./process-tree.js";

/** How long, in milliseconds, an executor has to end in order. */
const exitPatience = 1000;
/** How long, in milliseconds, what a dead executor has said may take to arrive. */
const drainPatience = 250;

export interface ExecutorSettings {
	/** Where the built kernel is. */
	folder: string;
	/** Where cells run, and import from. */
	root: string;
	/** How many megabytes cells may fill. */
	memoryLimit: number;
	/** What `versions` of the module "tslab" says. */
	versions: Record<string, string>;
}

/** Starts the process that runs the cells and speaks with it: the front's side of the pipes. */
export class ExecutorProcess implements ExecutorHandle {
	readonly #child: ChildProcess;
	readonly #events: ExecutorEvents;
	readonly #commands: Duplex;
	readonly #reports: Duplex;
	readonly #interrupts: Duplex;
	/** The processes that cells have started, and that go on. */
	readonly #children = new Set<number>();
	/** How often something was read that is not a report. */
	#outputs = 0;
	#lastWords = "";
	#death: Death | undefined;
	#isOver = false;

	constructor(settings: ExecutorSettings, events: ExecutorEvents) {
		const { folder, root, memoryLimit, versions } = settings;
		this.#events = events;
		const options = [
			`--max-old-space-size=${memoryLimit}`,
			"--no-force-async-hooks-checks",
			// Local modules are ES modules that can be loaded again.
			"--experimental-vm-modules",
		];
		const program = join(folder, "executor.cjs");
		const told = JSON.stringify({ memoryLimit, versions });
		this.#child = spawn(process.execPath, [...options, program, told], {
			cwd: root,
			stdio: ["ignore", "pipe", "pipe", "pipe", "pipe", "pipe"],
			// A group of its own, which ends as a whole.
			detached: true,
		});
		// Where there are too many files open for a process to start, it has no pipes.
		const stdio = this.#child.stdio ?? Array.from({ length: 6 }, () => new PassThrough());
		const pipes = stdio as unknown as [null, Readable, Readable, Duplex, Duplex, Duplex];
		const [, stdout, stderr, commands, reports, interrupts] = pipes;
		this.#commands = commands;
		this.#reports = reports;
		this.#interrupts = interrupts;
		for (const pipe of [commands, reports, interrupts]) pipe.on("error", () => {});
		this.#read(reports, (report: Report) => {
			if (report.type === "exit") this.#death = { reason: "exit", detail: String(report.code) };
			else events.report(report);
		});
		this.#read(interrupts, (word: Word) => {
			if (word.type === "memory") this.#death = { reason: "memory", detail: "" };
			else if (word.isThere) this.#children.add(word.pid);
			else this.#children.delete(word.pid);
		});
		commands.once("end", () => void this.#unreachable()).resume();
		stdout.setEncoding("utf8").on("data", (text: string) => this.#output("stdout", text));
		stderr.setEncoding("utf8").on("data", (text: string) => {
			this.#lastWords = (this.#lastWords + text).slice(-10_000);
			if (!isFatalReport(this.#lastWords)) this.#output("stderr", text);
		});
		this.#child.once("error", (error) => {
			this.#end({ reason: "unstartable", detail: error.message });
		});
		// Its pipes may stay open in the hands of what it has started.
		this.#child.once("exit", (code, signal) => void this.#gone(signal ?? `exit code ${code}`));
	}

	#read<T>(pipe: Duplex, receive: (message: T) => void): void {
		const read = frameReader<T>((message) => {
			if (!this.#isOver) receive(message);
		});
		pipe.on("data", (chunk: Buffer) => {
			try {
				read(chunk);
			} catch {
				// A cell has written here: nothing can be understood any more.
				this.#death ??= { reason: "garbled", detail: "" };
				pipe.removeAllListeners("data").resume();
				this.kill();
			}
		});
	}

	/** A cell has closed the kernel's pipe, or all of them are closed because the process ends. */
	async #unreachable(): Promise<void> {
		await wait(drainPatience);
		if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
		this.#death ??= { reason: "garbled", detail: "" };
		this.kill();
	}

	#output(name: "stdout" | "stderr", text: string): void {
		this.#outputs++;
		if (!this.#isOver) this.#events.output(name, text);
	}

	async #gone(how: string): Promise<void> {
		this.#endOthers();
		this.#reports.resume();
		const ended = new Promise((resolve) => this.#reports.once("close", resolve));
		await Promise.race([ended, wait(drainPatience)]);
		// It may have said in its last moment what it has started.
		this.#endOthers();
		if (/heap out of memory|allocation failed/i.test(this.#lastWords)) {
			this.#end({ reason: "memory", detail: "" });
		} else {
			this.#end(this.#death ?? { reason: "killed", detail: how });
		}
	}

	#end(death: Death): void {
		if (this.#isOver) return;
		this.#isOver = true;
		this.#events.death(death);
	}

	send(command: Command): void {
		this.#commands.write(encodeFrame(command));
	}

	input(answer: { value: string } | { refusal: string }): void {
		this.#interrupt({ type: "input", ...answer });
	}

	terminate(highest: number): void {
		this.#interrupt({ type: "terminate", highest });
	}

	#interrupt(message: Interrupt): void {
		this.#interrupts.write(encodeFrame(message));
	}

	pause(): void {
		this.#reports.pause();
	}

	resume(): void {
		this.#reports.resume();
	}

	async settle(): Promise<void> {
		// One turn of the event loop reads what lies ready, a second one sees that nothing does.
		let seen = -1;
		while (seen !== this.#outputs) {
			seen = this.#outputs;
			await turn();
			await turn();
		}
	}

	kill(): void {
		this.#endOthers();
		this.#child.kill("SIGKILL");
	}

	/** Ends all that the executor has started, in its group or in one of their own. */
	#endOthers(): void {
		const { pid } = this.#child;
		if (pid === undefined) return;
		// Those of an executor that has gone are not below it any more.
		const known = [...this.#children].flatMap((child) => [child, ...processesBelow(child)]);
		endProcesses([...known, ...processesBelow(pid), -pid], "SIGKILL");
	}

	async dismiss(): Promise<void> {
		this.#isOver = true;
		this.resume();
		const { exitCode, signalCode } = this.#child;
		if (exitCode === null && signalCode === null) {
			const exited = new Promise((resolve) => this.#child.once("exit", resolve));
			this.send({ type: "exit" });
			await Promise.race([exited, wait(exitPatience)]);
		}
		this.kill();
	}
}

/** What V8 prints before it gives up is not for the cell's output. */
function isFatalReport(text: string): boolean {
	return text.includes("<--- Last few GCs --->") || text.includes("FATAL ERROR:");
}
