/** How a variable is read and written: a value kept here, or a local of its cell's function. */
export interface Content {
	get(): unknown;
	/** @returns what was set */
	set(value: unknown): unknown;
}

export function plainContent(value: unknown): Content {
	let now = value;
	return {
		get: () => now,
		set: (next) => {
			now = next;
			return next;
		},
	};
}

/**
 * What a name means now. Cells keep the slot and call its functions: V8 inlines them, until the
 * name is declared again.
 */
export class Slot implements Content {
	get: () => unknown;
	set: (value: unknown) => unknown;

	constructor({ get, set }: Content) {
		this.get = get;
		this.set = set;
	}

	get content(): Content {
		return { get: this.get, set: this.set };
	}

	set content({ get, set }: Content) {
		this.get = get;
		this.set = set;
	}

	/** The value, for what can be assigned to in no other way. */
	get v(): unknown {
		return this.get();
	}

	set v(value: unknown) {
		this.set(value);
	}
}

/** The values that cells have declared. */
export class Variables {
	readonly #slots = new Map<string, Slot>();

	/** The slot of a name, which stays the same for ever. */
	slot(name: string): Slot {
		let slot = this.#slots.get(name);
		if (!slot) {
			slot = new Slot(plainContent(undefined));
			this.#slots.set(name, slot);
		}
		return slot;
	}

	get(name: string): unknown {
		return this.#slots.get(name)?.get();
	}
}
