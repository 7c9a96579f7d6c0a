import type { Hashes, Held } from "./holdings.js";
import type { Json } from "./protocol.js";

/** The comm by which pages hear of all this: one for all that are open, under an id of its own. */
export const recordsComm = "unrolled-records";

/** What is known of a cell's last run that came to its end. */
export interface CellRecord extends Omit<Held, "drifted"> {
	/** Which run of the kernel it was. */
	number: number;
	source: string;
	/** How long it took. */
	seconds: number;
	/** It was run again since, and has thrown or was stopped. */
	failed: boolean;
	/** The local modules that it imports, by their paths, and which versions these had. */
	modules: Hashes;
	/** Where each name is from that it imports. */
	imports: Record<string, string>;
}

/** What a name holds now. */
export interface LiveName {
	hash: string;
	/** Which run has written it, and of which cell that was. */
	number: number;
	by: string;
}

/** A run, as the kernel saw it. */
export interface Run {
	/** The notebook's name for the cell; what has none counts as run before all that have one. */
	cellId: string | undefined;
	source: string;
	seconds: number;
	failed: boolean;
	/** Nothing where it did not get to run. */
	held: Held | undefined;
	modules: Hashes;
	imports: Record<string, string>;
}

const nobody = "";
const unheld: Held = { reads: {}, writes: {}, aliased: [], code: [], partial: [], drifted: {} };

/** What each cell has read and written, what names hold now: what a page needs to know what is old. */
export class Records {
	/** Whether any page has asked for them. */
	isWatched = false;
	readonly #cells = new Map<string, CellRecord>();
	readonly #live = new Map<string, LiveName>();
	#modules: Hashes = {};
	#runs = 0;

	/** @returns what is new, for the pages */
	add({ cellId = nobody, held, failed, ...run }: Run): Json {
		const { drifted, ...own } = held ?? unheld;
		const changed = new Set([cellId]);
		for (const [name, hash] of Object.entries(drifted)) {
			const { number, by } = this.#live.get(name) ?? { number: 0, by: nobody };
			const record = this.#cells.get(by);
			if (record) record.writes = { ...record.writes, [name]: hash };
			this.#live.set(name, { hash, number, by });
			changed.add(by);
		}
		const number = ++this.#runs;
		for (const [name, hash] of Object.entries(own.writes)) {
			this.#live.set(name, { hash, number, by: cellId });
		}
		const old = this.#cells.get(cellId);
		const record = { ...run, ...own, number, failed };
		if (cellId === nobody) record.writes = { ...old?.writes, ...own.writes };
		if (!failed || cellId === nobody) this.#cells.set(cellId, record);
		else if (old) this.#cells.set(cellId, { ...old, failed });
		else if (held) this.#cells.set(cellId, record);
		return this.#news(changed, Object.keys({ ...drifted, ...own.writes }));
	}

	/** Takes which text local modules have now. @returns what is new; nothing if nothing is */
	look(modules: Hashes): Json | undefined {
		if (JSON.stringify(modules) === JSON.stringify(this.#modules)) return undefined;
		this.#modules = modules;
		return { modules };
	}

	/** The variables are lost. */
	forget(): Json {
		this.#cells.clear();
		this.#live.clear();
		return this.all();
	}

	/** All that is known, for a page that has just been opened. */
	all(): Json {
		const all = this.#news(this.#cells.keys(), this.#live.keys());
		return { isAll: true, modules: this.#modules, ...all };
	}

	#news(cells: Iterable<string>, names: Iterable<string>): Json {
		return {
			cells: Object.fromEntries(Array.from(cells, (id) => [id, this.#cells.get(id)])),
			live: Object.fromEntries(Array.from(names, (name) => [name, this.#live.get(name)])),
		};
	}
}
