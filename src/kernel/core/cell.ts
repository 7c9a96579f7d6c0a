import { promiseHooks } from "node:v8";

/** One request that runs code: an execution, or a message to a comm. */
export class Cell {
	/** The number by which the front process knows the request. */
	readonly id: number;
	readonly controller = new AbortController();
	/** Stops each timer that the cell has started and that would come back to it. */
	readonly timers = new Map<object, () => void>();
	aborted = false;

	constructor(id: number) {
		this.id = id;
	}

	/** After this nothing of the cell runs or prints. */
	abort(): void {
		this.controller.abort();
		this.aborted = true;
		for (const stop of this.timers.values()) stop();
		this.timers.clear();
	}
}

/** The cell that the running code belongs to. */
let current = new Cell(0);
let beforeMicrotask = current;

export const cellNow = (): Cell => current;

/** Runs something for a cell, and leaves it to that cell to run what nobody else owns. */
export function runAs<T>(cell: Cell, run: () => T): T {
	current = cell;
	return run();
}

class Returned {
	constructor(object: object) {
		// biome-ignore lint/correctness/noConstructorReturn: lets Mark put its field on the object
		return object;
	}
}

/** Marks a promise with a private field, which nobody sees who looks at the promise. */
class Mark extends Returned {
	#cell: Cell;

	constructor(promise: object, cell: Cell) {
		super(promise);
		this.#cell = cell;
	}

	static of(promise: object): Cell | undefined {
		return #cell in promise ? promise.#cell : undefined;
	}
}

/** The cell that has made a promise. */
export const ownerOf = (promise: object): Cell => Mark.of(promise) ?? current;

/**
 * Follows cells through their awaits. An AsyncLocalStorage would do the same, but Node 20 takes
 * it for a broken stack when a loop after an await is terminated, and dies.
 */
export function followPromises(): void {
	promiseHooks.createHook({
		init(promise) {
			new Mark(promise, current);
		},
		before(promise) {
			beforeMicrotask = current;
			current = Mark.of(promise) ?? current;
		},
		after() {
			current = beforeMicrotask;
		},
	});
}
