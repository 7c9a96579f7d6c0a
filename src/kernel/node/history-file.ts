import { appendFileSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import type { Entry, HistoryStore } from "../core/history.js";

/** What is read of the file, and left of one that has twice as much, in characters. */
const capacity = 1 << 21;

/** Where Jupyter keeps its data, unless JUPYTER_DATA_DIR says otherwise. */
export function jupyterDataFolder(): string {
	const { JUPYTER_DATA_DIR, APPDATA, XDG_DATA_HOME } = process.env;
	if (JUPYTER_DATA_DIR) return JUPYTER_DATA_DIR;
	if (process.platform === "darwin") return join(homedir(), "Library", "Jupyter");
	if (process.platform === "win32") return join(APPDATA ?? homedir(), "jupyter");
	return join(XDG_DATA_HOME ?? join(homedir(), ".local", "share"), "jupyter");
}

/** The cells of all sessions in one file, a line of JSON each. */
export class HistoryFile implements HistoryStore {
	readonly #path: string;

	constructor(path: string) {
		this.#path = path;
	}

	read(): Entry[] {
		let text: string;
		try {
			text = readFileSync(this.#path, "utf8");
		} catch {
			return [];
		}
		const lines = text.slice(-capacity).split("\n");
		if (text.length > 2 * capacity) this.#shorten(lines.slice(1).join("\n"));
		return lines.flatMap(parseEntry);
	}

	add(entry: Entry): void {
		try {
			mkdirSync(dirname(this.#path), { recursive: true });
			appendFileSync(this.#path, `${JSON.stringify(entry)}\n`, { mode: 0o600 });
		} catch {
			// A folder that cannot be written to: this session's history is in memory.
		}
	}

	#shorten(text: string): void {
		try {
			const path = `${this.#path}.${process.pid}`;
			writeFileSync(path, text, { mode: 0o600 });
			renameSync(path, this.#path);
		} catch {
			// It stays as long as it is.
		}
	}
}

/** A line that is none, or only half of one, is left out. */
function parseEntry(line: string): Entry[] {
	try {
		const { session, line: number, input, output } = JSON.parse(line) as Entry;
		if (typeof session !== "number" || typeof number !== "number") return [];
		if (typeof input !== "string") return [];
		return [{ session, line: number, input, output: typeof output === "string" ? output : null }];
	} catch {
		return [];
	}
}
