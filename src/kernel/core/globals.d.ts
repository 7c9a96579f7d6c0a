/**
 * The globals that cells and local modules may use without the types of Node, which take half a
 * second and 50 MB to load. As soon as a cell needs more than this (`import … from "fs"`),
 * the types of Node are loaded in its place. Not part of the project's own type check.
 */

interface Console {
	assert(condition?: unknown, ...data: unknown[]): void;
	clear(): void;
	count(label?: string): void;
	countReset(label?: string): void;
	debug(...data: unknown[]): void;
	dir(item?: unknown, options?: object): void;
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
	interface Timer {
		ref(): this;
		unref(): this;
		hasRef(): boolean;
		[Symbol.toPrimitive](): number;
	}
	interface Timeout extends Timer {
		refresh(): this;
		close(): this;
	}
	interface Immediate {
		ref(): this;
		unref(): this;
		hasRef(): boolean;
	}
}
declare function setTimeout(callback: (value: undefined) => void, delay?: number): NodeJS.Timeout;
declare function setTimeout<T extends unknown[]>(
	callback: (...args: T) => void,
	delay?: number,
	...args: T
): NodeJS.Timeout;
declare function setInterval(callback: (value: undefined) => void, delay?: number): NodeJS.Timeout;
declare function setInterval<T extends unknown[]>(
	callback: (...args: T) => void,
	delay?: number,
	...args: T
): NodeJS.Timeout;
declare function setImmediate(callback: (value: undefined) => void): NodeJS.Immediate;
declare function setImmediate<T extends unknown[]>(
	callback: (...args: T) => void,
	...args: T
): NodeJS.Immediate;
declare function clearTimeout(timer: NodeJS.Timeout | string | number | undefined): void;
declare function clearInterval(timer: NodeJS.Timeout | string | number | undefined): void;
declare function clearImmediate(timer: NodeJS.Immediate | undefined): void;
declare function queueMicrotask(callback: () => void): void;
declare function structuredClone<T>(value: T, options?: { transfer?: readonly object[] }): T;

interface Event {
	readonly type: string;
	readonly target: EventTarget | null;
	readonly defaultPrevented: boolean;
	preventDefault(): void;
	stopPropagation(): void;
}
declare var Event: { new (type: string, options?: { cancelable?: boolean }): Event };
type EventListener = ((event: Event) => unknown) | { handleEvent(event: Event): unknown };
interface EventTarget {
	addEventListener(
		type: string,
		listener: EventListener,
		options?: boolean | { once?: boolean; passive?: boolean; signal?: AbortSignal },
	): void;
	removeEventListener(type: string, listener: EventListener, options?: boolean | object): void;
	dispatchEvent(event: Event): boolean;
}
declare var EventTarget: { new (): EventTarget };

interface AbortSignal extends EventTarget {
	readonly aborted: boolean;
	// biome-ignore lint/suspicious/noExplicitAny: anything can be a reason, as lib.dom has it
	readonly reason: any;
	onabort: ((event: Event) => unknown) | null;
	throwIfAborted(): void;
}
declare var AbortSignal: {
	new (): AbortSignal;
	abort(reason?: unknown): AbortSignal;
	timeout(milliseconds: number): AbortSignal;
	any(signals: readonly AbortSignal[]): AbortSignal;
};
interface AbortController {
	readonly signal: AbortSignal;
	abort(reason?: unknown): void;
}
declare var AbortController: { new (): AbortController };
interface DOMException extends Error {
	readonly code: number;
}
declare var DOMException: { new (message?: string, name?: string): DOMException };

interface MessagePort extends EventTarget {
	onmessage: ((event: Event & { readonly data: unknown }) => unknown) | null;
	postMessage(value: unknown, transfer?: readonly object[]): void;
	start(): void;
	close(): void;
	ref(): void;
	unref(): void;
}
interface MessageChannel {
	readonly port1: MessagePort;
	readonly port2: MessagePort;
}
declare var MessageChannel: { new (): MessageChannel };

interface Performance {
	readonly timeOrigin: number;
	now(): number;
	mark(name: string, options?: object): unknown;
	measure(name: string, start?: string, end?: string): { readonly duration: number };
}
declare var performance: Performance;

interface URLSearchParams extends Iterable<[string, string]> {
	append(name: string, value: string): void;
	delete(name: string): void;
	get(name: string): string | null;
	getAll(name: string): string[];
	has(name: string): boolean;
	set(name: string, value: string): void;
	toString(): string;
}
declare var URLSearchParams: {
	new (init?: string | Record<string, string> | Iterable<[string, string]>): URLSearchParams;
};
interface URL {
	hash: string;
	host: string;
	hostname: string;
	href: string;
	readonly origin: string;
	password: string;
	pathname: string;
	port: string;
	protocol: string;
	search: string;
	readonly searchParams: URLSearchParams;
	username: string;
	toString(): string;
	toJSON(): string;
}
declare var URL: { new (url: string | URL, base?: string | URL): URL };

interface TextEncoder {
	readonly encoding: string;
	encode(text?: string): Uint8Array;
}
declare var TextEncoder: { new (): TextEncoder };
interface TextDecoder {
	readonly encoding: string;
	decode(bytes?: ArrayBufferView | ArrayBuffer, options?: { stream?: boolean }): string;
}
declare var TextDecoder: {
	new (encoding?: string, options?: { fatal?: boolean; ignoreBOM?: boolean }): TextDecoder;
};
declare function atob(text: string): string;
declare function btoa(text: string): string;

interface Headers extends Iterable<[string, string]> {
	get(name: string): string | null;
	has(name: string): boolean;
	set(name: string, value: string): void;
}
interface Response {
	readonly ok: boolean;
	readonly status: number;
	readonly statusText: string;
	readonly headers: Headers;
	readonly url: string;
	// biome-ignore lint/suspicious/noExplicitAny: what a server sends, as lib.dom has it
	json(): Promise<any>;
	text(): Promise<string>;
	arrayBuffer(): Promise<ArrayBuffer>;
}
declare function fetch(
	url: string | URL,
	options?: {
		method?: string;
		headers?: Record<string, string>;
		body?: string | Uint8Array | null;
		signal?: AbortSignal;
	},
): Promise<Response>;

interface Crypto {
	getRandomValues<T extends ArrayBufferView>(array: T): T;
	randomUUID(): string;
}
declare var crypto: Crypto;

declare namespace WebAssembly {
	type ImportValue = unknown;
	type Imports = Record<string, Record<string, ImportValue>>;
	type Exports = Record<string, ExportValue>;
	// biome-ignore lint/suspicious/noExplicitAny: exported functions have any signature
	type ExportValue = any;
	interface MemoryDescriptor {
		initial: number;
		maximum?: number;
		shared?: boolean;
	}
	class Module {
		constructor(bytes: ArrayBufferView | ArrayBuffer);
	}
	class Instance {
		constructor(module: Module, imports?: Imports);
		readonly exports: Exports;
	}
	class Memory {
		constructor(descriptor: MemoryDescriptor);
		readonly buffer: ArrayBuffer;
		grow(pages: number): number;
	}
	class CompileError extends Error {}
	class LinkError extends Error {}
	class RuntimeError extends Error {}
	function compile(bytes: ArrayBufferView | ArrayBuffer): Promise<Module>;
	function instantiate(
		bytes: ArrayBufferView | ArrayBuffer,
		imports?: Imports,
	): Promise<{ module: Module; instance: Instance }>;
	function validate(bytes: ArrayBufferView | ArrayBuffer): boolean;
}

interface Process {
	readonly argv: string[];
	readonly env: Record<string, string | undefined>;
	readonly platform: string;
	readonly arch: string;
	readonly version: string;
	readonly versions: Record<string, string>;
	readonly pid: number;
	readonly stdout: { write(text: string | Uint8Array): boolean };
	readonly stderr: { write(text: string | Uint8Array): boolean };
	cwd(): string;
	exit(code?: number): never;
	uptime(): number;
	memoryUsage(): {
		rss: number;
		heapTotal: number;
		heapUsed: number;
		external: number;
		arrayBuffers: number;
	};
	hrtime: {
		(since?: [number, number]): [number, number];
		bigint(): bigint;
	};
	nextTick(callback: (...args: unknown[]) => void, ...args: unknown[]): void;
}
declare var process: Process;
interface Buffer extends Uint8Array {
	toString(encoding?: string, start?: number, end?: number): string;
}
interface BufferConstructor {
	from(data: string | ArrayBuffer | readonly number[] | Uint8Array, encoding?: string): Buffer;
	alloc(size: number): Buffer;
	concat(parts: readonly Uint8Array[]): Buffer;
	byteLength(text: string): number;
}
declare var Buffer: BufferConstructor;
// biome-ignore lint/suspicious/noExplicitAny: a module may be anything
declare var require: (id: string) => any;
declare var module: { exports: unknown };
declare var global: typeof globalThis;
