import type { KernelOptions } from "@jupyterlite/services";
import { Signal } from "@lumino/signaling";
import type { PageMessage, ToFront } from "../protocol.js";
import type { Front } from "./front-worker.js";

/** JupyterLite's `IKernel`: it hands messages on and waits for nothing, as the queue is elsewhere. */
export class PageKernel {
	readonly id: string;
	readonly name: string;
	readonly location: string;
	readonly ready = Promise.resolve();
	readonly disposed = new Signal<this, void>(this);
	isDisposed = false;
	readonly #front: Front;

	constructor({ id, name, location, sendMessage }: KernelOptions, front: Front) {
		this.id = id;
		this.name = name;
		this.location = location;
		this.#front = front;
		front.onMessage = (message) => {
			if (!this.isDisposed) sendMessage(message);
		};
	}

	async handleMessage(message: PageMessage): Promise<void> {
		const { channel, header, parent_header, metadata, content, buffers } = message;
		this.tell({
			type: "message",
			message: { channel, header, parent_header, metadata, content, buffers },
		});
	}

	tell(message: ToFront): void {
		this.#front.tell(message);
	}

	dispose(): void {
		if (this.isDisposed) return;
		this.isDisposed = true;
		this.#front.end();
		this.disposed.emit();
		Signal.clearData(this);
	}
}
