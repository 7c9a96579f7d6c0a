/** What the page, the front's worker, the executor's worker and threads tell each other. */
import type { Channel, Header } from "../core/message.js";
import type { Command, Json, ModuleScript, Report } from "../core/protocol.js";

/** Jupyter's messages, as JupyterLab has them. */
export interface PageMessage {
	channel: Channel | "iopub" | "stdin";
	header: Header;
	parent_header: Header | Record<string, never>;
	metadata: Json;
	content: Json;
	buffers?: (ArrayBuffer | ArrayBufferView)[];
}

/** What the site's build has put beside the workers: `site.json`. */
export interface SiteFiles {
	versions: { kernel: string; typescript: string; tslab: string };
	/** Texts of files, by their absolute paths: the course, and the types of what it uses. */
	files: Record<string, string>;
	/** The course's modules as they were compiled when the site was built. */
	prepared: Omit<ModuleScript, "source">[];
	/** Where the code of packages is, beside the workers. */
	packages: Record<string, string>;
	/** What cells of many lessons import. */
	popular: string[];
}

/** Page → front. */
export type ToFront =
	| { type: "start"; location: string; edited: Record<string, string> }
	| { type: "message"; message: PageMessage }
	| { type: "interrupt" }
	/** A file of the reader's; without a text, it is as the site has it, or gone. */
	| { type: "write"; path: string; text?: string };

/** Front → page. */
export type FromFront = { type: "ready" } | { type: "message"; message: PageMessage };

/** Front → executor, before all else. */
export interface ExecutorStart {
	type: "start";
	folder: string;
	home: string;
	versions: Record<string, string>;
	packages: Record<string, string>;
	/** Where a stop is written, where memory can be shared. */
	stop: SharedArrayBuffer | undefined;
}

/** Executor → its thread, before all else. */
export interface ThreadStart extends Omit<ExecutorStart, "type"> {
	type: "thread";
	scripts: ModuleScript[];
	/** The path of a module, and the name of what it exports. */
	path: string;
	name: string;
}

export type ToExecutor = ExecutorStart | ThreadStart | Command;
export type FromExecutor = Report;
