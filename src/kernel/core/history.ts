import type { Json } from "./protocol.js";

interface Entry {
	line: number;
	input: string;
	output: string | null;
}

/** The cells of this session, session 1, in the order in which they ran. */
export class History {
	readonly #entries: Entry[] = [];

	add(line: number, input: string, output: string | null): void {
		this.#entries.push({ line, input, output });
		if (this.#entries.length > 10_000) this.#entries.shift();
	}

	/** Answers a `history_request`: tail, range or search. */
	find(request: Json): unknown[] {
		const count = typeof request.n === "number" && request.n > 0 ? request.n : undefined;
		let found: Entry[] = [];
		if (request.hist_access_type === "tail") {
			found = this.#entries.slice(-(count ?? this.#entries.length));
		} else if (request.hist_access_type === "range") {
			found = this.#range(request);
		} else if (request.hist_access_type === "search") {
			found = this.#search(String(request.pattern ?? "*"), request.unique === true);
			found = found.slice(-(count ?? found.length));
		}
		return found.map(({ line, input, output }) => {
			return [1, line, request.output === true ? [input, output] : input];
		});
	}

	/** Lines from `start` up to, and without, `stop`. Session 0 and session 1 are this one. */
	#range({ session, start, stop }: Json): Entry[] {
		if (session !== undefined && session !== 0 && session !== 1) return [];
		const from = typeof start === "number" ? start : 0;
		const to = typeof stop === "number" ? stop : Number.POSITIVE_INFINITY;
		return this.#entries.filter(({ line }) => line >= from && line < to);
	}

	#search(pattern: string, unique: boolean): Entry[] {
		const expression = globExpression(pattern);
		const found = this.#entries.filter(({ input }) => expression.test(input));
		if (!unique) return found;
		return found.filter(({ input }, index) => {
			return found.findLastIndex((entry) => entry.input === input) === index;
		});
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
