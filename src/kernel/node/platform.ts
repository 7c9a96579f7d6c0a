import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ExecutorEvents, ExecutorHandle, Platform } from "../core/ports.js";
import { CompilerThread } from "./compiler-thread.js";
import type { Connection } from "./connection.js";
import { ExecutorProcess } from "./executor-process.js";
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
	readonly #folder: string;
	readonly #root: string;

	/** @param folder where the built kernel is */
	constructor(connection: Connection, folder: string, root: string) {
		this.#connection = connection;
		this.#folder = folder;
		this.#root = root;
		const version = (name: string) => {
			const file = readFileSync(join(root, "node_modules", name, "package.json"), "utf8");
			return (JSON.parse(file) as { version: string }).version;
		};
		const tslab = version("tslab");
		const typescript = version("typescript");
		this.versions = { kernel: tslab, tslab, typescript, node: process.version };
		this.compiler = new CompilerThread(root, folder);
	}

	get ports() {
		return this.#connection.ports;
	}

	startExecutor(events: ExecutorEvents): ExecutorHandle {
		const { tslab, typescript, node } = this.versions;
		return new ExecutorProcess(
			{
				folder: this.#folder,
				root: this.#root,
				memoryLimit: this.memoryLimit,
				versions: { tslab, typescript, node },
			},
			events,
		);
	}

	usage = usage;

	exit(): void {
		setTimeout(() => void this.#connection.close().then(() => process.exit(0)), farewell);
	}
}
