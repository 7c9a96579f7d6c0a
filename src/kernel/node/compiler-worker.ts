/** The thread on which cells are compiled. Started by `compiler-thread.ts`. */
import { parentPort, workerData } from "node:worker_threads";
import { Compiler, type Memory } from "../core/compiler.js";
import type { CompilerCalls } from "../core/ports.js";
import type { Folders } from "./files.js";
import { tslabFromDisk } from "./tslab.js";

export interface CompilerStart {
	folders: Folders;
	/** What a compiler before this one knew. */
	memory: Memory | undefined;
}
export interface Call {
	id: number;
	name: keyof CompilerCalls;
	args: unknown[];
}
export interface Answer {
	id: number;
	result?: unknown;
	/** Why the compiler failed. */
	failure?: string;
	/** What the compiler knows now, if that has changed. */
	memory?: Memory;
}

const { folders, memory: inherited } = workerData as CompilerStart;
const typeErrors = process.env.UNROLLED_TYPE_ERRORS === "warn" ? "warn" : "refuse";
let memory = inherited;
let compiler: Compiler | undefined;
let isAsked = false;

function ready(): Compiler {
	compiler ??= new Compiler(tslabFromDisk(folders), typeErrors, memory);
	return compiler;
}

function answer({ id, name, args }: Call): Answer {
	try {
		const used = ready();
		const result: unknown = (used[name] as (...args: unknown[]) => unknown)(...args);
		if (used.memory === memory) return { id, result };
		memory = used.memory;
		return { id, result, memory };
	} catch (error) {
		// It may be in the middle of something: the next call gets a new one.
		compiler = undefined;
		return { id, failure: error instanceof Error ? error.message : String(error) };
	}
}

parentPort?.on("message", (call: Call) => {
	isAsked = true;
	parentPort?.postMessage(answer(call));
});

/** Does what the first cell would have to wait for, in pieces, as long as nothing is asked. */
function warmUp(left: number): void {
	if (isAsked || left === 0) return;
	try {
		ready().warmUp();
	} catch {
		return;
	}
	setImmediate(warmUp, left - 1);
}
if (!inherited) setImmediate(warmUp, 10);
