import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { setImmediate as turn, setTimeout as wait } from "node:timers/promises";
import { Kernel } from "../../../src/kernel/core/kernel.js";
import type { Message } from "../../../src/kernel/core/message.js";
import type {
	Compiled,
	CompilerPort,
	ExecutorEvents,
	Frontend,
	Platform,
} from "../../../src/kernel/core/ports.js";
import type {
	CellScript,
	Command,
	Json,
	ModuleScript,
	RunTask,
} from "../../../src/kernel/core/protocol.js";
import { messageOf, Scripted } from "./scripted.js";

class Screen implements Frontend {
	readonly said: string[] = [];
	readonly replies: Json[] = [];
	isFull = false;
	publish = (type: string, _parent: unknown, content: Json) =>
		void this.said.push(`${type} ${content.execution_state ?? content.evalue ?? ""}`.trim());
	reply = (_channel: string, _request: Message, _type: string, content: Json) =>
		void this.replies.push(content);
	ask = () => {};
	complain = (reason: string) => void this.said.push(`complaint: ${reason}`);
	onceDrained = () => {};
}

describe("the kernel", () => {
	let screen: Screen;
	let executor: Scripted;
	let kernel: Kernel;
	let compiling: { code: string; resolve(compiled: Compiled): void; reject(error: Error): void }[];
	let stops: number;

	beforeEach(() => {
		screen = new Screen();
		compiling = [];
		stops = 0;
		const compiler = {
			compile: (code: string) =>
				new Promise<Compiled>((resolve, reject) => compiling.push({ code, resolve, reject })),
			reset: async () => {},
			stop: () => {
				stops++;
				for (const { reject } of compiling) reject(new Error("stopped"));
			},
		} as unknown as CompilerPort;
		const platform = {
			compiler,
			history: { read: () => [], add: () => {} },
			versions: {},
			memoryLimit: 64,
			startExecutor: (events: ExecutorEvents) => {
				executor = new Scripted(events);
				return executor;
			},
		} as unknown as Platform;
		kernel = new Kernel(screen, platform);
		executor.events.report({ type: "ready" });
	});

	const usesNothing = {
		...{ declares: {}, direct: [], assigns: [], through: {}, inside: [], imports: {} },
	};
	const compiled: Compiled = {
		script: { code: "" } as CellScript,
		modules: [],
		versions: {},
		uses: usesNothing,
	};
	const execute = (content: Json = {}) =>
		kernel.receive("shell", messageOf("execute_request", { code: "1", ...content }));
	const until = async (isSo: () => boolean) => {
		for (let i = 0; i < 2000 && !isSo(); i++) await wait(1);
		assert.ok(isSo(), `never so: ${isSo}; said ${screen.said}`);
	};

	test("says once that it starts, when somebody hears it, and not in the middle", async () => {
		assert.deepEqual(screen.said, []);
		kernel.subscribed();
		kernel.subscribed();
		assert.deepEqual(screen.said, ["status starting"]);
	});

	test("does not say that it starts when it has been asked for something", async () => {
		kernel.receive("shell", messageOf("interrupt_request"));
		await until(() => screen.said.includes("status idle"));
		kernel.subscribed();
		assert.ok(!screen.said.includes("status starting"));
	});

	test("a compiler that fails is shown in the cell", async () => {
		execute();
		await until(() => compiling.length === 1);
		compiling[0]?.reject(new Error("too deep"));
		await until(() => screen.replies.length === 1);
		assert.equal(screen.replies[0]?.ename, "KernelError");
		assert.deepEqual(screen.said.slice(-3), ["execute_input", "error too deep", "status idle"]);
	});

	test("a reply that cannot be sent is an error, and the next cell is answered", async () => {
		const { reply } = screen;
		screen.reply = () => {
			screen.reply = reply;
			throw new RangeError("Invalid string length");
		};
		execute({ stop_on_error: false });
		execute();
		for (let times = 0; times < 2; times++) {
			await until(() => compiling.length === 1);
			compiling.shift()?.resolve(compiled);
			await until(() => executor.told.length === times + 1);
			executor.done(times + 1);
		}
		await until(() => screen.replies.length === 2);
		const said = screen.replies.map(({ status, evalue }) => [status, evalue]);
		assert.deepEqual(said, [
			["error", "Invalid string length"],
			["ok", undefined],
		]);
	});

	test("a message to a comm does not overtake the cell that came before it", async () => {
		kernel.comms.set("c", "target");
		execute();
		kernel.receive("shell", messageOf("comm_msg", { comm_id: "c", data: {} }));
		await until(() => compiling.length === 1);
		for (let i = 0; i < 10; i++) await turn();
		assert.deepEqual(executor.told, []);
		compiling[0]?.resolve(compiled);
		await until(() => executor.told.length === 2);
		assert.deepEqual(executor.told, ["run 1", "comm_msg 2"]);
		executor.done(2);
		executor.done(1);
		await until(() => screen.replies.length === 1);
	});

	test("a cell that was compiled for variables that are lost is not run", async () => {
		execute();
		await until(() => compiling.length === 1);
		executor.events.death({ reason: "killed", detail: "SIGKILL" });
		compiling[0]?.resolve(compiled);
		await until(() => screen.replies.length === 1);
		assert.equal(screen.replies[0]?.ename, "Killed");
		assert.deepEqual(executor.told, []);
	});

	test("Stop ends a compiler that is at work, and the cell is not run", async (context) => {
		execute();
		await until(() => compiling.length === 1);
		context.mock.timers.enable({ apis: ["setTimeout"] });
		kernel.interrupt();
		assert.equal(stops, 0);
		context.mock.timers.tick(400);
		context.mock.timers.reset();
		assert.equal(stops, 1);
		await until(() => screen.replies.length === 1);
		assert.equal(screen.replies[0]?.ename, "Interrupted");
		assert.deepEqual(executor.told, []);
	});

	test("the modules of a cell that was not run are there for the next one", async () => {
		const module = (path: string) => ({ path }) as ModuleScript;
		let sent: Command | undefined;
		execute();
		await until(() => compiling.length === 1);
		kernel.interrupt();
		compiling.shift()?.resolve({ ...compiled, modules: [module("a.ts")] });
		await until(() => screen.replies.length === 1);
		executor.send = (command) => {
			sent = command;
		};
		execute();
		await until(() => compiling.length === 1);
		compiling.shift()?.resolve({ ...compiled, modules: [module("b.ts")] });
		await until(() => sent !== undefined);
		assert.deepEqual(
			(sent as RunTask).modules.map(({ path }) => path),
			["a.ts", "b.ts"],
		);
		executor.done(1);
		await until(() => screen.replies.length === 2);
	});

	test("a failure aborts the cells behind it, unless it was silent", async () => {
		for (const silent of [true, false]) {
			execute({ silent });
			execute();
			await until(() => compiling.length === 1);
			compiling.shift()?.resolve({ error: { ename: "E", evalue: "wrong", traceback: [] } });
			if (silent) {
				await until(() => compiling.length === 1);
				compiling.shift()?.resolve({ error: { ename: "E", evalue: "next", traceback: [] } });
			}
			await until(() => screen.replies.length === 2);
			const [, second] = screen.replies.splice(0);
			assert.equal(second?.status, silent ? "error" : "aborted");
		}
	});
});
