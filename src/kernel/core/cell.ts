/** One request that runs code: an execution, or a message to a comm. */
export class Cell {
	/** The number by which the kernel knows the request. */
	readonly id: number;
	/** The notebook's name for the cell, the same each time that it runs. */
	readonly notebookId: string | undefined;
	readonly controller = new AbortController();
	/** Ends each thing that the cell has started and that would outlast its stop: timers, threads. */
	readonly belongings = new Map<object, () => void>();
	aborted = false;

	constructor(id: number, notebookId?: string) {
		this.id = id;
		this.notebookId = notebookId;
	}

	/** After this nothing prints that the cell has begun, and none of its own code goes on. */
	abort(): void {
		this.aborted = true;
		for (const [thing, end] of this.belongings) {
			this.belongings.delete(thing);
			try {
				end();
			} catch {
				// It has ended already.
			}
		}
		this.controller.abort();
	}
}

/**
 * The number of the cell that the running code belongs to, for a thread that looks on from
 * outside.
 */
export const currentNumber = new Int32Array(
	typeof SharedArrayBuffer === "undefined" ? new ArrayBuffer(4) : new SharedArrayBuffer(4),
);

let current = new Cell(0);
let beforeMicrotask = current;

function become(cell: Cell): void {
	current = cell;
	currentNumber[0] = cell.id;
}

/** The cell that the running code belongs to. */
export const cellNow = (): Cell => current;

/** Runs something for a cell, and leaves it to that cell to run what nobody else owns. */
export function runAs<T>(cell: Cell, run: () => T): T {
	become(cell);
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

/** What the platform has to call for each promise, so that cells are followed through awaits. */
export const promiseSteps = {
	init(promise: object): void {
		new Mark(promise, current);
	},
	before(promise: object): void {
		beforeMicrotask = current;
		become(Mark.of(promise) ?? current);
	},
	after(): void {
		become(beforeMicrotask);
	},
};
