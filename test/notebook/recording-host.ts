import type { MimeBundle } from "../../src/figures/figure.js";
import type { Kernel } from "../../src/notebook/kernel.js";

export interface Shown {
	readonly bundle: MimeBundle;
	readonly displayId: string | undefined;
	readonly update: boolean;
}

const key = Symbol.for("Jupyter.host");

/** Runs `work` as a kernel would run a cell, and returns what it has shown, in order. */
export async function shownBy(
	work: () => unknown,
	signal: AbortSignal = new AbortController().signal,
): Promise<Shown[]> {
	const shown: Shown[] = [];
	const host: Kernel = {
		display(bundle, { displayId, update = false } = {}) {
			shown.push({ bundle, displayId, update });
		},
		openComm: () => ({ id: "", send() {}, onMessage() {}, onClose() {} }),
		onComm() {},
		signal,
	};
	const holder = globalThis as { [key: symbol]: Kernel | undefined };
	holder[key] = host;
	try {
		await work();
	} finally {
		delete holder[key];
	}
	return shown;
}

/** The plain text of everything shown. */
export function texts(shown: readonly Shown[]): string[] {
	return shown.map(({ bundle }) => String(bundle["text/plain"]));
}
