import { type Cell, cellNow, runAs } from "../core/cell.js";

type Callback = (...values: unknown[]) => void;

/**
 * Makes every timer belong to the cell that starts it, so that it ends with the cell when that is
 * interrupted, and gives what Node has and browsers have not: `setImmediate`.
 */
export function trackTimers(onError: (error: unknown, cell: Cell) => void): void {
	const { setTimeout, clearTimeout, setInterval, clearInterval } = globalThis;
	const owners = new Map<unknown, { cell: Cell; key: object }>();

	const release = (id: unknown) => {
		const owner = owners.get(id);
		owners.delete(id);
		if (owner) owner.cell.belongings.delete(owner.key);
	};
	const track = (
		start: (run: () => void) => unknown,
		stop: (id: unknown) => void,
		repeats: boolean,
		callback: Callback,
		values: unknown[],
	): unknown => {
		if (typeof callback !== "function") {
			throw new TypeError(`a timer's callback must be a function (got ${typeof callback})`);
		}
		const cell = cellNow();
		const key = {};
		const id = start(() => {
			if (!repeats) release(id);
			try {
				runAs(cell, () => callback(...values));
			} catch (error) {
				onError(error, cell);
			}
		});
		const end = () => {
			owners.delete(id);
			stop(id);
		};
		if (cell.aborted) end();
		else {
			owners.set(id, { cell, key });
			cell.belongings.set(key, end);
		}
		return id;
	};
	const clear = (stop: (id: never) => void) => (id: unknown) => {
		release(id);
		stop(id as never);
	};
	const later = immediates();
	Object.assign(globalThis, {
		setTimeout: (callback: Callback, delay = 0, ...values: unknown[]) =>
			track(
				// A browser's timers wait at least four milliseconds when they are nested.
				(run) => (delay > 0 ? setTimeout(run, delay) : later.start(run)),
				clearBoth,
				false,
				callback,
				values,
			),
		setInterval: (callback: Callback, delay?: number, ...values: unknown[]) =>
			track((run) => setInterval(run, delay), clearBoth, true, callback, values),
		setImmediate: (callback: Callback, ...values: unknown[]) =>
			track((run) => later.start(run), clearBoth, false, callback, values),
		clearTimeout: clear(clearBoth),
		clearInterval: clear(clearBoth),
		clearImmediate: clear(clearBoth),
	});

	function clearBoth(id: unknown): void {
		later.stop(id);
		clearTimeout(id as number);
		clearInterval(id as number);
	}
}

/** Turns of the event loop, one after the other, as fast as it goes. */
function immediates() {
	const { port1, port2 } = new MessageChannel();
	const waiting = new Map<unknown, () => void>();
	let last = 0;
	port1.onmessage = ({ data }: MessageEvent<number>) => {
		const run = waiting.get(data);
		waiting.delete(data);
		run?.();
	};
	return {
		/** @returns a negative number, which no timer of the browser has */
		start(run: () => void): number {
			waiting.set(--last, run);
			port2.postMessage(last);
			return last;
		},
		stop: (id: unknown) => void waiting.delete(id),
	};
}
