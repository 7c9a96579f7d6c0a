import { type Cell, cellNow } from "./cell.js";
import { toJson } from "./json.js";
import type { CommMessage, Json, Question, Report } from "./protocol.js";

export interface Comm {
	readonly id: string;
	send(data: Json, options?: CommOptions): void;
	close(data?: Json): void;
	onMessage(handler: (data: Json, buffers: Uint8Array[]) => unknown): void;
	onClose(handler: (data: Json) => unknown): void;
}

interface CommOptions {
	metadata?: Json;
	buffers?: Uint8Array[];
}

/** What the host needs of the executor. */
export interface HostPlace {
	report(report: Report): void;
	ask(cell: number, question: Question): string;
}

class HostComm implements Comm {
	readonly id: string;
	/** The notebook's cell that has it: when that runs again, the comm is closed. */
	readonly owner: string | undefined;
	readonly #host: Host;
	#message: ((data: Json, buffers: Uint8Array[]) => unknown) | undefined;
	#close: ((data: Json) => unknown) | undefined;

	constructor(host: Host, id: string, owner: string | undefined) {
		this.#host = host;
		this.id = id;
		this.owner = owner;
	}

	send(data: Json, options: CommOptions = {}): void {
		this.#host.say({ type: "comm_msg", comm: this.id, data, ...options });
	}

	close(data: Json = {}): void {
		if (!this.#host.comms.delete(this.id)) return;
		this.#host.say({ type: "comm_close", comm: this.id, data });
	}

	onMessage(handler: (data: Json, buffers: Uint8Array[]) => unknown): void {
		this.#message = handler;
	}

	onClose(handler: (data: Json) => unknown): void {
		this.#close = handler;
	}

	receive(data: Json, buffers: Uint8Array[]): unknown {
		return this.#message?.(data, buffers);
	}

	closed(data: Json): unknown {
		return this.#close?.(data);
	}
}

/** What lessons may use of the kernel: `globalThis[Symbol.for("Jupyter.host")]`. */
export class Host {
	readonly comms = new Map<string, HostComm>();
	readonly #targets = new Map<string, (comm: Comm, data: Json) => unknown>();
	readonly #place: HostPlace;

	constructor(place: HostPlace) {
		this.#place = place;
	}

	/** Aborted when the running cell is interrupted; a fresh one for every cell. */
	get signal(): AbortSignal {
		return cellNow().controller.signal;
	}

	display(
		bundle: Json,
		options: { metadata?: Json; displayId?: string; update?: boolean } = {},
	): void {
		const data = toJson(bundle, "a mime bundle");
		const metadata = toJson(options.metadata ?? {}, "metadata");
		const displayId = options.displayId === undefined ? undefined : String(options.displayId);
		const update = options.update === true;
		this.#report((cell) => ({ type: "display", cell, data, metadata, displayId, update }));
	}

	clearOutput({ wait = false }: { wait?: boolean } = {}): void {
		this.#report((cell) => ({ type: "clear", cell, wait: wait === true }));
	}

	/**
	 * Waits for a line that the reader types.
	 *
	 * @param options `password`: not to be seen while it is typed
	 * @throws an Error where the front end takes no input
	 */
	input(prompt: string, { password = false }: { password?: boolean } = {}): string {
		const { id } = cellNow();
		return this.#place.ask(id, { prompt: String(prompt), password: password === true });
	}

	openComm(target: string, data: Json = {}, options: CommOptions = {}): Comm {
		const comm = new HostComm(this, crypto.randomUUID(), cellNow().notebookId);
		this.say({ type: "comm_open", comm: comm.id, target: String(target), data, ...options });
		this.comms.set(comm.id, comm);
		return comm;
	}

	onComm(target: string, handler: (comm: Comm, data: Json) => unknown): void {
		this.#targets.set(target, handler);
	}

	/** A message from a front end. @returns what the handler returned, maybe a promise */
	receive({ type, comm: id, target, data, buffers }: CommMessage): unknown {
		if (type === "comm_open") {
			const handler = this.#targets.get(target ?? "");
			const comm = new HostComm(this, id, undefined);
			// The protocol asks for this when nobody knows the target.
			if (!handler) return this.say({ type: "comm_close", comm: id, data: {} });
			this.comms.set(id, comm);
			return handler(comm, data);
		}
		const comm = this.comms.get(id);
		if (type === "comm_msg") return comm?.receive(data, buffers ?? []);
		this.comms.delete(id);
		return comm?.closed(data);
	}

	/** The notebook's cell that a comm belongs to. */
	ownerOf(comm: string): string | undefined {
		return this.comms.get(comm)?.owner;
	}

	/** Closes what earlier runs of the notebook's cells have opened. */
	closeCommsOf(cells: readonly string[]): void {
		for (const comm of [...this.comms.values()]) {
			if (comm.owner === undefined || !cells.includes(comm.owner)) continue;
			comm.close();
			try {
				comm.closed({});
			} catch {
				// Nobody is there any more to hear of it.
			}
		}
	}

	/** A comm's message, for the cell that runs. */
	say({ data, metadata, buffers, ...message }: CommMessage): void {
		const checked = {
			...message,
			data: toJson(data, "a comm's data"),
			metadata: toJson(metadata ?? {}, "metadata"),
			buffers: (buffers ?? []).map(bytesOf),
		};
		this.#report((cell) => ({ ...checked, cell }));
	}

	/** Reports what belongs to a cell, unless the cell was interrupted. */
	#report(message: (cell: number) => Report): void {
		const cell: Cell = cellNow();
		if (!cell.aborted) this.#place.report(message(cell.id));
	}
}

function bytesOf(buffer: unknown): Uint8Array {
	if (ArrayBuffer.isView(buffer)) {
		return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
	}
	if (buffer instanceof ArrayBuffer) return new Uint8Array(buffer);
	throw new TypeError("buffers must hold typed arrays");
}
