import { randomUUID } from "node:crypto";
import { report } from "../node/reports.js";
import { type Cell, cellNow } from "./cell.js";
import type { CommMessage, Json, Report } from "./protocol.js";

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

/** Reports what belongs to a cell, unless the cell was interrupted. */
function reportFor(cell: Cell, message: (cell: number) => Report): void {
	if (!cell.aborted) report(message(cell.id));
}

class HostComm implements Comm {
	readonly id: string;
	readonly #host: Host;
	#message: ((data: Json, buffers: Uint8Array[]) => unknown) | undefined;
	#close: ((data: Json) => unknown) | undefined;

	constructor(host: Host, id: string) {
		this.#host = host;
		this.id = id;
	}

	send(data: Json, { metadata, buffers }: CommOptions = {}): void {
		reportFor(cellNow(), (cell) => ({
			type: "comm_msg",
			cell,
			comm: this.id,
			data: toJson(data),
			metadata,
			buffers,
		}));
	}

	close(data: Json = {}): void {
		if (!this.#host.comms.delete(this.id)) return;
		reportFor(cellNow(), (cell) => ({
			type: "comm_close",
			cell,
			comm: this.id,
			data: toJson(data),
		}));
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

	/** Aborted when the running cell is interrupted; a fresh one for every cell. */
	get signal(): AbortSignal {
		return cellNow().controller.signal;
	}

	display(
		bundle: Json,
		{
			metadata = {},
			displayId,
			update,
		}: { metadata?: Json; displayId?: string; update?: boolean } = {},
	): void {
		const data = toJson(bundle);
		reportFor(cellNow(), (cell) => ({ type: "display", cell, data, metadata, displayId, update }));
	}

	clearOutput({ wait = false }: { wait?: boolean } = {}): void {
		reportFor(cellNow(), (cell) => ({ type: "clear", cell, wait }));
	}

	openComm(target: string, data: Json = {}, { metadata, buffers }: CommOptions = {}): Comm {
		const comm = new HostComm(this, randomUUID());
		this.comms.set(comm.id, comm);
		reportFor(cellNow(), (cell) => ({
			type: "comm_open",
			cell,
			comm: comm.id,
			target,
			data: toJson(data),
			metadata,
			buffers,
		}));
		return comm;
	}

	onComm(target: string, handler: (comm: Comm, data: Json) => unknown): void {
		this.#targets.set(target, handler);
	}

	/** A message from a front end. @returns what the handler returned, maybe a promise */
	receive(type: string, { comm: id, target, data, buffers }: CommMessage): unknown {
		if (type === "comm_open") {
			const handler = this.#targets.get(target ?? "");
			const comm = new HostComm(this, id);
			if (!handler) {
				// The protocol asks for this when nobody knows the target.
				reportFor(cellNow(), (cell) => ({ type: "comm_close", cell, comm: id, data: {} }));
				return undefined;
			}
			this.comms.set(id, comm);
			return handler(comm, data);
		}
		const comm = this.comms.get(id);
		if (type === "comm_msg") return comm?.receive(data, buffers ?? []);
		this.comms.delete(id);
		return comm?.closed(data);
	}
}

/** A mime bundle as JSON has it: what JSON cannot say becomes null, here and not on the way. */
export function toJson(value: Json): Json {
	return JSON.parse(
		JSON.stringify(value, function (this: Json, key, part: unknown) {
			// A Buffer would turn itself into a list of numbers before it gets here.
			const original = this[key];
			if (original instanceof Uint8Array) return Buffer.from(original).toString("base64");
			return typeof part === "bigint" ? part.toString() : part;
		}),
	) as Json;
}
