import type { IKernelConnection, NotebookPanel } from "@jupyterlab/notebook";
import { nothing, type Records, withNews } from "./records.js";

/** The kernel's comm, the same for all pages: `records.ts` of the kernel's core. */
const comm = "unrolled-records";

/** What a notebook's kernel knows of its cells, as long as it has a kernel of ours. */
export class Link {
	records: Records = nothing;
	readonly #panel: NotebookPanel;
	readonly #changed: () => void;
	#send: ((data: object) => void) | undefined;

	/** @param changed called when there is something new */
	constructor(panel: NotebookPanel, changed: () => void) {
		this.#panel = panel;
		this.#changed = changed;
		const { sessionContext } = panel;
		sessionContext.kernelChanged.connect(() => this.#open());
		sessionContext.connectionStatusChanged.connect((_, status) => {
			if (status === "connected") void this.#open();
		});
		void this.#open();
	}

	/** Asks whether modules were edited meanwhile. */
	look(): void {
		this.#send?.({});
	}

	async #open(): Promise<void> {
		this.#take({ isAll: true });
		this.#send = undefined;
		const kernel = this.#panel.sessionContext.session?.kernel;
		if (!kernel || !(await isOurs(kernel)) || kernel.hasComm(comm)) return;
		const opened = kernel.createComm(comm, comm);
		opened.onMsg = ({ content }) => this.#take(content.data);
		this.#send = (data) => {
			if (!opened.isDisposed) opened.send(data);
		};
		opened.open();
	}

	#take(news: Parameters<typeof withNews>[1]): void {
		this.records = withNews(this.records, news);
		this.#changed();
	}
}

async function isOurs(kernel: IKernelConnection): Promise<boolean> {
	try {
		return (await kernel.info).implementation === "unrolled";
	} catch {
		// It has gone before it could say what it is.
		return false;
	}
}
