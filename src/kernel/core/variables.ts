/** Where a variable's value is: a plain property, or accessors of a local of its cell's function. */
export interface Ref {
	v: unknown;
}

/**
 * What a name means now. Cells keep the slot and read `slot.ref.v`: V8 makes of that a variable,
 * also where `ref` has accessors, and a name that is declared again is another `ref`.
 */
export interface Slot {
	ref: Ref;
}

/** The values that cells have declared. */
export class Variables {
	readonly #slots = new Map<string, Slot>();

	/** The slot of a name, which stays the same for ever. */
	slot(name: string): Slot {
		let slot = this.#slots.get(name);
		if (!slot) {
			slot = { ref: { v: undefined } };
			this.#slots.set(name, slot);
		}
		return slot;
	}

	get(name: string): unknown {
		return this.#slots.get(name)?.ref.v;
	}
}
