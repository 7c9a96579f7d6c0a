import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";
import type { Command, Report } from "../core/protocol.js";
import { encodeFrame, frameReader } from "./frames.js";

/** Why an executor has gone that nobody has sent away. */
export type Death = "memory" | "exit" | "killed";

export interface ExecutorEvents {
	report(report: Report): void;
	/** What was written past the kernel, by a child process or by native code. */
	output(name: "stdout" | "stderr", text: string): void;
	death(reason: Death, detail: string): void;
}

/** How many megabytes cells may fill. */
export const memoryLimit = Number(process.env.UNROLLED_MEMORY_LIMIT) || 2048;

/** Starts the process that runs the cells and speaks with it: the front's side of the pipes. */
export class ExecutorProcess {
	readonly #child: ChildProcess;
	readonly #commands: Writable;
	readonly #interrupts: Writable;
	#dismissed = false;

	constructor(folder: string, root: string, versions: string[], events: ExecutorEvents) {
		const options = [`--max-old-space-size=${memoryLimit}`, "--no-force-async-hooks-checks"];
		const program = join(folder, "executor.cjs");
		this.#child = spawn(process.execPath, [...options, program, ...versions], {
			cwd: root,
			stdio: ["ignore", "pipe", "pipe", "pipe", "pipe", "pipe"],
		});
		const [, stdout, stderr, commands, reports, interrupts] = this.#child.stdio as unknown as [
			null,
			Readable,
			Readable,
			Writable,
			Readable,
			Writable,
		];
		this.#commands = commands;
		this.#interrupts = interrupts;
		for (const pipe of [commands, interrupts]) pipe.on("error", () => {});
		let exitCode: number | undefined;
		const read = frameReader<Report>((report) => {
			if (report.type === "exit") exitCode = report.code;
			else events.report(report);
		});
		reports.on("data", read);
		let lastWords = "";
		stdout.setEncoding("utf8").on("data", (text: string) => events.output("stdout", text));
		stderr.setEncoding("utf8").on("data", (text: string) => {
			lastWords = (lastWords + text).slice(-10_000);
			if (!isFatalReport(lastWords)) events.output("stderr", text);
		});
		this.#child.on("close", (code, signal) => {
			if (this.#dismissed) return;
			if (exitCode !== undefined) events.death("exit", String(exitCode));
			else if (/heap out of memory|allocation failed/i.test(lastWords)) events.death("memory", "");
			else events.death("killed", signal ?? `exit code ${code}`);
		});
	}

	get pid(): number | undefined {
		return this.#child.pid;
	}

	send(command: Command): void {
		this.#commands.write(encodeFrame(command));
	}

	/** Ends what the executor's main thread is doing at this moment. */
	terminate(): void {
		this.#interrupts.write("!");
	}

	/** For a cell that cannot be stopped in any other way. */
	kill(): void {
		this.#child.kill("SIGKILL");
	}

	dismiss(): void {
		this.#dismissed = true;
		this.#child.kill("SIGKILL");
	}
}

/** What V8 prints before it gives up is not for the cell's output. */
function isFatalReport(text: string): boolean {
	return text.includes("<--- Last few GCs --->") || text.includes("FATAL ERROR:");
}
