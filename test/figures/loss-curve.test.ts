import assert from "node:assert/strict";
import { test } from "node:test";
import { display } from "../../src/figures/figure.js";
import { lossCurve } from "../../src/figures/loss-curve.js";

test("a loss curve says in words how far the mean error has fallen", () => {
	const reports = [3, 2, 1].map((averageError, k) => ({
		iteration: 10 * k,
		error: 4,
		averageError,
	}));
	const said = (count: number) =>
		lossCurve({ reports: reports.slice(0, count), iterations: 100 })[display]()["text/plain"];
	assert.match(String(said(3)), /goes from 3\.00 to 1\.00 by iteration 20\.$/);
	assert.match(String(said(0)), /Nothing has been reported yet\.$/);
});

test("a window takes the mean of the dots on both sides", () => {
	const reports = [4, 2, 0, 7].map((error, k) => ({ iteration: 10 * k, error, averageError: 4 }));
	const { data } = lossCurve({ reports, iterations: 40, window: 20 });
	assert.deepEqual(data[1].y, [3, 2, 3, 3.5]);
});
