/** The kernel's worker: messages and the compiler. It owns the worker in which cells run. */
import ts from "typescript";
import { Compiler } from "../core/compiler.js";
import type { Entry } from "../core/history.js";
import { Kernel } from "../core/kernel.js";
import type { ExecutorEvents, Platform } from "../core/ports.js";
import type { Ts } from "../core/typescript.js";
import { compilerHere } from "./compiler-here.js";
import { ExecutorWorker } from "./executor-worker.js";
import { home, MemoryFiles } from "./files.js";
import { PageFrontend, toMessage } from "./page-frontend.js";
import type { FromFront, SiteFiles, ToFront } from "./protocol.js";
import { tslabFromMemory } from "./tslab.js";

const say = (message: FromFront) => postMessage(message);
const beside = (name: string) => new URL(name, self.location.href).href;
/** Pages that are isolated from others share memory with their workers. */
const canShare = typeof SharedArrayBuffer !== "undefined" && globalThis.crossOriginIsolated;

class BrowserPlatform implements Platform {
	readonly compiler: Platform["compiler"];
	readonly versions: Platform["versions"];
	readonly history = { read: (): Entry[] => [], add: () => {} };
	readonly memoryLimit = 4096;
	readonly ports = {};
	readonly #site: SiteFiles;
	readonly #folder: string;

	constructor(site: SiteFiles, compiler: Compiler, folder: string) {
		this.#site = site;
		this.#folder = folder;
		this.compiler = compilerHere(compiler);
		this.versions = { ...site.versions, platform: "in a browser" };
	}

	startExecutor(events: ExecutorEvents): ExecutorWorker {
		const { versions, packages } = this.#site;
		const { tslab, typescript } = versions;
		const addresses = Object.entries(packages).map(([name, file]) => [name, beside(file)]);
		return new ExecutorWorker(
			beside("executor.js"),
			{
				type: "start",
				...{ folder: this.#folder, home, versions: { tslab, typescript } },
				packages: Object.fromEntries(addresses),
				stop: canShare ? new SharedArrayBuffer(4) : undefined,
			},
			events,
		);
	}

	usage = async () => ({});

	exit(): void {
		self.close();
	}
}

const site = fetch(beside("site.json")).then((answer) => answer.json() as Promise<SiteFiles>);

let kernel: Kernel | undefined;
let isAsked = false;
let files: MemoryFiles | undefined;
/** What comes before the kernel is there. */
const early: ToFront[] = [];

async function start({ location, edited }: ToFront & { type: "start" }): Promise<void> {
	const known = await site;
	const made = new MemoryFiles(known);
	files = made;
	for (const [path, text] of Object.entries(edited)) made.write(`${home}/${path}`, text);
	const folder = location === "" ? home : `${home}/${location}`;
	const compiler = new Compiler(tslabFromMemory(ts as unknown as Ts, made, folder, canShare));
	const frontend = new PageFrontend((message) => say({ type: "message", message }));
	kernel = new Kernel(frontend, new BrowserPlatform(known, compiler, folder));
	say({ type: "ready" });
	for (const message of early.splice(0)) receive(message);
	const imports = known.popular.map((name) => `import "${name}";`);
	warmUp(compiler, [...Array<undefined>(6), ...imports]);
}

/** Does what the first cells would have to wait for, in pieces, as long as none has come. */
function warmUp(compiler: Compiler, [code, ...rest]: readonly (string | undefined)[]): void {
	if (isAsked) return;
	compiler.warmUp(code);
	if (rest.length > 0) setTimeout(warmUp, 0, compiler, rest);
}

function receive(message: ToFront): void {
	if (message.type === "start") void start(message);
	else if (!kernel) early.push(message);
	else if (message.type === "interrupt") kernel.interrupt();
	else if (message.type === "write") files?.write(`${home}/${message.path}`, message.text);
	else if (message.message.channel === "stdin") kernel.receiveInput(toMessage(message.message));
	else if (message.message.channel !== "iopub") {
		isAsked ||= message.message.header.msg_type === "execute_request";
		kernel.receive(message.message.channel, toMessage(message.message));
	}
}

addEventListener("message", ({ data }: MessageEvent<ToFront>) => receive(data));
