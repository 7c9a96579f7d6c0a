import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { trainLetters } from "../../../src/lessons/06-letters/train-letters.js";

describe("trainLetters", () => {
	const run = {
		hiddenDim: 8,
		alpha: 0.01,
		seed: 1,
		iterations: 401,
		every: 100,
		seen: ["abab", "ababab", "ab", "abababab"],
		heldOut: ["ababababab"],
	};

	for (const kind of ["rnn", "lstm"] as const) {
		test(`an ${kind} learns a rule that holds for a line it has not read`, async () => {
			const { iterations, bits } = await trainLetters({ kind, ...run });
			assert.deepEqual(iterations, [0, 100, 200, 300, 400]);
			assert.ok(bits[0] > 1.3, `knows nothing of three symbols at first (${bits[0]} bits)`);
			assert.ok(bits[4] < 0.7, `is only in doubt where the line ends (${bits[4]} bits)`);
		});
	}

	test("gives the same numbers again", async () => {
		const once = await trainLetters({ kind: "lstm", ...run });
		assert.deepEqual(await trainLetters({ kind: "lstm", ...run }), once);
	});
});
