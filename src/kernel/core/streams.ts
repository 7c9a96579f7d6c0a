import type { Request } from "./request.js";

type Name = "stdout" | "stderr";

/** How long text waits for more, in milliseconds, and how many characters of it may wait. */
const patience = 50;
const capacity = 1 << 18;

/** Gathers the text that cells print, so that a million lines are not a million messages. */
export class Streams {
	readonly #publish: (request: Request, name: Name, text: string) => void;
	#pending: { request: Request; name: Name; texts: string[]; size: number } | undefined;
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(publish: (request: Request, name: Name, text: string) => void) {
		this.#publish = publish;
	}

	write(request: Request, name: Name, text: string): void {
		if (this.#pending?.request !== request || this.#pending.name !== name) this.flush();
		this.#pending ??= { request, name, texts: [], size: 0 };
		this.#pending.texts.push(text);
		this.#pending.size += text.length;
		if (this.#pending.size > capacity) this.flush();
		else this.#timer ??= setTimeout(() => this.flush(), patience);
	}

	/** Sends what waits; called before every other message, so that the order holds. */
	flush(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		const pending = this.#pending;
		this.#pending = undefined;
		if (pending) this.#publish(pending.request, pending.name, pending.texts.join(""));
	}
}
