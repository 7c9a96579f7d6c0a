import type { Json } from "./protocol.js";

export interface Entry {
	session: number;
	line: number;
	input: string;
	output: string | null;
}

/** Where cells are kept for later sessions. */
export interface HistoryStore {
	/** What earlier sessions have left, the oldest first. */
	read(): Entry[];
	add(entry: Entry): void;
}

const capacity = 10_000;

/** The cells of this session and of those before it, in the order in which they ran. */
export class History {
	readonly #store: HistoryStore;
	#loaded: { entries: Entry[]; session: number } | undefined;

	constructor(store: HistoryStore) {
		this.#store = store;
	}

	/** Read when it is first needed: few front ends ask. */
	get #known(): { entries: Entry[]; session: number } {
		if (!this.#loaded) {
			const entries = this.#store.read();
			this.#loaded = { entries, session: (entries.at(-1)?.session ?? 0) + 1 };
		}
		return this.#loaded;
	}

	add(line: number, input: string, output: string | null): void {
		const { entries, session } = this.#known;
		const entry = { session, line, input, output };
		entries.push(entry);
		if (entries.length > capacity) entries.shift();
		this.#store.add(entry);
	}

	/** Answers a `history_request`: tail, range or search. */
	find(request: Json): unknown[] {
		const count = typeof request.n === "number" && request.n > 0 ? request.n : undefined;
		let found: Entry[] = [];
		if (request.hist_access_type === "tail") {
			found = this.#known.entries.slice(-(count ?? this.#known.entries.length));
		} else if (request.hist_access_type === "range") {
			found = this.#range(request);
		} else if (request.hist_access_type === "search") {
			found = this.#search(String(request.pattern ?? "*"), request.unique === true);
			found = found.slice(-(count ?? found.length));
		}
		return found.map(({ session, line, input, output }) => {
			return [session, line, request.output === true ? [input, output] : input];
		});
	}

	/** Lines from `start` up to, and without, `stop`. Session 0 is this one, -1 the one before. */
	#range({ session, start, stop }: Json): Entry[] {
		const asked = typeof session === "number" ? session : 0;
		const wanted = asked > 0 ? asked : this.#known.session + asked;
		const from = typeof start === "number" ? start : 0;
		const to = typeof stop === "number" ? stop : Number.POSITIVE_INFINITY;
		return this.#known.entries.filter((entry) => {
			return entry.session === wanted && entry.line >= from && entry.line < to;
		});
	}

	#search(pattern: string, unique: boolean): Entry[] {
		const expression = globExpression(pattern);
		const found = this.#known.entries.filter(({ input }) => expression.test(input));
		if (!unique) return found;
		const newest = new Map(found.map((entry) => [entry.input, entry]));
		return found.filter((entry) => newest.get(entry.input) === entry);
	}
}

/** `*` stands for any text and `?` for one character, as in IPython. */
function globExpression(pattern: string): RegExp {
	const source = pattern
		.replace(/[.+^${}()|[\]\\]/g, "\\$&")
		.replace(/\*+/g, ".*")
		.replace(/\?/g, ".");
	return new RegExp(`^${source}$`, "s");
}
