import { createRequire, syncBuiltinESMExports } from "node:module";
import { promisify } from "node:util";
import { type Cell, cellNow, runAs } from "../core/cell.js";

type Start = (callback: (...values: unknown[]) => void, ...rest: unknown[]) => object;
type Stop = (timer: unknown) => void;
type Options = { signal?: AbortSignal; ref?: boolean };

/**
 * Makes every timer belong to the cell that starts it, so that it ends with the cell when that
 * is interrupted. The promises of `timers/promises` are made of these timers, too.
 */
export function trackTimers(onError: (error: unknown, cell: Cell) => void): void {
	const require = createRequire(process.execPath);
	const callbacks = require("node:timers") as Record<string, Start & Stop>;
	const promises = require("node:timers/promises") as Record<string, unknown>;
	const belonging = new Belonging();

	for (const [name, stopName] of [
		["setTimeout", "clearTimeout"],
		["setInterval", "clearInterval"],
		["setImmediate", "clearImmediate"],
	] as const) {
		const repeats = name === "setInterval";
		const stop = callbacks[stopName] as Stop;
		const start = belonging.track(callbacks[name] as Start, stop, repeats, onError);
		const end: Stop = (timer) => {
			belonging.release(timer);
			stop(timer);
		};
		const promised = promisedTimer(name, start, end);
		if (!repeats) Object.defineProperty(start, promisify.custom, { value: promised });
		for (const place of [callbacks, globalThis as Record<string, unknown>]) {
			place[name] = start;
			place[stopName] = end;
		}
		promises[name] = promised;
	}
	belonging.watchPrototype(callbacks.setTimeout as Start, callbacks.clearTimeout as Stop);
	const { scheduler } = promises as { scheduler: { wait?: unknown } };
	if (scheduler) {
		scheduler.wait = (delay: number, options?: Options) =>
			(promises.setTimeout as (...args: unknown[]) => unknown)(delay, undefined, options);
	}
	syncBuiltinESMExports();
}

interface Owner {
	cell: Cell;
	end: () => void;
	/** By which the timer can be ended, too, if it was made a number of. */
	number?: number;
}

/** Which timer belongs to which cell. */
class Belonging {
	readonly #owners = new WeakMap<object, Owner>();
	readonly #byNumber = new Map<unknown, object>();

	track(
		start: Start,
		stop: Stop,
		repeats: boolean,
		onError: (error: unknown, cell: Cell) => void,
	): Start {
		return (callback, ...rest) => {
			// Node says itself what is wrong.
			if (typeof callback !== "function") return start(callback, ...rest);
			const cell = cellNow();
			const run = (...values: unknown[]) => {
				if (!repeats) this.release(timer);
				try {
					runAs(cell, () => callback(...values));
				} catch (error) {
					onError(error, cell);
				}
			};
			const timer = start(run, ...rest);
			const end = () => {
				this.release(timer);
				stop(timer);
			};
			this.#owners.set(timer, { cell, end });
			this.#hold(timer);
			return timer;
		};
	}

	#hold(timer: object): void {
		const owner = this.#owners.get(timer);
		if (owner?.cell.aborted) owner.end();
		else owner?.cell.belongings.set(timer, owner.end);
	}

	/** A timer that is over, by itself or by its number. */
	release(timer: unknown): void {
		const known = this.#byNumber.get(timer) ?? timer;
		if (typeof known !== "object" || known === null) return;
		const owner = this.#owners.get(known);
		this.#byNumber.delete(owner?.number);
		owner?.cell.belongings.delete(known);
	}

	/** What a timer can be told: to begin again, to close, to be a number. */
	watchPrototype(start: Start, stop: Stop): void {
		const probe = start(() => {});
		stop(probe);
		const prototype = Object.getPrototypeOf(probe) as {
			refresh(): object;
			close(): object;
			[Symbol.toPrimitive](): number;
		};
		const { refresh, close, [Symbol.toPrimitive]: toNumber } = prototype;
		const belonging = this;
		prototype.refresh = function (this: object) {
			refresh.call(this);
			belonging.#hold(this);
			return this;
		};
		prototype.close = function (this: object) {
			belonging.release(this);
			return close.call(this);
		};
		prototype[Symbol.toPrimitive] = function (this: object) {
			const number = toNumber.call(this);
			const owner = belonging.#owners.get(this);
			if (owner?.cell.belongings.has(this)) {
				owner.number = number;
				belonging.#byNumber.set(number, this);
			}
			return number;
		};
	}
}

function promisedTimer(name: string, start: Start, stop: Stop): unknown {
	if (name === "setInterval") {
		return (delay?: number, value?: unknown, options: Options = {}) =>
			ticks(start, stop, delay, value, options);
	}
	if (name === "setTimeout") {
		return (delay?: number, value?: unknown, options: Options = {}) =>
			once((done) => start(done, delay), stop, value, options);
	}
	return (value?: unknown, options: Options = {}) =>
		once((done) => start(done), stop, value, options);
}

function once(
	start: (done: () => void) => object,
	stop: Stop,
	value: unknown,
	{ signal, ref }: Options,
): Promise<unknown> {
	return new Promise((resolve, reject) => {
		if (signal?.aborted) return reject(abortError(signal));
		const timer = start(() => {
			signal?.removeEventListener("abort", abort);
			resolve(value);
		}) as { unref?(): void };
		const abort = () => {
			stop(timer);
			reject(abortError(signal));
		};
		signal?.addEventListener("abort", abort, { once: true });
		if (ref === false) timer.unref?.();
	});
}

async function* ticks(
	start: Start,
	stop: Stop,
	delay: number | undefined,
	value: unknown,
	{ signal, ref }: Options,
): AsyncGenerator<unknown> {
	if (signal?.aborted) throw abortError(signal);
	let due = 0;
	let wake: (() => void) | undefined;
	const notify = () => wake?.();
	const timer = start(() => {
		due++;
		notify();
	}, delay) as { unref?(): void };
	signal?.addEventListener("abort", notify, { once: true });
	if (ref === false) timer.unref?.();
	try {
		while (true) {
			if (signal?.aborted) throw abortError(signal);
			if (due === 0) {
				await new Promise<void>((resolve) => {
					wake = resolve;
				});
			}
			for (; due > 0; due--) yield value;
		}
	} finally {
		stop(timer);
		signal?.removeEventListener("abort", notify);
	}
}

function abortError(signal: AbortSignal | undefined): Error {
	const error = new Error("The operation was aborted", { cause: signal?.reason });
	return Object.assign(error, { name: "AbortError", code: "ABORT_ERR" });
}
