import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import type { Output } from "./notebook-file.js";

export interface Ran {
	status: string;
	outputs: Output[];
	/** In milliseconds. */
	took: number;
}

/** The site's kernel without JupyterLab: a page's script speaks with its worker. */
export class WorkerKernel {
	private constructor(private readonly page: Page) {}

	/** @param folder of the site @param address where it is served */
	static async start(page: Page, folder: string, address: string): Promise<WorkerKernel> {
		const [build] = readdirSync(join(folder, "kernel")).filter((name) =>
			existsSync(join(folder, "kernel", name, "front.js")),
		);
		await page.goto(`${address}kernel/${build}/logo-svg.svg`);
		// What tsx has functions call that it has compiled.
		await page.evaluate("globalThis.__name = (named) => named");
		await page.evaluate(startFront, `${address}kernel/${build}/front.js`);
		return new WorkerKernel(page);
	}

	/** @param cellId as JupyterLab has it */
	execute(code: string, cellId = ""): Promise<Ran> {
		return this.page.evaluate(([text, id]) => window.siteKernel.execute(text, id), [
			code,
			cellId,
		] as const);
	}

	close(): Promise<void> {
		return this.page.close();
	}

	interrupt(): Promise<void> {
		return this.page.evaluate(() => window.siteKernel.tell({ type: "interrupt" }));
	}

	/** Puts a file in the place of the site's. */
	write(path: string, text: string): Promise<void> {
		return this.page.evaluate(
			([path, text]) => window.siteKernel.tell({ type: "write", path, text }),
			[path, text] as const,
		);
	}

	/** Sends a request, and gives what its reply says. */
	ask(type: string, content: Record<string, unknown>): Promise<Record<string, unknown>> {
		return this.page.evaluate(
			([type, content]) => window.siteKernel.ask(type, content, {}).then(({ reply }) => reply),
			[type, content] as const,
		);
	}
}

/** A message of the kernel's. */
interface Heard {
	channel: string;
	header: { msg_type: string };
	content: Record<string, unknown>;
}

interface SiteKernel {
	tell(message: unknown): void;
	ask(
		type: string,
		content: Record<string, unknown>,
		metadata: Record<string, unknown>,
	): Promise<{ reply: Record<string, unknown>; outputs: Output[]; took: number }>;
	execute(code: string, cellId: string): Promise<Ran>;
}

declare global {
	interface Window {
		siteKernel: SiteKernel;
	}
}

/** Runs in the page. */
function startFront(address: string): void {
	const worker = new Worker(address);
	const open = new Map<string, (message: Heard) => void>();
	worker.onmessage = ({ data }) => {
		if (data.type === "message") open.get(data.message.parent_header?.msg_id)?.(data.message);
	};
	const tell = (message: unknown) => worker.postMessage(message);
	tell({ type: "start", location: "notebooks", edited: {} });
	let last = 0;
	const ask: SiteKernel["ask"] = (type, content, metadata) =>
		new Promise((resolve) => {
			const began = performance.now();
			const outputs: Output[] = [];
			let reply: Record<string, unknown> | undefined;
			const msg_id = `${++last}`;
			open.set(msg_id, ({ channel, header: { msg_type }, content }) => {
				if (channel === "shell") reply = content;
				if (channel === "iopub") {
					if (msg_type === "stream" && outputs.at(-1)?.name === content.name) {
						const stream = outputs.at(-1) as { text: string };
						stream.text += content.text;
					} else if (msg_type === "update_display_data") {
						const { display_id } = content.transient as { display_id: string };
						for (const output of shown.get(display_id) ?? []) {
							Object.assign(output, { data: content.data, metadata: content.metadata });
						}
					} else if (["stream", "display_data", "execute_result", "error"].includes(msg_type)) {
						const { transient, ...output } = content as { transient?: { display_id?: string } };
						const made = { output_type: msg_type, ...output } as Output;
						outputs.push(made);
						const id = transient?.display_id;
						if (id !== undefined) shown.set(id, [...(shown.get(id) ?? []), made]);
					}
				}
				const { execution_state } = content as { execution_state?: string };
				if (reply && msg_type === "status" && execution_state === "idle") {
					resolve({ reply, outputs, took: performance.now() - began });
				}
			});
			const header = { msg_id, msg_type: type, session: "test", username: "", version: "5.4" };
			const message = { channel: "shell", header, parent_header: {}, metadata, content };
			tell({ type: "message", message });
		});
	const shown = new Map<string, Output[]>();
	window.siteKernel = {
		...{ tell, ask },
		async execute(code, cellId) {
			const { reply, outputs, took } = await ask("execute_request", { code }, { cellId });
			return { status: String(reply.status), outputs, took };
		},
	};
}
