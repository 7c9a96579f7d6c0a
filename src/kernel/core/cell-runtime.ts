import { type Cell, cellNow } from "./cell.js";
import { DisposalStack } from "./disposal.js";
import type { ModuleLoader, Namespace } from "./ports.js";
import type { CellScript, ImportRequest, LocalPaths } from "./protocol.js";
import { type Content, plainContent, type Slot, type Variables } from "./variables.js";

/** What a rewritten cell (see `cells.ts`) calls `$$`. */
export class CellRuntime {
	/** The value of the last expression. */
	result: unknown;
	/** The code that hands the variables over; `interrupt.ts` runs it in a stopped loop. */
	saving = "";
	/** What the cell imports, in the order of its script's `imports`. */
	modules: readonly Namespace[] = [];
	readonly meta: object;
	readonly #variables: Variables;
	readonly #loader: ModuleLoader;
	#paths: LocalPaths = {};
	/** What the cell's names meant before it. */
	readonly #before = new Map<string, Content>();
	/** What the cell itself has put behind its names. */
	readonly #saved = new Map<string, Content>();
	readonly #disposal = new DisposalStack();

	constructor(variables: Variables, loader: ModuleLoader) {
		this.#variables = variables;
		this.#loader = loader;
		this.meta = loader.meta;
	}

	/**
	 * Loads what a cell imports, then runs it.
	 *
	 * @param evaluate makes the cell's function of its code
	 * @returns a promise if the cell awaits or imports anything
	 */
	run(
		{ imports, paths, code }: CellScript,
		evaluate: (code: string) => (runtime: CellRuntime) => unknown,
	): unknown {
		this.#paths = paths;
		if (imports.length === 0) return evaluate(code)(this);
		const cell = cellNow();
		const load = async () => {
			const modules: Namespace[] = [];
			for (const { specifier, attributes } of imports) {
				modules.push(await this.#loader.import(specifier, paths, attributes));
			}
			this.modules = modules;
			return (await goOn(cell)) ?? evaluate(code)(this);
		};
		return load();
	}

	/** The variable of an earlier cell. */
	slot(name: string): Slot {
		return this.#variables.slot(name);
	}

	live(name: string, get: () => unknown, set: (value: unknown) => unknown = refuse): void {
		this.#declare(name, { get, set });
	}

	save(values: Record<string, unknown>): void {
		for (const [name, value] of Object.entries(values)) {
			const saved = this.#saved.get(name);
			if (saved) saved.set(value);
			else {
				const content = plainContent(value);
				this.#saved.set(name, content);
				this.#declare(name, content);
			}
		}
	}

	#declare(name: string, content: Content): void {
		const slot = this.#variables.slot(name);
		if (!this.#before.has(name)) this.#before.set(name, slot.content);
		slot.content = content;
	}

	/**
	 * After a cell that did not reach its end: a name that has no value yet means again what it
	 * meant before. @returns these names
	 */
	withdraw(): string[] {
		const unset: string[] = [];
		for (const [name, before] of this.#before) {
			if (hasValue(this.#variables, name)) continue;
			unset.push(name);
			this.#variables.slot(name).content = before;
		}
		return unset;
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

	/** `import(…)`. */
	import(specifier: unknown, options?: { with?: ImportRequest["attributes"] }): Promise<Namespace> {
		return this.#loader.import(String(specifier), this.#paths, options?.with);
	}

	/** `export * from`. */
	reexport(module: Namespace): void {
		for (const name of Object.keys(module)) {
			if (name === "default") continue;
			this.live(name, () => module[name]);
		}
	}

	/** `using x = resource`. */
	use<T>(resource: T): T {
		this.#disposal.add(resource, false);
		return resource;
	}

	/** `await using x = resource`. */
	useAsync<T>(resource: T): T {
		this.#disposal.add(resource, true);
		return resource;
	}

	/** The cell has thrown: what its disposal throws comes on top of that. */
	fail(error: unknown): never {
		this.#disposal.fail(error);
		throw error;
	}

	dispose(): void {
		this.#disposal.dispose();
	}

	disposeAsync(): Promise<void> {
		return this.#disposal.disposeAsync();
	}
}

function refuse(): never {
	throw new TypeError("Assignment to an imported name.");
}

const never = new Promise<never>(() => {});

/** Nothing, as long as a cell may go on; never, if it may not. */
function goOn(cell: Cell): Promise<undefined> | undefined {
	return cell.aborted ? never : undefined;
}

function hasValue(variables: Variables, name: string): boolean {
	try {
		return variables.get(name) !== undefined;
	} catch {
		// A module's getter, which has something to say.
		return true;
	}
}
