import assert from "node:assert/strict";

/** Asserts that two values are the same but for small differences of their numbers. */
export function near(found: unknown, expected: unknown, where: string): void {
	if (typeof found === "number" && typeof expected === "number") {
		const most = 1e-6 + 0.25 * Math.abs(expected);
		assert.ok(Math.abs(found - expected) <= most, `${where}: ${found}, and saved ${expected}`);
	} else if (typeof found === "string" && typeof expected === "string") {
		const words = (text: string) => text.replace(/\d+(\.\d+)?/g, "#");
		assert.equal(words(found), words(expected), where);
	} else if (typeof found === "object" && found !== null && expected !== null) {
		const [these, those] = [Object.entries(found), Object.entries(Object(expected))];
		assert.deepEqual(
			these.map(([key]) => key),
			those.map(([key]) => key),
			where,
		);
		for (const [at, [key, value]] of these.entries())
			near(value, those[at]?.[1], `${where}.${key}`);
	} else assert.deepEqual(found, expected, where);
}
