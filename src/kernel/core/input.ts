import type { Host } from "./host.js";

/** A browser's `prompt`, `confirm` and `alert`: the reader answers in the notebook. */
export function readerFunctions(host: Host) {
	return {
		/** @returns what was typed; `preset`, or null, for an empty line */
		prompt(message: unknown = "", preset?: unknown): string | null {
			const hint = preset === undefined ? "" : `[${preset}] `;
			const typed = host.input(`${message} ${hint}`.trimStart());
			if (typed !== "") return typed;
			return preset === undefined ? null : String(preset);
		},
		confirm(message: unknown = ""): boolean {
			return /^\s*y(es)?\s*$/i.test(host.input(`${message} [y/N] `.trimStart()));
		},
		alert(message: unknown = ""): void {
			host.input(`${message} [Enter] `.trimStart());
		},
	};
}
