import type { Death, ExecutorEvents, ExecutorHandle } from "../core/ports.js";
import type { Command } from "../core/protocol.js";
import type { ExecutorStart, FromExecutor } from "./protocol.js";

/** How often the kernel asks a loop to end, before the worker is ended that cannot hear of it. */
const patience = 3;

/** Starts the worker in which cells run, and speaks with it. */
export class ExecutorWorker implements ExecutorHandle {
	readonly #worker: Worker;
	readonly #events: ExecutorEvents;
	/** Where the executor's loops look whether they are to stop. */
	readonly #stop: Int32Array | undefined;
	#asked = 0;
	#isOver = false;

	constructor(address: string, start: ExecutorStart, events: ExecutorEvents) {
		this.#events = events;
		this.#stop = start.stop && new Int32Array(start.stop);
		this.#worker = new Worker(address);
		this.#worker.onmessage = ({ data }: MessageEvent<FromExecutor>) => {
			if (this.#isOver) return;
			if (data.type === "done") this.#asked = 0;
			if (data.type === "done" && this.#stop) Atomics.store(this.#stop, 0, 0);
			events.report(data);
		};
		this.#worker.onerror = (event) => {
			event.preventDefault();
			this.#end({ reason: "unstartable", detail: event.message });
		};
		this.#worker.postMessage(start);
	}

	send(command: Command): void {
		this.#worker.postMessage(command);
	}

	terminate(highest: number): void {
		if (this.#stop) Atomics.store(this.#stop, 0, highest);
		else if (++this.#asked >= patience) this.#end({ reason: "unstoppable", detail: "" });
	}

	kill(): void {
		this.#end({ reason: "killed", detail: "the kernel" });
	}

	/** Not from within the call that asks for it. */
	#end(death: Death): void {
		if (this.#isOver) return;
		this.#isOver = true;
		this.#worker.terminate();
		queueMicrotask(() => this.#events.death(death));
	}

	async dismiss(): Promise<void> {
		this.#isOver = true;
		this.#worker.terminate();
	}

	async settle(): Promise<void> {}
	input(): void {}
	pause(): void {}
	resume(): void {}
}
