import type { FromFront, PageMessage, ToFront } from "../protocol.js";

/** The kernel's worker, as the page has it. */
export class Front {
	onMessage: (message: PageMessage) => void = () => {};
	readonly #worker: Worker;

	/** @param location the folder in which cells run @param edited the reader's files, by their paths */
	constructor(address: string, location: string, edited: Promise<Record<string, string>>) {
		this.#worker = new Worker(address);
		this.#worker.onmessage = ({ data }: MessageEvent<FromFront>) => {
			if (data.type === "message") this.onMessage(data.message);
		};
		void edited.then((files) => this.tell({ type: "start", location, edited: files }));
	}

	tell(message: ToFront): void {
		this.#worker.postMessage(message);
	}

	end(): void {
		this.#worker.terminate();
	}
}
