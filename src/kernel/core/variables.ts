/**
 * The values that cells have declared. Cells read and write them as properties of `scope`.
 * A property, once made, stays: declaring the name again changes only what is behind it,
 * because V8 is slow with objects whose accessors are exchanged.
 */
export class Variables {
	readonly scope: Record<string, unknown> = {};
	readonly #slots = new Map<string, Slot>();

	get(name: string): unknown {
		return this.#slots.get(name)?.read();
	}

	/** Lets `name` mean `content` from now on. @returns what it meant before */
	declare(name: string, content: Content): Content | undefined {
		const slot = this.#slots.get(name);
		if (slot) {
			const before = slot.content;
			slot.content = content;
			return before;
		}
		const made = new Slot(content);
		this.#slots.set(name, made);
		Object.defineProperty(this.scope, name, {
			enumerable: true,
			configurable: true,
			get: () => made.read(),
			set: (value) => made.write(value),
		});
		return undefined;
	}
}

/** A value, or the accessors of a variable that lives in its cell's function. */
export type Content =
	| { value: unknown }
	| { read: () => unknown; write?: ((value: unknown) => void) | undefined };

class Slot {
	content: Content;

	constructor(content: Content) {
		this.content = content;
	}

	read(): unknown {
		const { content } = this;
		return "read" in content ? content.read() : content.value;
	}

	write(value: unknown): void {
		const { content } = this;
		if ("read" in content) {
			if (!content.write) throw new TypeError("Assignment to an imported name.");
			content.write(value);
		} else {
			content.value = value;
		}
	}
}
