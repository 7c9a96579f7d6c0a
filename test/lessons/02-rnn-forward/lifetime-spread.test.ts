import assert from "node:assert/strict";
import { test } from "node:test";
import { lifetimes } from "../../../src/lessons/02-rnn-forward/lifetime-spread.js";

test("one linear unit keeps ρ^{t−1} of a pulse, whatever the seed", () => {
	const [half, whole] = lifetimes("identity", [0.5, 1], { hiddenDim: 1, T: 20 });
	// 0.5⁶ is above 1 %, 0.5⁷ below.
	assert.deepEqual(half, new Array(21).fill(7));
	assert.deepEqual(whole, new Array(21).fill(20));
});

test("a row is sorted, and sigmoids forget sooner than linear networks", () => {
	const options = { hiddenDim: 4, T: 50 };
	const [linear, sigmoid] = (["identity", "sigmoid"] as const).map(
		(f) => lifetimes(f, [0.9], options)[0],
	);
	assert.deepEqual(
		linear,
		[...linear].sort((a, b) => a - b),
	);
	assert.ok(sigmoid[20] < linear[0], `${sigmoid} ${linear}`);
});
