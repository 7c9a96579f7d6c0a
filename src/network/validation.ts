/**
 * What every entry to the network checks before it touches anything. Each error names the argument,
 * says what it takes, and shows what it got.
 */

/** How a wrong value looks in an error: short, with strings in quotes. */
export function inWords(value: unknown): string {
	if (typeof value === "string") return JSON.stringify(value);
	if (typeof value === "function") return "a function";
	if (Array.isArray(value)) return `an array of ${value.length}`;
	if (typeof value === "object" && value !== null) {
		const name = value.constructor?.name;
		return name && name !== "Object" ? `a ${name}` : "an object";
	}
	return String(value);
}

/** `value`, if it is a whole number from `low` to `high`. Throws a RangeError otherwise. */
export function wholeNumber(name: string, value: unknown, low: number, high: number): number {
	if (typeof value === "number" && Number.isInteger(value) && value >= low && value <= high) {
		return value;
	}
	throw new RangeError(
		`${name} must be a whole number from ${low} to ${high} (got ${inWords(value)})`,
	);
}

/** `value`, if it is a finite number from `low` to `high`. Throws a RangeError otherwise. */
export function numberBetween(name: string, value: unknown, low: number, high: number): number {
	if (typeof value === "number" && value >= low && value <= high) return value;
	throw new RangeError(`${name} must be a number from ${low} to ${high} (got ${inWords(value)})`);
}

/** `value`, if it is a finite number above 0. Throws a RangeError otherwise. */
export function positiveNumber(name: string, value: unknown): number {
	if (typeof value === "number" && value > 0 && value < Number.POSITIVE_INFINITY) return value;
	throw new RangeError(`${name} must be a finite number above 0 (got ${inWords(value)})`);
}

/** `value`, if it is one of `allowed`. Throws a RangeError otherwise. */
export function oneOf<T extends string>(name: string, value: unknown, allowed: readonly T[]): T {
	for (const candidate of allowed) if (candidate === value) return candidate;
	const list = allowed.map((word) => JSON.stringify(word)).join(" or ");
	throw new RangeError(`${name} must be ${list} (got ${inWords(value)})`);
}

/** Throws a RangeError unless a trace is as wide, layer by layer, as its network. */
export function requireTrace(has: readonly number[], wants: readonly number[]): void {
	if (has.length === wants.length && has.every((width, k) => width === wants[k])) return;
	const sizes = (widths: readonly number[]) => widths.join(" → ");
	throw new RangeError(`trace must be of a network ${sizes(wants)} (got one of ${sizes(has)})`);
}
