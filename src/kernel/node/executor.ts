/** The process in which cells run, on its main thread. Started by `executor-process.ts`. */
import { Socket } from "node:net";
import { dirname, join } from "node:path";
import { runInThisContext } from "node:vm";
import { Worker } from "node:worker_threads";
import { Cell, cellNow, followPromises, ownerOf, runAs } from "../core/cell.js";
import { CellRuntime } from "../core/cell-runtime.js";
import { tslabModule } from "../core/display.js";
import { describeError, mapStacks, rememberScript } from "../core/errors.js";
import { Host } from "../core/host.js";
import type { CellScript, Command, Json } from "../core/protocol.js";
import { describeResult } from "../core/results.js";
import { Variables } from "../core/variables.js";
import { frameReader } from "./frames.js";
import { Modules } from "./modules.js";
import { flushStreams, report, reportText } from "./reports.js";
import { trackTimers } from "./timers.js";

type Run = (runtime: CellRuntime, exports: unknown, require: unknown) => unknown;

const commandPipe = 3;
const defer = setImmediate;
const root = process.cwd();
const [, program = "", tslabVersion = "", typescriptVersion = ""] = process.argv;
const folder = dirname(program);

const host = new Host();
const variables = new Variables();
const modules = new Modules(root, {
	tslab: tslabModule(host, {
		tslab: tslabVersion,
		typescript: typescriptVersion,
		node: process.version,
	}),
});
/** The requests under way, by number: those are the ones that can be aborted. */
const running = new Map<number, { cell: Cell; end: (outcome: Outcome) => void }>();
type Outcome = { error: unknown } | { result: Json | undefined };

function runCell({ cell: id, script, modules: changed }: Command & { type: "run" }): void {
	modules.update(changed);
	const cell = new Cell(id);
	const runtime = new CellRuntime(variables, modules.forCells);
	const end = (outcome: Outcome) => {
		if (!running.delete(id)) return;
		const failed = "error" in outcome;
		flushStreams();
		report({
			type: "done",
			cell: id,
			unset: failed ? runtime.withdraw() : [],
			error: failed ? describeError(outcome.error) : undefined,
			result:
				!failed && outcome.result !== undefined
					? { data: outcome.result, metadata: {} }
					: undefined,
		});
	};
	running.set(id, { cell, end });
	const fail = (error: unknown) => end({ error });
	const succeed = () => {
		const result = describeResult(runtime.result);
		if (result instanceof Promise) result.then((data) => end({ result: data }), fail);
		else end({ result });
	};
	runAs(cell, () => {
		try {
			const returned = evaluate(script, runtime);
			if (returned instanceof Promise) returned.then(succeed).catch(fail);
			else succeed();
		} catch (error) {
			fail(error);
		}
	});
}

function evaluate(script: CellScript, runtime: CellRuntime): unknown {
	const fileName = `${script.name}.js`;
	rememberScript(fileName, script);
	const run = runInThisContext(script.code, { filename: fileName }) as Run;
	return run(runtime, variables.scope, modules.forCells);
}

function abort(id: number): void {
	const request = running.get(id);
	if (!request) return;
	request.cell.abort();
	const error = new Error("the cell was interrupted");
	error.name = "Interrupted";
	error.stack = "Interrupted: the cell was interrupted";
	request.end({ error });
}

function evaluateExpressions({ cell: id, scripts }: Command & { type: "evaluate" }): void {
	const values: Json = {};
	const cell = new Cell(id);
	const end = () => {
		if (running.delete(id)) report({ type: "values", cell: id, values });
	};
	running.set(id, { cell, end });
	for (const [name, script] of Object.entries(scripts)) {
		const error = new Error("the expression was interrupted");
		values[name] = { status: "error", ...describeError(Object.assign(error, { stack: "" })) };
		runAs(cell, () => {
			try {
				const runtime = new CellRuntime(variables, modules.forCells);
				evaluate(script, runtime);
				const data = describeResult(runtime.result) ?? { "text/plain": "undefined" };
				values[name] = { status: "ok", data, metadata: {} };
			} catch (error) {
				values[name] = { status: "error", ...describeError(error) };
			}
		});
	}
	end();
}

/** A front end's message to a comm: busy until its handler, or the handler's promise, is done. */
function handleComm(command: Command & { type: "comm_open" | "comm_msg" | "comm_close" }): void {
	const { cell: id } = command;
	const cell = new Cell(id);
	const end = (outcome: Outcome) => {
		if (!running.delete(id)) return;
		const error = "error" in outcome ? describeError(outcome.error) : undefined;
		report({ type: "done", cell: id, unset: [], error });
	};
	running.set(id, { cell, end });
	runAs(cell, () => {
		try {
			const returned = host.receive(command.type, command);
			if (returned instanceof Promise) {
				returned.then(
					() => end({ result: undefined }),
					(error) => end({ error }),
				);
			} else {
				end({ result: undefined });
			}
		} catch (error) {
			end({ error });
		}
	});
}

function showError(error: unknown, cell: Cell): void {
	if (cell.aborted || isTermination(error)) return;
	report({ type: "error", cell: cell.id, error: describeError(error) });
}

/** What V8 rejects a promise with whose continuation was ended by the interrupter. */
function isTermination(error: unknown): boolean {
	try {
		return !(error instanceof Error) && String(error) === "termination_exception";
	} catch {
		return false;
	}
}

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

/** Commands are run from here, and not from the pipe's reader, which a stopped loop would break. */
const waiting: Command[] = [];
function runWaiting(): void {
	for (let command = waiting.shift(); command; command = waiting.shift()) {
		if (command.type === "run") runCell(command);
		else if (command.type === "evaluate") evaluateExpressions(command);
		else if (command.type === "abort") abort(command.cell);
		else handleComm(command);
	}
}

mapStacks(root, folder);
captureStream("stdout");
captureStream("stderr");
trackTimers(showError);
followPromises();
process.on("uncaughtException", (error) => showError(error, cellNow()));
process.on("unhandledRejection", (error, promise) => showError(error, ownerOf(promise)));
process.on("SIGINT", () => {});
process.on("exit", (code) => {
	report({ type: "exit", code });
	process.kill(process.pid, "SIGKILL");
});
Object.defineProperty(globalThis, Symbol.for("Jupyter.host"), { value: host });
Object.assign(globalThis, { require: modules.forCells });

new Worker(join(folder, "interrupt.cjs"), {
	stdin: false,
	resourceLimits: { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 1 },
}).unref();
const commands = new Socket({ fd: commandPipe, readable: true, writable: false });
commands.on(
	"data",
	frameReader<Command>((command) => {
		waiting.push(command);
		defer(runWaiting);
	}),
);
report({ type: "ready" });
