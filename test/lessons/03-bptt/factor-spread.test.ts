import assert from "node:assert/strict";
import { test } from "node:test";
import { factorSpread } from "../../../src/lessons/03-bptt/factor-spread.js";

test("with one linear unit, every network's factor is the spectral radius", () => {
	const { low, median, high } = factorSpread("identity", [0.5, 2], { hiddenDim: 1, T: 6 });
	for (const factors of [low, median, high]) {
		factors.forEach((factor, at) => {
			assert.ok(Math.abs(factor - [0.5, 2][at]) < 1e-12, `${factor}`);
		});
	}
});

test("the median lies between the quartiles, and a sigmoid's a little below ρ/4 where U is small", () => {
	const { low, median, high } = factorSpread("sigmoid", [0.1], { hiddenDim: 4, T: 20 });
	assert.ok(low[0] < median[0] && median[0] < high[0], `${low} ${median} ${high}`);
	assert.ok(median[0] > 0.02 && median[0] < 0.025, `${median}`);
});
