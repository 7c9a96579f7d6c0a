/**
 * The globals that most cells need, without the types of Node, which take half a second and 45 MB
 * to load. What is here is part of what Node's types say. When a cell that does not pass mentions
 * something of this file, or a name that is not here, Node's types take its place.
 * Not part of the project's own type check.
 */

interface Console {
	assert(condition?: unknown, ...data: unknown[]): void;
	clear(): void;
	count(label?: string): void;
	countReset(label?: string): void;
	debug(...data: unknown[]): void;
	dir(item?: unknown, options?: object): void;
	dirxml(...data: unknown[]): void;
	error(...data: unknown[]): void;
	group(...data: unknown[]): void;
	groupCollapsed(...data: unknown[]): void;
	groupEnd(): void;
	info(...data: unknown[]): void;
	log(...data: unknown[]): void;
	table(data?: unknown, properties?: readonly string[]): void;
	time(label?: string): void;
	timeEnd(label?: string): void;
	timeLog(label?: string, ...data: unknown[]): void;
	trace(...data: unknown[]): void;
	warn(...data: unknown[]): void;
}
declare var console: Console;

declare namespace NodeJS {
	interface Timeout {
		ref(): this;
		unref(): this;
		hasRef(): boolean;
		refresh(): this;
		close(): this;
		[Symbol.toPrimitive](): number;
		[Symbol.dispose](): void;
	}
	interface Immediate {
		ref(): this;
		unref(): this;
		hasRef(): boolean;
		[Symbol.dispose](): void;
	}
}
declare function setTimeout<T extends unknown[]>(
	callback: (...args: T) => void,
	delay?: number,
	...args: T
): NodeJS.Timeout;
declare function setTimeout(callback: (_: undefined) => void, delay?: number): NodeJS.Timeout;
declare function setInterval<T extends unknown[]>(
	callback: (...args: T) => void,
	delay?: number,
	...args: T
): NodeJS.Timeout;
declare function setInterval(callback: (_: undefined) => void, delay?: number): NodeJS.Timeout;
declare function setImmediate<T extends unknown[]>(
	callback: (...args: T) => void,
	...args: T
): NodeJS.Immediate;
declare function setImmediate(callback: (_: undefined) => void): NodeJS.Immediate;
declare function clearTimeout(timer: NodeJS.Timeout | string | number | undefined): void;
declare function clearInterval(timer: NodeJS.Timeout | string | number | undefined): void;
declare function clearImmediate(timer: NodeJS.Immediate | undefined): void;
declare function queueMicrotask(callback: () => void): void;
declare function structuredClone<T>(value: T): T;
declare function atob(data: string): string;
declare function btoa(data: string): string;

interface Performance {
	readonly timeOrigin: number;
	now(): number;
}
declare var performance: Performance;

interface Event {
	readonly type: string;
	readonly target: EventTarget | null;
}
interface EventTarget {
	addEventListener(
		type: string,
		listener: (event: Event) => void,
		options?: boolean | { once?: boolean; passive?: boolean; capture?: boolean },
	): void;
	removeEventListener(type: string, listener: (event: Event) => void): void;
}
interface AbortSignal extends EventTarget {
	readonly aborted: boolean;
	// biome-ignore lint/suspicious/noExplicitAny: anything can be a reason
	readonly reason: any;
	throwIfAborted(): void;
}
declare var AbortSignal: {
	prototype: AbortSignal;
	new (): AbortSignal;
};
interface AbortController {
	readonly signal: AbortSignal;
	// biome-ignore lint/suspicious/noExplicitAny: anything can be a reason
	abort(reason?: any): void;
}
declare var AbortController: {
	prototype: AbortController;
	new (): AbortController;
};
declare var global: typeof globalThis;

interface ImportMeta {
	url: string;
	dirname: string;
	filename: string;
}
