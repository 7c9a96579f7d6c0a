import { setTimeout } from "node:timers/promises";

type Frames = (Uint8Array | string)[];

export interface Sender {
	send(frames: Frames): Promise<void>;
}

/** How long, in milliseconds, the others have to read when one is known not to. */
const restlessness = 20;
/** What may wait here, in bytes, before whoever speaks should wait; and when to go on. */
const high = 4 << 20;
const low = 1 << 20;
/** ZeroMQ takes one message at a time, and only so many: the others wait here, in order. */
export class Outbox {
	readonly #socket: Sender;
	/** Sends to those peers only that keep up. */
	readonly #leaveBehind: ((frames: Frames) => Promise<void>) | undefined;
	readonly #patience: number;
	readonly #waiting: { frames: Frames; size: number }[] = [];
	#size = 0;
	#isSending = false;
	#isPeerStuck = false;
	#drained: (() => void)[] = [];

	/**
	 * @param leaveBehind without it, messages to a peer that does not read are dropped
	 * @param patience how long, in milliseconds, everybody waits for a peer that does not read
	 */
	constructor(socket: Sender, leaveBehind?: (frames: Frames) => Promise<void>, patience = 10_000) {
		this.#socket = socket;
		this.#patience = patience;
		this.#leaveBehind = leaveBehind;
	}

	send(frames: Frames): void {
		const size = frames.reduce((sum, { length }) => sum + length, 0);
		this.#waiting.push({ frames, size });
		this.#size += size;
		if (!this.#isSending) void this.#drain();
	}

	get length(): number {
		return this.#waiting.length;
	}

	get isFull(): boolean {
		return this.#size > high;
	}

	onceDrained(then: () => void): void {
		this.#drained.push(then);
	}

	async #drain(): Promise<void> {
		this.#isSending = true;
		for (let next = this.#waiting[0]; next; next = this.#waiting[0]) {
			await this.#push(next.frames);
			this.#waiting.shift();
			this.#size -= next.size;
			if (this.#size > low) continue;
			for (const then of this.#drained.splice(0)) then();
		}
		this.#isSending = false;
	}

	async #push(frames: Frames): Promise<void> {
		const end = performance.now() + (this.#isPeerStuck ? restlessness : this.#patience);
		for (let pause = 1; ; pause = Math.min(2 * pause, 20)) {
			try {
				await this.#socket.send(frames);
				this.#isPeerStuck = false;
				return;
			} catch (error) {
				// A peer that has gone is no reason to stop.
				if ((error as NodeJS.ErrnoException).code !== "EAGAIN" || !this.#leaveBehind) return;
			}
			if (performance.now() >= end) {
				this.#isPeerStuck = true;
				await this.#leaveBehind(frames).catch(() => {});
				return;
			}
			await setTimeout(pause);
		}
	}
}
