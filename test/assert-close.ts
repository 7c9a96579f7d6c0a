import assert from "node:assert/strict";

/**
 * Fails unless each number found is within `tolerance` of the one expected, and says which was how
 * far off: `what`, what was found, and what was expected.
 */
export function assertClose(
	found: number | ArrayLike<number>,
	expected: number | ArrayLike<number>,
	tolerance: number,
	what: string,
): void {
	const numbers = (value: number | ArrayLike<number>) =>
		typeof value === "number" ? [value] : Array.from(value);
	const [all, wanted] = [numbers(found), numbers(expected)];
	assert.equal(all.length, wanted.length, `${what}: how many numbers`);
	for (const [k, value] of wanted.entries()) {
		const apart = Math.abs(all[k] - value);
		const name = wanted.length > 1 ? `${what}, number ${k}` : what;
		assert.ok(apart <= tolerance, `${name}: found ${all[k]}, expected ${value} ± ${tolerance}`);
	}
}
