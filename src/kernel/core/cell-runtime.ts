import { cellNow } from "./cell.js";
import type { Content, Variables } from "./variables.js";

type Exports = Record<string, unknown>;

/** What a rewritten cell (see `cells.ts`) calls `$$`. */
export class CellRuntime {
	/** The value of the last expression. */
	result: unknown;
	/** The code that hands the variables over; `interrupt.ts` runs it in a stopped loop. */
	saving = "";
	readonly #variables: Variables;
	readonly #require: (id: string) => unknown;
	/** What the cell's names meant before it. */
	readonly #before = new Map<string, Content | undefined>();

	constructor(variables: Variables, require: (id: string) => unknown) {
		this.#variables = variables;
		this.#require = require;
	}

	live(name: string, read: () => unknown, write?: (value: unknown) => void): void {
		this.#declare(name, { read, write });
	}

	save(values: Record<string, unknown>): void {
		for (const [name, value] of Object.entries(values)) this.#declare(name, { value });
	}

	#declare(name: string, content: Content): void {
		const before = this.#variables.declare(name, content);
		if (!this.#before.has(name)) this.#before.set(name, before);
	}

	/**
	 * After a cell that did not reach its end: a name that has no value yet means again what it
	 * meant before. @returns these names
	 */
	withdraw(): string[] {
		const unset: string[] = [];
		for (const [name, before] of this.#before) {
			if (this.#hasValue(name)) continue;
			unset.push(name);
			if (before) this.#variables.declare(name, before);
		}
		return unset;
	}

	#hasValue(name: string): boolean {
		try {
			return this.#variables.get(name) !== undefined;
		} catch {
			// A module's own getter: the name means what the module says.
			return true;
		}
	}

	/** Awaits for the cell, and for ever when the cell has been interrupted meanwhile. */
	hold(awaited: unknown, _saved?: unknown): unknown {
		const cell = cellNow();
		if (awaited === null || (typeof awaited !== "object" && typeof awaited !== "function")) {
			return cell.aborted ? never : awaited;
		}
		return new Promise((resolve, reject) => {
			Promise.resolve(awaited).then(
				(value) => {
					if (!cell.aborted) resolve(value);
				},
				(error) => {
					if (!cell.aborted) reject(error);
				},
			);
		});
	}

	/** The same for `for await`. */
	holdEach(
		iterable: AsyncIterable<unknown> & Iterable<unknown>,
		_saved?: unknown,
	): AsyncIterable<unknown> {
		const runtime = this;
		return {
			[Symbol.asyncIterator]() {
				const iterator = iterable[Symbol.asyncIterator]?.() ?? iterable[Symbol.iterator]();
				const isSync = !iterable[Symbol.asyncIterator];
				return {
					async next() {
						const { done = false, value } = (await runtime.hold(
							iterator.next(),
						)) as IteratorResult<unknown>;
						return { done, value: isSync ? await runtime.hold(value) : value };
					},
					async return(value?: unknown) {
						await runtime.hold(iterator.return?.(value));
						return { done: true as const, value };
					},
				};
			},
		};
	}

	async import(id: string): Promise<unknown> {
		return this.star(this.#require(String(id)));
	}

	/** `import x from`: the default export, or a CommonJS module as a whole. */
	default(module: unknown): Exports {
		return isModule(module) ? module : { default: module };
	}

	/** `import * as x from`. */
	star(module: unknown): Exports {
		if (isModule(module)) return module;
		const star: Exports = {};
		for (const key of Object.keys(Object(module))) {
			if (key === "default") continue;
			Object.defineProperty(star, key, {
				enumerable: true,
				get: () => (module as Exports)[key],
			});
		}
		star.default = module;
		return star;
	}

	reexport(module: Exports, names: Record<string, string>): void {
		for (const [name, from] of Object.entries(names)) this.live(name, () => module[from]);
	}

	reexportAll(module: Exports): void {
		for (const name of Object.keys(module)) {
			if (name !== "default") this.live(name, () => module[name]);
		}
	}
}

const never = new Promise<never>(() => {});

function isModule(value: unknown): value is Exports {
	return typeof value === "object" && value !== null && "__esModule" in value;
}
