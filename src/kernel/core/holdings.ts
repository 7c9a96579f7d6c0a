import { type Digest, digestOf, hashOfText } from "./digest.js";
import type { CellUses } from "./uses.js";
import type { Variables } from "./variables.js";

/** By name, a hash of what it held. */
export type Hashes = Record<string, string>;

/** What a run of a cell had to do with names, and what these held. */
export interface Held {
	/** Earlier cells' names that it used, through functions too, and what they held before it. */
	reads: Hashes;
	/** What it declared, gave another value or changed in place, and what that held after it. */
	writes: Hashes;
	/** What it changed by another name for the same objects. */
	aliased: string[];
	/** The names that only another text changes: imports, functions and classes. */
	code: string[];
	/** The names that may hold more than was looked at. */
	partial: string[];
	/** What no cell's run has changed since the last one: a timer, a slider. */
	drifted: Hashes;
}

/** What is known of a name. */
interface Known {
	readonly isCode: boolean;
	readonly isImport: boolean;
	/** What could be seen of its value. */
	readonly seen: string;
	/** What the value was made of, in case that not all of it can be seen. */
	readonly origin: string;
	/** The names that functions use which the value is or holds. */
	readonly through: readonly string[];
	readonly hash: string;
	readonly isPartial: boolean;
}

/** What the cells' names hold: looked at before and after each run, as far as the cell uses them. */
export class Holdings {
	readonly #variables: Variables;
	readonly #known = new Map<string, Known>();
	/** The names by which an object can be reached. */
	readonly #holders = new WeakMap<object, Set<string>>();

	constructor(variables: Variables) {
		this.#variables = variables;
	}

	/**
	 * Looks at what a cell will use.
	 *
	 * @param source its text
	 * @returns what is to be called when it has run
	 */
	watch(uses: CellUses, source: string): () => Held {
		const reads: Hashes = {};
		const drifted: Hashes = {};
		for (const [name, before] of this.#used(uses)) {
			const hash = before.isImport
				? before.hash
				: this.#know(name, digestOf(this.#valueOf(name)), before);
			reads[name] = hash;
			if (before.hash !== hash) drifted[name] = hash;
		}
		return () => {
			const origin = hashOfText(JSON.stringify([source, uses.imports, reads]));
			const declared = this.#declared(uses, origin);
			const changed = this.#changed(uses, reads, origin);
			const writes = { ...declared, ...changed };
			const named = [...Object.keys(reads), ...uses.assigns];
			const names = Object.keys({ ...reads, ...writes });
			const such = (is: (known: Known) => boolean) =>
				names.filter((name) => is(this.#known.get(name) as Known));
			return {
				...{ reads, writes, drifted },
				aliased: Object.keys(changed).filter((name) => !named.includes(name)),
				code: such(({ isCode }) => isCode),
				partial: such(({ isPartial }) => isPartial),
			};
		};
	}

	/** The earlier cells' names that a cell uses: itself, and by the functions that it may call. */
	#used({ direct, declares, through }: CellUses): Map<string, Known> {
		const used = new Map<string, Known>();
		const names = new Set(direct);
		for (const name of names) {
			const isOwn = Object.hasOwn(declares, name);
			const known = isOwn ? undefined : this.#known.get(name);
			if (known) used.set(name, known);
			for (const other of (isOwn ? through[name] : known?.through) ?? []) names.add(other);
		}
		return used;
	}

	#declared({ declares, imports, through, inside }: CellUses, origin: string): Hashes {
		const writes: Hashes = {};
		for (const [name, kind] of Object.entries(declares)) {
			const isCode = kind === "code";
			const from = imports[name];
			if (from === undefined) {
				const used = through[name] ?? (isCode ? [] : inside);
				this.#know(name, digestOf(this.#valueOf(name)), { isCode, origin, through: used });
			} else {
				const rest = { origin, through: [], isPartial: false };
				this.#known.set(name, { isCode, isImport: true, seen: from, hash: `=${from}`, ...rest });
			}
			writes[name] = this.#known.get(name)?.hash ?? "";
		}
		return writes;
	}

	/** Earlier cells' names that hold something else after a cell, or are given something. */
	#changed({ assigns, declares, inside }: CellUses, reads: Hashes, origin: string): Hashes {
		const writes: Hashes = {};
		const names = new Set([...Object.keys(reads), ...assigns]);
		for (const name of names) {
			const before = this.#known.get(name);
			if (!before || before.isImport || Object.hasOwn(declares, name)) continue;
			const found = digestOf(this.#valueOf(name));
			if (found.hash !== before.seen) {
				const through = [...new Set([...before.through, ...inside])];
				const made = hashOfText(origin + before.origin);
				writes[name] = this.#know(name, found, { ...before, origin: made, through });
				// The same objects may be known by other names.
				for (const object of someOf(found.objects.keys())) {
					for (const other of this.#holders.get(object) ?? []) names.add(other);
				}
			} else if (assigns.includes(name)) writes[name] = before.hash;
		}
		return writes;
	}

	/** @returns the hash of what the name holds */
	#know(
		name: string,
		{ hash: seen, hasCode, isPartial, objects }: Digest,
		{ isCode, origin, through }: Pick<Known, "isCode" | "origin" | "through">,
	): string {
		const whole = hasCode || isPartial ? hashOfText(seen + origin) : seen;
		const hash = isCode ? `=${seen}` : whole;
		const used = hasCode ? through : [];
		const rest = { isImport: false, isPartial: isPartial && !isCode };
		this.#known.set(name, { isCode, seen, origin, hash, through: used, ...rest });
		for (const object of someOf(objects.keys())) {
			const holders = this.#holders.get(object);
			if (holders) holders.add(name);
			else this.#holders.set(object, new Set([name]));
		}
		return hash;
	}

	#valueOf(name: string): unknown {
		try {
			return this.#variables.get(name);
		} catch {
			// A module's getter, which has something to say.
			return undefined;
		}
	}
}

/** So many objects of a value are remembered, to find it when they change by another name. */
function* someOf(objects: Iterable<object>, most = 2000): Iterable<object> {
	let count = 0;
	for (const object of objects) {
		if (++count > most) return;
		yield object;
	}
}
