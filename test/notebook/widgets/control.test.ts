import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { outOfRange } from "../../../src/notebook/hyperparameters.js";
import { shownControls } from "../shown-controls.js";

describe("a slider", () => {
	const sliders = fc
		.record({
			ends: fc.tuple(fc.integer({ min: -2000, max: 2000 }), fc.integer({ min: 1, max: 3000 })),
			at: fc.integer({ min: 0, max: 1000 }),
			step: fc.option(fc.constantFrom(0.01, 0.1, 0.25, 1, 2, 5), { nil: undefined }),
			log: fc.boolean(),
		})
		.map(({ ends: [low, length], at, step, log }) => {
			const min = log ? (Math.abs(low) + 1) / 1000 : low;
			const max = log ? min * (1 + length) : low + length;
			const inside = min + (at / 1000) * (max - min);
			const whole = step !== undefined && Number.isInteger(step) && Number.isInteger(min);
			const value = whole ? Math.floor(inside) : Number(inside.toPrecision(6));
			const range = { value, min, max, scale: log ? "log" : "linear" };
			return step === undefined ? range : { ...range, step };
		})
		.filter((range) => outOfRange("n", range, range.value) === undefined);

	test("stands on its own steps at first, and means its value exactly", async () => {
		await fc.assert(
			fc.asyncProperty(sliders, async (range) => {
				const { page, moved } = await shownControls({ n: range });
				const { min, max, step, base } = page.find("n").state as Record<string, number>;
				assert.ok(step > 0 && min <= max);
				const at = range.scale === "log" ? Math.log10(range.value) : range.value;
				// Where the browser's slider moves itself to, from where it is told to stand.
				const own = min + Math.round((at - min) / step) * step;
				await page.move("n", { value: range.scale === "log" ? base ** own : own });
				assert.deepEqual(moved, []);
			}),
			{ seed: 7, numRuns: 300 },
		);
	});

	test("says at each of its steps a value within its range", async () => {
		await fc.assert(
			fc.asyncProperty(sliders, fc.nat({ max: 100 }), async (range, percent) => {
				const { page, moved, complaints } = await shownControls({ n: range });
				const { min, max, step } = page.find("n").state as Record<string, number>;
				const at = Math.min(max, min + Math.round(((percent / 100) * (max - min)) / step) * step);
				await page.move("n", { value: range.scale === "log" ? 10 ** at : at });
				assert.deepEqual(
					complaints,
					moved.map(() => undefined),
				);
			}),
			{ seed: 8, numRuns: 300 },
		);
	});
});
