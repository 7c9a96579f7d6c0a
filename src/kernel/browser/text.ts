import type { Report } from "../core/protocol.js";

type Name = "stdout" | "stderr";

/** How long, in milliseconds, text may wait for more, and how much of it. */
const patience = 20;
const capacity = 1 << 16;

/**
 * What cells print, on its way to the front: the first lines leave at once; when they come by the
 * thousand they are gathered, because a message costs more than a line.
 */
export class Text {
	readonly #send: (report: Report) => void;
	readonly #later = new MessageChannel();
	#held: { cell: number; name: Name; text: string } | undefined;
	#sentAt = 0;

	constructor(send: (report: Report) => void) {
		this.#send = send;
		this.#later.port1.onmessage = () => this.flush();
	}

	write(cell: number, name: Name, text: string): void {
		if (this.#held && (this.#held.cell !== cell || this.#held.name !== name)) this.flush();
		const isFirst = !this.#held;
		this.#held ??= { cell, name, text: "" };
		this.#held.text += text;
		const isDue = performance.now() - this.#sentAt > patience;
		if (isDue || this.#held.text.length > capacity) this.flush();
		else if (isFirst) this.#later.port2.postMessage(undefined);
	}

	flush(): void {
		if (!this.#held) return;
		const held = this.#held;
		this.#held = undefined;
		this.#sentAt = performance.now();
		this.#send({ type: "stream", ...held });
	}
}
