/** What the kernel's front (messages, compiler) and its executor (cells) tell each other. */
import type { Held } from "./holdings.js";
import type { CellUses } from "./uses.js";

/** Any JSON object: contents, metadata, mime bundles. */
export type Json = Record<string, unknown>;

/** A compiled script and what is needed to point back into its source. */
export interface Script {
	/** How a traceback names the source: `In[3]`, or `src/network/rnn.ts`. */
	name: string;
	code: string;
	/** The source as the user wrote it. */
	source: string;
	/** The `mappings` of a source map from the emitted code to the source. */
	mappings: string;
	/** Lines that the emitted source has before the user's first one. */
	prefixLines: number;
}

/** `put` characters of the code stand at `at` where the emitted code had `taken`. */
export type Edit = [at: number, put: number, taken: number];

/** A compiled cell: the text of a function, see `cells.ts`. */
export interface CellScript extends Script {
	edits: Edit[];
	/** The code before the edits. */
	emitted: string;
	imports: ImportRequest[];
	paths: LocalPaths;
}

/** What a cell imports before it runs. */
export interface ImportRequest {
	specifier: string;
	/** As in `import … with { type: "json" }`. */
	attributes?: Record<string, string>;
}

/** The local modules that names in imports stand for: absolute paths. */
export type LocalPaths = Record<string, string>;

/** A compiled local module. */
export interface ModuleScript extends Script {
	/** The absolute path of its source. */
	path: string;
	kind: "module" | "commonjs" | "json";
	paths: LocalPaths;
}

export interface ErrorReport {
	ename: string;
	evalue: string;
	traceback: string[];
}

/** What a value looks like in each mime type that it has. */
export interface Bundle {
	data: Json;
	metadata: Json;
}

export interface CommMessage {
	type: "comm_open" | "comm_msg" | "comm_close";
	comm: string;
	target?: string;
	data: Json;
	metadata?: Json;
	buffers?: Uint8Array[];
}

export interface RunTask {
	type: "run";
	script: CellScript;
	uses: CellUses;
	modules: ModuleScript[];
	/** The notebook's name for the cell: the same each time that it runs. */
	cellId?: string;
	/** Cells that the notebook has no more. */
	deletedCells?: string[];
}
export interface EvaluateTask {
	type: "evaluate";
	script: CellScript;
	modules: ModuleScript[];
}

/** What the executor is asked to do, and answers with `done`. */
export type Task = RunTask | EvaluateTask | CommMessage;

/** Front → executor. `cell` is the number of the request that asks. */
export type Command =
	| (Task & { cell: number })
	| { type: "abort"; cell: number }
	/** The kernel shuts down: exit as a program does that has come to its end. */
	| { type: "exit" };

/** The answer to a task. */
export interface Done {
	type: "done";
	cell: number;
	/** Set when the cell threw. */
	error?: ErrorReport | undefined;
	/** The mime bundle of the last expression, if it has a value. */
	result?: Bundle | undefined;
	/** Top-level names that never got a value because the cell threw before. */
	unset: string[];
	/** What a cell's names held, before and after it. */
	held?: Held | undefined;
}

export interface Question {
	prompt: string;
	/** Not to be seen while it is typed. */
	password: boolean;
}

/** Executor → front. */
export type Report =
	| { type: "ready" }
	/** The last word: a cell has called `process.exit`. */
	| { type: "exit"; code: number }
	| { type: "stream"; cell: number; name: "stdout" | "stderr"; text: string }
	| (Bundle & {
			type: "display";
			cell: number;
			displayId?: string | undefined;
			update?: boolean | undefined;
	  })
	| { type: "clear"; cell: number; wait: boolean }
	| (CommMessage & { cell: number })
	| ({ type: "input"; cell: number } & Question)
	| { type: "error"; cell: number; error: ErrorReport }
	| Done;
