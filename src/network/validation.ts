/**
 * What every entry to the network checks before it touches anything. Each error names the argument,
 * says what it takes, and shows what it got.
 */

/** How a wrong value looks in an error: short, with strings in quotes. */
export function show(value: unknown): string {
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
		`${name} must be a whole number from ${low} to ${high} (got ${show(value)})`,
	);
}

/** `value`, if it is a finite number from `low` to `high`. Throws a RangeError otherwise. */
export function numberBetween(name: string, value: unknown, low: number, high: number): number {
	if (typeof value === "number" && value >= low && value <= high) return value;
	throw new RangeError(`${name} must be a number from ${low} to ${high} (got ${show(value)})`);
}

/** `value`, if it is a finite number above 0. Throws a RangeError otherwise. */
export function positiveNumber(name: string, value: unknown): number {
	if (typeof value === "number" && value > 0 && value < Number.POSITIVE_INFINITY) return value;
	throw new RangeError(`${name} must be a finite number above 0 (got ${show(value)})`);
}

/** `value`, if it is one of `allowed`. Throws a RangeError otherwise. */
export function oneOf<T extends string>(name: string, value: unknown, allowed: readonly T[]): T {
	for (const candidate of allowed) if (candidate === value) return candidate;
	const list = allowed.map((word) => JSON.stringify(word)).join(" or ");
	throw new RangeError(`${name} must be ${list} (got ${show(value)})`);
}
