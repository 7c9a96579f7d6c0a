/** What the front process (sockets, compiler) and the executor (cells) tell each other. */

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
}

/** A compiled local module, found under the path that the emitted `require` asks for. */
export interface ModuleScript extends Script {
	/** Absolute path with the extension `.js`. */
	path: string;
}

export interface ErrorReport {
	ename: string;
	evalue: string;
	traceback: string[];
}

export interface CommMessage {
	comm: string;
	target?: string;
	data: Json;
	metadata?: Json;
	buffers?: Uint8Array[];
}

/** Front → executor. `cell` is a number that the front gave to the request that asks. */
export type Command =
	| { type: "run"; cell: number; script: CellScript; modules: ModuleScript[] }
	| { type: "evaluate"; cell: number; scripts: Record<string, CellScript> }
	| ({ type: "comm_open" | "comm_msg" | "comm_close"; cell: number } & CommMessage)
	| { type: "abort"; cell: number };

/** Executor → front. */
export type Report =
	| { type: "ready" }
	/** The last word: a cell has called `process.exit`. */
	| { type: "exit"; code: number }
	| { type: "stream"; cell: number; name: "stdout" | "stderr"; text: string }
	| {
			type: "display";
			cell: number;
			data: Json;
			metadata: Json;
			displayId?: string;
			update?: boolean;
	  }
	| { type: "clear"; cell: number; wait: boolean }
	| ({ type: "comm_open" | "comm_msg" | "comm_close"; cell: number } & CommMessage)
	| { type: "error"; cell: number; error: ErrorReport }
	| {
			type: "done";
			cell: number;
			/** Set when the cell threw. */
			error?: ErrorReport;
			/** The mime bundle of the last expression, if it has a value. */
			result?: { data: Json; metadata: Json };
			/** Top-level names that never got a value because the cell threw before. */
			unset: string[];
	  }
	| { type: "values"; cell: number; values: Json };
