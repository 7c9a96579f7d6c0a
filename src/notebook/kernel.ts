import type { MimeBundle } from "../figures/figure.js";

/** What a lesson may use of the kernel that runs it. */
export interface Kernel {
	/** Shows a mime bundle, or puts it in the place of what was shown under `displayId`. */
	display(bundle: MimeBundle, options?: { displayId?: string; update?: boolean }): void;
	/** Opens a channel to what the front end has registered under `target`. */
	openComm(target: string, data?: Data, options?: { metadata?: Data }): Comm;
	/** Says who handles the channels that a front end opens to `target`. */
	onComm(target: string, handler: (comm: Comm, data: Data) => unknown): void;
	/** Aborted when the running cell is interrupted. */
	readonly signal: AbortSignal;
	/** Threads of the kernel's own; a kernel on Node has none, as Node has them. */
	readonly threads?: {
		/** How many can work at the same time. */
		readonly cores: number;
		/** @param file as a cell imports it @param name what it exports, and the thread calls */
		open(file: string, name: string): Thread;
	};
}

/** A thread that does one job at a time. */
export interface Thread {
	do(job: unknown): Promise<Outcome>;
	/** Ends the thread, whatever it is doing. */
	stop(): Promise<void>;
}

/** What came of a job. */
export type Outcome = { readonly result: unknown } | { readonly error: unknown };

export type Data = Readonly<Record<string, unknown>>;

/** A channel between the kernel and a front end. The kernel is busy until a handler's promise ends. */
export interface Comm {
	readonly id: string;
	send(data: Data, options?: { metadata?: Data }): void;
	onMessage(handler: (data: Data) => unknown): void;
	onClose(handler: (data: Data) => unknown): void;
}

/** What the kernel offers, or undefined where no kernel runs this code (in a test, say). */
export function kernel(): Kernel | undefined {
	return (globalThis as { [key: symbol]: Kernel | undefined })[Symbol.for("Jupyter.host")];
}

/** A slot in a cell's output, whose content can be replaced. */
export interface Slot {
	show(bundle: MimeBundle): void;
}

/** A new slot below what the cell has shown so far; it appears with its first content. */
export function slot(): Slot {
	const displayId = nextId();
	let update = false;
	return {
		show(bundle) {
			kernel()?.display(bundle, { displayId, update });
			update = true;
		},
	};
}

/** The count lives outside this module, which is loaded anew when `src` is edited. */
function nextId(): string {
	const shared = globalThis as { [key: symbol]: number | undefined };
	const key = Symbol.for("unrolled.slots");
	const count = (shared[key] ?? 0) + 1;
	shared[key] = count;
	return `unrolled-${count}`;
}
