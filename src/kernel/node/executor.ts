/** The process in which cells run, on its main thread. Started by `executor-process.ts`. */
import { Socket } from "node:net";
import { dirname, join } from "node:path";
import { inspect } from "node:util";
import { promiseHooks } from "node:v8";
import { runInThisContext } from "node:vm";
import { MessageChannel, receiveMessageOnPort, Worker } from "node:worker_threads";
import { cellNow, currentNumber, ownerOf, promiseSteps } from "../core/cell.js";
import { tslabModule } from "../core/display.js";
import { mapStacks } from "../core/errors.js";
import { Executor } from "../core/executor.js";
import { Host } from "../core/host.js";
import { readerFunctions } from "../core/input.js";
import type { Command, Question } from "../core/protocol.js";
import { trackProcesses, trackThreads } from "./belongings.js";
import type { ExecutorSettings } from "./executor-process.js";
import { frameReader } from "./frames.js";
import type { InterrupterStart, Notice } from "./interrupt.js";
import { Modules } from "./modules.js";
import { endProcesses, processesBelow } from "./process-tree.js";
import { report, reportText } from "./reports.js";
import { trackTimers } from "./timers.js";

const commandPipe = 3;
/** The platform's own: cells' timers are tracked. */
const defer = setImmediate;
const root = process.cwd();
const [, program = "", told = "{}"] = process.argv;
const folder = dirname(program);
const home = join(folder, "..", "..");
const { memoryLimit, versions } = JSON.parse(told) as ExecutorSettings;

// ---- the thread that interrupts ----

const { port1: answers, port2 } = new MessageChannel();
const answered = new Int32Array(new SharedArrayBuffer(4));
const start: InterrupterStart = {
	current: currentNumber,
	answered,
	answers: port2,
	memoryLimit: memoryLimit * 2 ** 20,
};
const interrupter = new Worker(join(folder, "interrupt.cjs"), {
	stdin: false,
	workerData: start,
	transferList: [port2],
	resourceLimits: { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 1 },
});
interrupter.unref();
answers.unref();
const notify = (notice: Notice) => interrupter.postMessage(notice);

/** Blocks until the front end's reader has answered, or Stop was pressed. */
function ask(cell: number, question: Question): string {
	while (receiveMessageOnPort(answers));
	Atomics.store(answered, 0, 0);
	report({ type: "input", cell, ...question });
	wait(answered, 0, 0);
	const message = receiveMessageOnPort(answers)?.message as
		| { value?: string; refusal?: string }
		| undefined;
	if (message?.value !== undefined) return message.value;
	throw new Error(message?.refusal ?? "the question was interrupted");
}

/** A thread that waits for memory to change cannot be stopped, unless it is known where it waits. */
const { wait } = Atomics;
Atomics.wait = ((array: Int32Array & BigInt64Array, index: number, ...rest: [never, number?]) => {
	notify({ type: "waiting", array, index });
	return wait(array, index, ...rest);
}) as typeof Atomics.wait;

// ---- the executor ----

const place = { report, ask };
const host = new Host(place);
const modules = new Modules(root, home, { tslab: tslabModule(host, versions) });
const executor = new Executor(
	{
		...place,
		modules,
		evaluate: (code, filename) => runInThisContext(code, { filename }),
		inspect: (value) =>
			inspect(value, {
				colors: false,
				depth: 4,
				maxArrayLength: 100,
				maxStringLength: 10_000,
				breakLength: 80,
			}),
		exit: () => process.exit(0),
	},
	host,
);

function captureStream(name: "stdout" | "stderr"): void {
	const decoder = new TextDecoder();
	process[name].write = ((
		chunk: string | Uint8Array,
		encoding?: unknown,
		callback?: (error?: Error) => void,
	) => {
		const cell = cellNow();
		const text = typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true });
		if (!cell.aborted && text !== "") reportText(cell.id, name, text);
		const done = typeof encoding === "function" ? (encoding as () => void) : callback;
		done?.();
		return true;
	}) as typeof process.stdout.write;
}

mapStacks([root, home], folder);
captureStream("stdout");
captureStream("stderr");
trackTimers((error, cell) => executor.showError(error, cell));
trackProcesses((pid, isThere) => notify({ type: "process", pid, isThere }));
trackThreads();
promiseHooks.createHook(promiseSteps);
process.on("uncaughtException", (error) => executor.showError(error));
process.on("unhandledRejection", (error, promise) => executor.showError(error, ownerOf(promise)));
process.on("SIGINT", () => {});
// Called when all listeners of "exit" have been: those that cells have added, too.
Object.assign(process, {
	reallyExit(code: number) {
		report({ type: "exit", code: Number(code) || 0 });
		endProcesses(processesBelow(process.pid), "SIGKILL");
		process.kill(process.pid, "SIGKILL");
	},
});
Object.defineProperty(globalThis, Symbol.for("Jupyter.host"), { value: host });
Object.assign(globalThis, { require: modules.require, ...readerFunctions(host) });

// ---- commands ----

/** Run from here, and not from the pipe's reader, which a stopped loop would break. */
const waiting: Command[] = [];
function performWaiting(): void {
	for (let command = waiting.shift(); command; command = waiting.shift()) {
		executor.perform(command);
	}
}
const commands = new Socket({ fd: commandPipe, readable: true, writable: false });
commands.on(
	"data",
	frameReader<Command>((command) => {
		waiting.push(command);
		defer(performWaiting);
	}),
);
report({ type: "ready" });
