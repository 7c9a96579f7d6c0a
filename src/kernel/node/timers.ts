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
	const owners = new WeakMap<object, Cell>();

	for (const [name, stopName] of [
		["setTimeout", "clearTimeout"],
		["setInterval", "clearInterval"],
		["setImmediate", "clearImmediate"],
	] as const) {
		const start = callbacks[name] as Start;
		const stop = callbacks[stopName] as Stop;
		const repeats = name === "setInterval";
		const tracked: Start = (callback, ...rest) => {
			// Node says itself what is wrong.
			if (typeof callback !== "function") return start(callback, ...rest);
			const cell = cellNow();
			const timer = start(
				(...values) => {
					if (!repeats) cell.belongings.delete(timer);
					try {
						runAs(cell, () => callback(...values));
					} catch (error) {
						onError(error, cell);
					}
				},
				...rest,
			);
			owners.set(timer, cell);
			if (cell.aborted) stop(timer);
			else cell.belongings.set(timer, () => stop(timer));
			return timer;
		};
		const untracked: Stop = (timer) => {
			if (typeof timer === "object" && timer) owners.get(timer)?.belongings.delete(timer);
			stop(timer);
		};
		const promised = repeats
			? (delay?: number, value?: unknown, options: Options = {}) =>
					ticks(tracked, untracked, delay, value, options)
			: name === "setTimeout"
				? (delay?: number, value?: unknown, options: Options = {}) =>
						once((done) => tracked(done, delay), untracked, value, options)
				: (value?: unknown, options: Options = {}) =>
						once((done) => tracked(done), untracked, value, options);
		if (!repeats) Object.defineProperty(tracked, promisify.custom, { value: promised });
		for (const place of [callbacks, globalThis as Record<string, unknown>]) {
			place[name] = tracked;
			place[stopName] = untracked;
		}
		promises[name] = promised;
	}
	const { scheduler } = promises as { scheduler: { wait?: unknown } };
	if (scheduler) {
		scheduler.wait = (delay: number, options?: Options) =>
			(promises.setTimeout as (...args: unknown[]) => unknown)(delay, undefined, options);
	}
	syncBuiltinESMExports();
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
