/**
 * Runs on a thread of its own beside the cells. The front process says when a cell does not
 * listen: what it runs is ended then, wherever it runs (at once, after an await, in a timer), and
 * whatever it waits for. When the front process goes, so does this one, whatever a cell is doing.
 */
import { type Debugger, Session } from "node:inspector";
import { Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { encodeFrame, frameReader } from "./frames.js";
import { endProcesses, processesBelow } from "./process-tree.js";

/** Front → interrupter. */
export type Interrupt =
	/** Ends what runs, unless it belongs to a request with a higher number. */
	| { type: "terminate"; highest: number }
	/** The answer to a question of the cell's. */
	| { type: "input"; value?: string; refusal?: string };

export interface InterrupterStart {
	/** The number of the cell that runs. */
	current: Int32Array;
	/** 0 while the cells' thread waits for input. */
	answered: Int32Array;
	answers: MessagePort;
	/** How many bytes the process may hold. */
	memoryLimit: number;
}

/** What the cells' thread says of itself. */
export type Notice =
	/** It is about to wait for this to change. */
	| { type: "waiting"; array: Int32Array | BigInt64Array; index: number }
	/** It has started a process, which it does not wait for, or such a process has ended. */
	| ProcessNotice;

interface ProcessNotice {
	type: "process";
	pid: number;
	isThere: boolean;
}

/** Interrupter → front. */
export type Word =
	/** The process holds more than it may, and ends. */
	{ type: "memory" } | ProcessNotice;

const interruptPipe = 5;
/** How long, in milliseconds, a thread that runs may take to its next statement. */
const patience = 500;
/** How often, in milliseconds, the process's memory is looked at. */
const memoryInterval = 100;

const { current, answered, answers, memoryLimit } = workerData as InterrupterStart;
const socket = new Socket({ fd: interruptPipe });
let isBusy = false;
let waiting: (Notice & { type: "waiting" }) | undefined;
/** Processes that the cells' thread does not wait for. */
const started = new Set<number>();
/** Processes that it waits for, and that were asked to end. */
const asked = new Set<number>();

/** Stops the cells' thread, has the stopped cell save its variables, and ends what it does. */
function interrupt(highest: number): void {
	if (isBusy) {
		// It was too early, or does not listen.
		wake(highest);
		return;
	}
	isBusy = true;
	// Connected no longer than it takes: an inspector keeps what is printed to the console.
	const session = new Session();
	session.connectToMainThread();
	const kernelScripts = new Set<string>();
	const finish = () => {
		clearTimeout(timer);
		session.disconnect();
		isBusy = false;
	};
	// Nothing runs that could be stopped.
	const giveUp = () => session.post("Debugger.disable", finish);
	let timer = setTimeout(finish, 10 * patience);
	session.on("Debugger.scriptParsed", ({ params }) => {
		if (/^node:|[/\\]build[/\\]kernel[/\\]|^$/.test(params.url)) kernelScripts.add(params.scriptId);
	});
	session.once("Debugger.paused", async ({ params }) => {
		const frames = params.callFrames;
		const isMeant = Atomics.load(current, 0) <= highest;
		const isCell = isMeant && frames.some(({ location }) => !kernelScripts.has(location.scriptId));
		for (const frame of isCell ? frames : []) if (await saveVariables(session, frame)) break;
		session.post("Debugger.resume", { terminateOnResume: isCell } as object, finish);
	});
	// In one go: a thread that is woken must not run on between the two.
	session.post("Debugger.enable");
	session.post("Debugger.pause", () => {
		clearTimeout(timer);
		timer = setTimeout(giveUp, patience);
	});
	wake(highest);
}

/** Ends what the cells' thread is blocked by, if it is. */
function wake(highest: number): void {
	if (Atomics.load(current, 0) > highest) return;
	if (waiting) Atomics.notify(waiting.array as Int32Array, waiting.index);
	Atomics.store(answered, 0, 1);
	Atomics.notify(answered, 0);
	// What it has started and does not know of yet, it waits for: execSync and its like.
	for (const pid of processesBelow(process.pid, started)) {
		endProcesses([pid], asked.has(pid) ? "SIGKILL" : "SIGTERM");
		asked.add(pid);
	}
}

/**
 * The locals of a loop that never ends are in registers, and no `finally` runs when it is
 * terminated: the code that `cells.ts` has left for this is run in the frame of the cell.
 */
async function saveVariables(session: Session, frame: Debugger.CallFrame): Promise<boolean> {
	const evaluate = (expression: string) =>
		new Promise<unknown>((resolve) => {
			const question: Debugger.EvaluateOnCallFrameParameterType = {
				callFrameId: frame.callFrameId,
				expression,
			};
			session.post("Debugger.evaluateOnCallFrame", question, (_error, answer) => {
				resolve(answer?.result.value);
			});
		});
	// A cell that uses the shorter names itself has a longer one for its runtime.
	for (const name of ["$$", "$$$", "$$$$", "$$$$$"]) {
		const saving = await evaluate(`typeof ${name} === "object" ? ${name}.saving : ""`);
		if (typeof saving !== "string" || saving === "") continue;
		await evaluate(saving);
		return true;
	}
	return false;
}

/**
 * V8 limits its heap, but typed arrays and WebAssembly lie outside of it. What is garbage there is
 * collected before a cell is told that it holds too much.
 */
function watchMemory(): void {
	const limit = memoryLimit + process.memoryUsage.rss();
	let isCollecting = false;
	const isOver = (limit: number) => process.memoryUsage.rss() > limit;
	const endOver = (limit: number) => {
		if (isOver(limit)) say({ type: "memory" }, endAll);
	};
	setInterval(async () => {
		endOver(1.5 * limit);
		if (isCollecting || !isOver(limit)) return;
		isCollecting = true;
		await Promise.race([collectGarbage(), wait(2 * patience)]);
		endOver(limit);
		isCollecting = false;
	}, memoryInterval);
}

function collectGarbage(): Promise<void> {
	const session = new Session();
	session.connectToMainThread();
	return new Promise((resolve) => {
		session.post("HeapProfiler.collectGarbage", () => {
			session.disconnect();
			resolve();
		});
	});
}

function say(word: Word, then?: () => void): void {
	socket.write(encodeFrame(word), then);
}

/** The end of this process and of all that it has started. */
function endAll(): void {
	endProcesses(processesBelow(process.pid), "SIGKILL");
	// The group is this process's own.
	endProcesses([-process.pid, process.pid], "SIGKILL");
}

parentPort?.on("message", (notice: Notice) => {
	if (notice.type === "waiting") {
		waiting = notice;
		return;
	}
	if (notice.isThere) started.add(notice.pid);
	else started.delete(notice.pid);
	// The front ends it when this process cannot.
	say(notice);
});
const receive = frameReader<Interrupt>((message) => {
	if (message.type === "terminate") return interrupt(message.highest);
	answers.postMessage(message);
	Atomics.store(answered, 0, 1);
	Atomics.notify(answered, 0);
});
socket.on("data", receive);
socket.on("close", endAll);
watchMemory();
