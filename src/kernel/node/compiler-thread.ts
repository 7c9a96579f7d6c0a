import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { Memory } from "../core/compiler.js";
import type { Compiled, CompilerCalls, CompilerPort } from "../core/ports.js";
import type { Answer, Call, CompilerStart } from "./compiler-worker.js";
import type { Folders } from "./files.js";

interface Pending {
	call: Call;
	resolve(result: unknown): void;
	reject(reason: Error): void;
}

/** The front's end of the compiler's thread. */
export class CompilerThread implements CompilerPort {
	readonly #folders: Folders;
	readonly #pending = new Map<number, Pending>();
	#memory: Memory | undefined;
	/** None after one that has failed, until somebody asks for something. */
	#worker: Worker | undefined;
	#lastId = 0;

	constructor(folders: Folders) {
		this.#folders = folders;
		this.#worker = this.#start();
	}

	compile = (code: string, name: string): Promise<Compiled> => this.#call("compile", code, name);
	compileExpression = (code: string): Promise<Compiled> => this.#call("compileExpression", code);
	withdraw = (unset: string[]) => this.#call("withdraw", unset);
	versions = () => this.#call("versions");
	reset = () => this.#call("reset");
	complete = (code: string, position: number) => this.#call("complete", code, position);
	inspect = (code: string, position: number, detail: number) =>
		this.#call("inspect", code, position, detail);
	isComplete = (code: string) => this.#call("isComplete", code);

	stop(): void {
		if (this.#pending.size === 0) return;
		this.#end(new Error("the compiler was stopped"));
		this.#worker = this.#start();
	}

	#call<Name extends keyof CompilerCalls>(
		name: Name,
		...args: Parameters<CompilerCalls[Name]>
	): Promise<ReturnType<CompilerCalls[Name]>> {
		const call = { id: ++this.#lastId, name, args };
		return new Promise<unknown>((resolve, reject) => {
			this.#pending.set(call.id, { call, resolve, reject });
			this.#worker ??= this.#start();
			this.#worker.postMessage(call);
		}) as Promise<ReturnType<CompilerCalls[Name]>>;
	}

	#start(): Worker {
		const workerData: CompilerStart = {
			folders: this.#folders,
			memory: this.#memory,
		};
		const worker = new Worker(join(this.#folders.folder, "compiler-worker.cjs"), {
			workerData,
			// The compiler makes little garbage.
			resourceLimits: { maxYoungGenerationSizeMb: 3 },
		});
		worker.unref();
		worker.on("message", (answer: Answer) => {
			if (worker === this.#worker) this.#receive(answer);
		});
		worker.on("error", (error) => {
			if (worker === this.#worker) this.#end(error);
		});
		return worker;
	}

	#receive({ id, result, failure, memory }: Answer): void {
		if (memory) this.#memory = memory;
		const pending = this.#pending.get(id);
		this.#pending.delete(id);
		if (failure === undefined) pending?.resolve(result);
		else pending?.reject(new Error(`the compiler failed: ${failure}`));
	}

	/** Ends the thread and whatever it is doing; the next one goes on with what it knew. */
	#end(reason: unknown): void {
		const why = reason instanceof Error ? reason : new Error(String(reason));
		const pending = [...this.#pending.values()];
		this.#pending.clear();
		void this.#worker?.terminate();
		this.#worker = undefined;
		for (const { reject } of pending) reject(why);
	}
}
