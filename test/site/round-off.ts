import assert from "node:assert/strict";

/** How far numbers may be apart, and whether texts may have others in them. */
export interface Tolerance {
	absolute: number;
	relative: number;
	inTexts: boolean;
}

/** Asserts that two values are the same but for small differences of their numbers. */
export function near(found: unknown, saved: unknown, tolerance: Tolerance, where: string): void {
	if (typeof found === "number" && typeof saved === "number") {
		const most = tolerance.absolute + tolerance.relative * Math.abs(saved);
		assert.ok(Math.abs(found - saved) <= most, `${where}: ${found}, and saved ${saved}`);
	} else if (typeof found === "string" && typeof saved === "string") {
		const words = (text: string) => (tolerance.inTexts ? text.replace(/\d+(\.\d+)?/g, "#") : text);
		assert.equal(words(found), words(saved), where);
	} else if (typeof found === "object" && found !== null && saved !== null) {
		const [these, those] = [Object.entries(found), Object.entries(Object(saved))];
		const names = (entries: [string, unknown][]) => entries.map(([key]) => key);
		assert.deepEqual(names(these), names(those), where);
		for (const [at, [key, value]] of these.entries()) {
			near(value, those[at]?.[1], tolerance, `${where}.${key}`);
		}
	} else assert.deepEqual(found, saved, where);
}
