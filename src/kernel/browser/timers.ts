import { type Cell, cellNow, runAs } from "../core/cell.js";

type Callback = (...values: unknown[]) => void;

/** The worker's own, whatever cells put in their place. */
const { setTimeout, clearTimeout, setInterval, clearInterval } = globalThis;

/**
 * Makes every timer belong to the cell that starts it, so that it ends with the cell when that is
 * interrupted, and gives what Node has and browsers have not: `setImmediate`.
 */
export function trackTimers(onError: (error: unknown, cell: Cell) => void): void {
	const immediates = new Immediates();
	const timers = new Timers(onError, (id) => {
		immediates.stop(id);
		clearTimeout(id as number);
		clearInterval(id as number);
	});
	const clear = (id: unknown) => timers.clear(id);
	Object.assign(globalThis, {
		setTimeout: (callback: Callback, delay = 0, ...values: unknown[]) =>
			// A browser's timers wait at least four milliseconds when they are nested.
			timers.track(callback, values, false, (run) =>
				delay > 0 ? setTimeout(run, delay) : immediates.start(run),
			),
		setInterval: (callback: Callback, delay?: number, ...values: unknown[]) =>
			timers.track(callback, values, true, (run) => setInterval(run, delay)),
		setImmediate: (callback: Callback, ...values: unknown[]) =>
			timers.track(callback, values, false, (run) => immediates.start(run)),
		...{ clearTimeout: clear, clearInterval: clear, clearImmediate: clear },
	});
}

/** Which timer belongs to which cell. */
class Timers {
	readonly #owners = new Map<unknown, { cell: Cell; key: object }>();
	readonly #onError: (error: unknown, cell: Cell) => void;
	readonly #stop: (id: unknown) => void;

	constructor(onError: (error: unknown, cell: Cell) => void, stop: (id: unknown) => void) {
		this.#onError = onError;
		this.#stop = stop;
	}

	track(
		callback: Callback,
		values: unknown[],
		repeats: boolean,
		start: (run: () => void) => unknown,
	): unknown {
		if (typeof callback !== "function") {
			throw new TypeError(`a timer's callback must be a function (got ${typeof callback})`);
		}
		const cell = cellNow();
		const id = start(() => {
			if (!repeats) this.#release(id);
			try {
				runAs(cell, () => callback(...values));
			} catch (error) {
				this.#onError(error, cell);
			}
		});
		const key = {};
		this.#owners.set(id, { cell, key });
		if (cell.aborted) this.clear(id);
		else cell.belongings.set(key, () => this.clear(id));
		return id;
	}

	clear(id: unknown): void {
		this.#release(id);
		this.#stop(id);
	}

	#release(id: unknown): void {
		const owner = this.#owners.get(id);
		this.#owners.delete(id);
		owner?.cell.belongings.delete(owner.key);
	}
}

/** Turns of the event loop, one after the other, as fast as it goes. */
class Immediates {
	readonly #channel = new MessageChannel();
	readonly #waiting = new Map<unknown, () => void>();
	#last = 0;

	constructor() {
		this.#channel.port1.onmessage = ({ data }: MessageEvent<number>) => {
			const run = this.#waiting.get(data);
			this.#waiting.delete(data);
			run?.();
		};
	}

	/** @returns a negative number, which no timer of the browser has */
	start(run: () => void): number {
		this.#waiting.set(--this.#last, run);
		this.#channel.port2.postMessage(this.#last);
		return this.#last;
	}

	stop(id: unknown): void {
		this.#waiting.delete(id);
	}
}
