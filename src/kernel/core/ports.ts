/** What the kernel needs of the platform that it runs on. `node/` has the implementations. */
import type { HistoryStore } from "./history.js";
import type { Channel, Header, Message } from "./message.js";
import type {
	CellScript,
	Command,
	ErrorReport,
	ImportRequest,
	Json,
	LocalPaths,
	ModuleScript,
	Question,
	Report,
} from "./protocol.js";
import type { CellUses } from "./uses.js";

/** The way to the front ends. */
export interface Frontend {
	/** Says something to all of them. @param parent the request that it is about, if any */
	publish(type: string, parent: Header | undefined, content: Json, extra?: Extra): void;
	reply(channel: Channel, request: Message, type: string, content: Json, metadata: Json): void;
	/** Has the front end behind a request ask its reader for a line of text. */
	ask(request: Message, question: Question): void;
	/** Says what was dropped, where an administrator reads it. */
	complain(reason: string): void;
	/** More waits to leave than should: nobody reads as fast as the cells speak. */
	readonly isFull: boolean;
	/** Calls back once, when that is over. */
	onceDrained(then: () => void): void;
}

export interface Extra {
	metadata?: Json | undefined;
	buffers?: Uint8Array[] | undefined;
}

/** Why an executor has gone that nobody has sent away. */
export interface Death {
	reason: "memory" | "exit" | "killed" | "garbled" | "unstoppable" | "unstartable";
	detail: string;
}

export interface ExecutorEvents {
	report(report: Report): void;
	/** What was written past the kernel, by a child process or by native code. */
	output(name: "stdout" | "stderr", text: string): void;
	/** Called once, and nothing after it. */
	death(death: Death): void;
}

/** The kernel's end of something that runs cells. */
export interface ExecutorHandle {
	send(command: Command): void;
	/** What the reader has typed, or why nobody was asked. */
	input(answer: { value: string } | { refusal: string }): void;
	/** Ends what runs at this moment, unless it belongs to a request with a higher number. */
	terminate(highest: number): void;
	/** While paused, the executor waits as soon as it has something to report. */
	pause(): void;
	resume(): void;
	/** Resolves when all has been read that was written before. */
	settle(): Promise<void>;
	kill(): void;
	/** Ends it and all that it has started, in order if it still listens. */
	dismiss(): Promise<void>;
}

export interface Platform {
	readonly compiler: CompilerPort;
	readonly history: HistoryStore;
	readonly versions: { kernel: string; typescript: string; tslab: string; platform: string };
	/** How many megabytes cells may fill. */
	readonly memoryLimit: number;
	startExecutor(events: ExecutorEvents): ExecutorHandle;
	/** The ports that the front ends connect to. */
	readonly ports: Json;
	/** Processor and memory, of the kernel and of its machine. */
	usage(): Promise<Json>;
	/** Ends the kernel, as soon as what was sent has left. */
	exit(): void;
}

/** What an executor needs of the place in which it runs. */
export interface Place {
	/** Runs the text of an expression in the global scope, under a name for tracebacks. */
	evaluate(code: string, fileName: string): unknown;
	/** Says something to the kernel: at once, and in order. @throws where it cannot be cloned */
	report(report: Report): void;
	/** A value as text. */
	inspect(value: unknown): string;
	/** Waits for what a reader types. @throws where nobody can be asked */
	ask(cell: number, question: Question): string;
	/** Loads what cells import. */
	readonly modules: ModuleLoader;
	/** Ends as a program does that has come to its end. */
	exit(): void;
}

export interface ModuleLoader {
	/** Takes modules that are new or have changed. */
	update(scripts: readonly ModuleScript[]): void;
	/** @param paths the local modules that names stand for, where the compiler knows them */
	import(
		specifier: string,
		paths: LocalPaths,
		attributes?: ImportRequest["attributes"],
	): Promise<Namespace>;
	/** `import.meta` of cells. */
	readonly meta: object;
}

/** What a module exports. */
export type Namespace = Readonly<Record<string, unknown>>;

export type Compiled =
	| {
			script: CellScript;
			/** Local modules that are new or have changed. */
			modules: ModuleScript[];
			/** What is wrong with its types, if that is no reason not to run it. */
			warnings?: ErrorReport | undefined;
			/** The imports in it say which versions of local modules they are from. */
			uses: CellUses;
			/** See `versions`. */
			versions: Record<string, string>;
	  }
	/** The code did not pass the type check. */
	| { error: ErrorReport };

export interface Completion {
	/** From where to where the candidates stand in the code, in UTF-16 units. */
	start: number;
	end: number;
	candidates: { text: string; kind: string }[];
}

/** What is said of something in code, in the two forms that front ends show. */
export interface Inspection {
	"text/plain": string;
	"text/markdown": string;
}

export interface Completeness {
	status: "complete" | "incomplete" | "invalid";
	indent?: string;
}

/** What the kernel asks its compiler: one call after the other, in the order in which they come. */
export interface CompilerCalls {
	/** @param name how tracebacks name the cell: `In[3]` */
	compile(code: string, name: string): Compiled;
	/** Compiles an expression that is not a cell: it declares nothing. */
	compileExpression(code: string): Compiled;
	/** After a cell that threw: names without a value keep what they meant before. */
	withdraw(unset: string[]): void;
	/** Which text the local modules have now that cells have imported, by their paths. */
	versions(): Record<string, string>;
	/** Forgets what cells have declared. */
	reset(): void;
	complete(code: string, position: number): Completion;
	/** @param detail 0 for what something is, 1 for all that is known of it */
	inspect(code: string, position: number, detail: number): Inspection | undefined;
	isComplete(code: string): Completeness;
}

type Asynchronous<Calls> = {
	[Name in keyof Calls]: Calls[Name] extends (...args: infer Args) => infer Result
		? (...args: Args) => Promise<Result>
		: never;
};

/**
 * A compiler that works beside the kernel. A call fails when the compiler itself does, and then
 * the next one finds it as it was before.
 */
export interface CompilerPort extends Asynchronous<CompilerCalls> {
	/** Gives up the calls under way, however long they would have taken: they fail. */
	stop(): void;
}
