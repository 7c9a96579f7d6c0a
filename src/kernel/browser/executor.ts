/** The worker in which cells run. Started by `executor-worker.ts`. */
import { inspect } from "node-inspect-extracted";
import { cellNow } from "../core/cell.js";
import { tslabModule } from "../core/display.js";
import { mapStacks } from "../core/errors.js";
import { Executor } from "../core/executor.js";
import { Host } from "../core/host.js";
import { readerFunctions } from "../core/input.js";
import type { Report } from "../core/protocol.js";
import { makeConsole } from "./console.js";
import { follow, followEach } from "./following.js";
import { evaluate, Modules } from "./modules.js";
import type { ExecutorStart, ThreadStart, ToExecutor } from "./protocol.js";
import { listenTo, look } from "./stopping.js";
import { Text } from "./text.js";
import { Threads, workAsThread } from "./threads.js";
import { trackTimers } from "./timers.js";

/** The worker's own, whatever cells put in their place. */
const send = globalThis.postMessage.bind(globalThis) as (message: unknown) => void;

function startExecutor(start: ExecutorStart): Executor {
	const { folder, home, versions, packages, stop } = start;
	const text = new Text(send);
	const place = {
		report(report: Report) {
			text.flush();
			send(report);
		},
		ask(): string {
			throw new Error("nobody can be asked: a page has no way to wait for an answer");
		},
	};
	const host = new Host(place);
	const modules = new Modules({
		...{ folder, home, packages },
		builtIn: { tslab: tslabModule(host, versions) },
	});
	const executor = new Executor(
		{
			...place,
			modules,
			evaluate,
			inspect: (value) =>
				inspect(value, {
					...{ colors: false, depth: 4, breakLength: 80 },
					...{ maxArrayLength: 100, maxStringLength: 10_000 },
				}),
			exit: () => close(),
		},
		host,
	);
	if (stop) listenTo(new Int32Array(stop));
	mapStacks([folder, home], self.location.href);
	const console = makeConsole((name, written) => {
		const cell = cellNow();
		if (!cell.aborted) text.write(cell.id, name, written);
	});
	trackTimers((error, cell) => executor.showError(error, cell));
	addEventListener("error", (event) => {
		event.preventDefault();
		executor.showError(event.error ?? event.message);
	});
	addEventListener("unhandledrejection", (event) => {
		event.preventDefault();
		executor.showError(event.reason);
	});
	// Only where the page is safe from eavesdroppers do browsers have it.
	crypto.randomUUID ??= randomId;
	Object.assign(globalThis, { console, ...names, ...readerFunctions(host) });
	Object.assign(globalThis, { global: globalThis, require: modules.require });
	Object.assign(host, { threads: new Threads(start, modules) });
	Object.defineProperty(globalThis, Symbol.for("Jupyter.host"), { value: host });
	return executor;
}

const names = { $$follow: follow, $$followEach: followEach, $$look: look };

function startThread(start: ThreadStart): void {
	Object.assign(globalThis, { ...names, global: globalThis });
	void workAsThread(start, send);
}

function randomId(): `${string}-${string}-${string}-${string}-${string}` {
	const hex = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
		byte.toString(16).padStart(2, "0"),
	).join("");
	const version = `4${hex.slice(13, 16)}`;
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${version}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}

let executor: Executor | undefined;
addEventListener("message", ({ data }: MessageEvent<ToExecutor>) => {
	if (data.type === "thread") startThread(data);
	else if (data.type !== "start") executor?.perform(data);
	else {
		executor = startExecutor(data);
		send({ type: "ready" } satisfies Report);
	}
});
