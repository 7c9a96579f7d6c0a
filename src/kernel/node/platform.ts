import { createRequire } from "node:module";
import { join } from "node:path";
import type { ExecutorEvents, ExecutorHandle, Platform } from "../core/ports.js";
import { CompilerThread } from "./compiler-thread.js";
import type { Connection } from "./connection.js";
import { ExecutorProcess } from "./executor-process.js";
import type { Folders } from "./files.js";
import { HistoryFile, jupyterDataFolder } from "./history-file.js";
import { usage } from "./usage.js";

/** How long, in milliseconds, the reply to a shutdown may take to be put on its way. */
const farewell = 20;

/** Node, as the kernel needs it. */
export class NodePlatform implements Platform {
	readonly compiler: CompilerThread;
	readonly history = new HistoryFile(join(jupyterDataFolder(), "typescript-history.jsonl"));
	readonly versions: Platform["versions"];
	readonly memoryLimit = Number(process.env.UNROLLED_MEMORY_LIMIT) || 2048;
	readonly #connection: Connection;
	readonly #folders: Folders;

	constructor(connection: Connection, folders: Folders) {
		this.#connection = connection;
		this.#folders = folders;
		const require = createRequire(join(folders.folder, "main.cjs"));
		const version = (name: string) =>
			(require(`${name}/package.json`) as { version: string }).version;
		const tslab = version("tslab");
		const typescript = version("typescript");
		this.versions = { kernel: tslab, tslab, typescript, platform: `Node ${process.version}` };
		this.compiler = new CompilerThread(folders);
	}

	get ports() {
		return this.#connection.ports;
	}

	startExecutor(events: ExecutorEvents): ExecutorHandle {
		const { tslab, typescript } = this.versions;
		return new ExecutorProcess(
			{
				folder: this.#folders.folder,
				root: this.#folders.root,
				memoryLimit: this.memoryLimit,
				versions: { tslab, typescript, node: process.version },
			},
			events,
		);
	}

	usage = usage;

	exit(): void {
		setTimeout(() => void this.#connection.close().then(() => process.exit(0)), farewell);
	}
}
