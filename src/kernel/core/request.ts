import type { Channel, Header, Message } from "./message.js";
import type { Done } from "./protocol.js";

/**
 * A front end's request, from its arrival until its idle: waiting in the queue, being compiled,
 * waiting for the executor, done. What it leaves behind (a timer, a promise) may still print for
 * it afterwards.
 */
export class Request {
	readonly channel: Channel;
	readonly message: Message;
	/** When the kernel has begun with it. */
	started = "";
	/** By this the executor knows it. It gets one when it first asks the executor for something. */
	number = 0;
	/** Stop was pressed: nothing more is begun for it. */
	isStopped = false;
	isCompiling = false;
	#settle: ((answer: Done) => void) | undefined;

	constructor(channel: Channel, message: Message) {
		this.channel = channel;
		this.message = message;
	}

	get header(): Header {
		return this.message.header;
	}

	/** Whether the executor owes it an answer. */
	get isWaiting(): boolean {
		return this.#settle !== undefined;
	}

	answer(): Promise<Done> {
		return new Promise((resolve) => {
			this.#settle = resolve;
		});
	}

	/** Only the first answer counts. */
	settle(answer: Done): void {
		const settle = this.#settle;
		this.#settle = undefined;
		settle?.(answer);
	}
}
