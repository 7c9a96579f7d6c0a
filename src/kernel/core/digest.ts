/** What a value holds, as far as it can be seen from outside. */
export interface Digest {
	/** Equal for values that hold the same; begins with `=` where nothing in them can change. */
	readonly hash: string;
	/** There is a function in it, which may have variables of its own. */
	readonly hasCode: boolean;
	/** There is more in it than was looked at. */
	readonly isPartial: boolean;
	/** Everything in it that can change in place. */
	readonly objects: ReadonlyMap<object, unknown>;
}

/** An object with this method says itself what it holds, where its fields are private. */
export const contents: unique symbol = Symbol.for("Jupyter.contents") as never;

/** How much is looked at: characters, numbers in lists, eight words of typed arrays. */
const capacity = 3_000_000;
/** An object takes as long as so many of them, and each property does. */
const objectCost = 20;
const deepest = 500;
/** How many words are looked at of what is beyond that. */
const samples = 50_000;
/** Numbers, and the words that they are made of. */
const numbers = new Float64Array(4096);
const numberWords = new Int32Array(numbers.buffer);

/** The number that a text, maybe a long one, is known by. */
export function hashOfText(text: string): string {
	return digestOf(text).hash.slice(1);
}

/** Looks at all that a value holds, within a bound, and calls no code of it but `contents`. */
export function digestOf(value: unknown): Digest {
	const digester = new Digester();
	digester.add(value, 0);
	return digester.finish();
}

class Digester {
	#a = 0x9e3779b9;
	#b = 0x7f4a7c15;
	#left = capacity;
	#hasCode = false;
	#isPartial = false;
	readonly #objects = new Map<object, number>();

	finish(): Digest {
		const hex = (word: number) => (word >>> 0).toString(16).padStart(8, "0");
		return {
			hash: `${this.#objects.size === 0 ? "=" : ""}${hex(this.#a)}${hex(this.#b)}`,
			hasCode: this.#hasCode,
			isPartial: this.#isPartial,
			objects: this.#objects,
		};
	}

	add(value: unknown, depth: number): void {
		if (typeof value === "number") {
			numbers[0] = value;
			this.#words(numberWords, 2);
			return;
		}
		this.#text(typeof value);
		if (typeof value === "string") this.#text(value);
		else if (typeof value === "function") this.#function(value, depth);
		else if (typeof value === "object" && value !== null) this.#object(value, depth);
		else this.#text(String(value));
	}

	#word(word: number): void {
		this.#a = rotate(Math.imul(this.#a ^ word, 0xcc9e2d51));
		this.#b = rotate(Math.imul(this.#b ^ word, 0x1b873593));
	}

	#text(text: string): void {
		this.#word(text.length);
		const end = Math.min(text.length, this.#spend(text.length));
		for (let at = 0; at < end; at++) this.#word(text.charCodeAt(at));
	}

	/** @returns how many units there are for something that would take so many */
	#spend(units: number): number {
		const spent = Math.min(units, this.#left);
		this.#left -= spent;
		if (spent < units) this.#isPartial = true;
		return spent;
	}

	/** Four doubles at a time: none waits for the one before it. */
	#words(words: Int32Array, count: number): void {
		let [p, q, r, s] = [this.#a, this.#b, 0x85ebca6b, 0xc2b2ae35];
		let at = 0;
		for (; at + 7 < count; at += 8) {
			p = joined(p, words[at] as number, words[at + 1] as number);
			q = joined(q, words[at + 2] as number, words[at + 3] as number);
			r = joined(r, words[at + 4] as number, words[at + 5] as number);
			s = joined(s, words[at + 6] as number, words[at + 7] as number);
		}
		this.#a = p;
		this.#b = q;
		this.#word(r);
		this.#word(s);
		for (; at < count; at++) this.#word(words[at] as number);
	}

	#function(value: object, depth: number): void {
		this.#hasCode = true;
		this.#text(textOf(value));
		this.#object(value, depth);
	}

	#object(value: object, depth: number): void {
		const known = this.#objects.get(value);
		this.#word(known ?? -1);
		if (known !== undefined) return;
		this.#objects.set(value, this.#objects.size);
		if (depth > deepest) this.#isPartial = true;
		if (depth > deepest || this.#spend(objectCost) < objectCost) return;
		try {
			this.#parts(value, depth + 1);
		} catch {
			// It does not let itself be looked at.
			this.#isPartial = true;
		}
	}

	#parts(value: object, depth: number): void {
		const { kind, isHidden, tell } = kindOf(value);
		this.#text(kind);
		if (isHidden && !tell) this.#isPartial = true;
		if (tell) this.add(tell.call(value), depth);
		else if (ArrayBuffer.isView(value)) this.#bytes(value);
		else if (value instanceof ArrayBuffer) this.#bytes(new DataView(value));
		else if (Array.isArray(value)) this.#array(value, depth);
		else if (value instanceof Map) {
			for (const pair of Map.prototype.entries.call(value)) this.#each(pair, depth);
		} else if (value instanceof Set) this.#each(Set.prototype.values.call(value), depth);
		else if (value instanceof Date) this.add(Date.prototype.getTime.call(value), depth);
		else this.#properties(value, depth);
	}

	#each(items: Iterable<unknown>, depth: number): void {
		for (const item of items) {
			if (this.#spend(1) === 0) return;
			this.add(item, depth);
		}
	}

	#array(value: readonly unknown[], depth: number): void {
		this.#word(value.length);
		const end = this.#spend(value.length);
		for (let at = 0; at < end; ) {
			let count = 0;
			for (; count < numbers.length && at < end && typeof value[at] === "number"; at++) {
				numbers[count++] = value[at] as number;
			}
			this.#words(numberWords, 2 * count);
			if (at < end && count < numbers.length) this.add(value[at++], depth);
		}
	}

	#bytes({ buffer, byteOffset, byteLength }: ArrayBufferView): void {
		// Another view of the same numbers changes with this one.
		if (!this.#objects.has(buffer)) this.#objects.set(buffer, this.#objects.size);
		this.#word(byteLength);
		const bytes = new Uint8Array(buffer, byteOffset, byteLength);
		const whole = byteOffset % 4 === 0 ? bytes : bytes.slice();
		const words = new Int32Array(whole.buffer, whole.byteOffset, byteLength >>> 2);
		const count = Math.min(words.length, 8 * this.#spend(Math.ceil(words.length / 8)));
		this.#words(words, count);
		const stride = Math.ceil((words.length - count) / samples);
		for (let at = count; at < words.length; at += stride) this.#word(words[at] as number);
		for (const byte of bytes.subarray(4 * words.length)) this.#word(byte);
	}

	#properties(value: object, depth: number): void {
		const isFunction = typeof value === "function";
		for (const key of Reflect.ownKeys(value)) {
			if (isFunction && (key === "prototype" || key === "length" || key === "name")) continue;
			if (key === "stack" && value instanceof Error) continue;
			if (this.#spend(objectCost) < objectCost) return;
			this.#text(String(key));
			const property = Object.getOwnPropertyDescriptor(value, key);
			if (property && "value" in property) this.add(property.value, depth);
		}
	}
}

const rotate = (word: number) => (word << 13) | (word >>> 19);
const joined = (hash: number, low: number, high: number) =>
	Math.imul(rotate(hash ^ low) + high, 0xcc9e2d51);

interface Kind {
	/** The name of the class. */
	kind: string;
	/** Its objects have fields that are not to be seen. */
	isHidden: boolean;
	/** The method by which they say what they hold. */
	tell: (() => unknown) | undefined;
}

const kinds = new WeakMap<object, Kind>();

function kindOf(value: object): Kind {
	const prototype: object | null = Object.getPrototypeOf(value);
	if (prototype === null) return { kind: "", isHidden: false, tell: undefined };
	let known = kinds.get(prototype);
	if (!known) {
		known = lookAt(prototype);
		kinds.set(prototype, known);
	}
	return known;
}

/** Classes that hide what they hold: one cannot look into a promise, nor into private fields. */
function lookAt(prototype: object): Kind {
	const made = propertyOf(prototype, "constructor");
	const tell = propertyOf(prototype, contents);
	const hides = [Promise, WeakMap, WeakSet, WeakRef].some((each) => each.prototype === prototype);
	const name = typeof made === "function" ? propertyOf(made, "name") : undefined;
	return {
		kind: typeof name === "string" ? name : "",
		isHidden:
			hides ||
			/Generator/.test(String(propertyOf(prototype, Symbol.toStringTag))) ||
			/#[\w$]/.test(textOf(made)),
		tell: typeof tell === "function" ? (tell as () => unknown) : undefined,
	};
}

/** What a property holds that is no getter, of an object or of what it inherits from. */
function propertyOf(of: object, key: string | symbol): unknown {
	for (let at: object | null = of; at; at = Object.getPrototypeOf(at)) {
		const property = Object.getOwnPropertyDescriptor(at, key);
		if (property) return property.value;
	}
	return undefined;
}

const texts = new WeakMap<object, string>();

/** The text of a function; nothing for all else. */
function textOf(value: unknown): string {
	if (typeof value !== "function") return "";
	let text = texts.get(value);
	if (text === undefined) {
		text = Function.prototype.toString.call(value);
		texts.set(value, text);
	}
	return text;
}
