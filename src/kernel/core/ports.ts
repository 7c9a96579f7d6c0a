import type { CellScript, ErrorReport, ModuleScript } from "./protocol.js";

/** What the kernel needs of the platform that it runs on. `node/` has the implementations. */

export type Compiled =
	| {
			script: CellScript;
			/** Local modules that are new or have changed. */
			modules: ModuleScript[];
	  }
	/** The code did not pass the type check. */
	| { error: ErrorReport };

export interface Completion {
	/** From where to where the candidates stand in the code, in UTF-16 units. */
	start: number;
	end: number;
	candidates: { text: string; kind: string }[];
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
	/** Forgets what cells have declared. */
	reset(): void;
	complete(code: string, position: number): Completion;
	inspect(code: string, position: number): string | undefined;
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
