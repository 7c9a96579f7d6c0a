import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { hyperparameters, outOfRange, type Ranges } from "../../src/notebook/hyperparameters.js";

const alpha = { value: 0.1, min: 0.001, max: 10, scale: "log", label: "learning rate α" } as const;
const hiddenDim = { value: 16, min: 1, max: 64, step: 1 };

/** Ranges as they come from code without types. */
const untyped = (ranges: unknown) => hyperparameters(ranges as Ranges);

describe("hyperparameters", () => {
	test("gives each value its own type", () => {
		const values = hyperparameters({
			alpha,
			hiddenDim,
			cell: { value: "rnn", options: ["rnn", "lstm"] },
			biases: { value: false },
		});
		const a: number = values.alpha;
		const cell: "rnn" | "lstm" = values.cell;
		const biases: boolean = values.biases;
		assert.deepEqual([a, values.hiddenDim, cell, biases], [0.1, 16, "rnn", false]);
	});

	test("takes both ends of a range", () => {
		for (const value of [1, 64]) {
			assert.equal(hyperparameters({ hiddenDim: { ...hiddenDim, value } }).hiddenDim, value);
		}
	});

	const wrongValues: [string, unknown, string][] = [
		["hiddenDim", 0, "hiddenDim must be a whole number from 1 to 64 (got 0)"],
		["hiddenDim", 65, "hiddenDim must be a whole number from 1 to 64 (got 65)"],
		["hiddenDim", 1.5, "hiddenDim must be a whole number from 1 to 64 (got 1.5)"],
		["hiddenDim", "16", 'hiddenDim must be a whole number from 1 to 64 (got "16")'],
		["hiddenDim", Number.NaN, "hiddenDim must be a whole number from 1 to 64 (got NaN)"],
		["hiddenDim", undefined, "hiddenDim must be a whole number from 1 to 64 (got undefined)"],
		["alpha", 0, "alpha must be a number from 0.001 to 10 (got 0)"],
		["alpha", Number.POSITIVE_INFINITY, "alpha must be a number from 0.001 to 10 (got Infinity)"],
		["cell", "gru", 'cell must be "rnn" or "lstm" (got "gru")'],
		["biases", 1, "biases must have a min and a max"],
	];
	for (const [name, value, message] of wrongValues) {
		test(`says: ${message}`, () => {
			const declared: Record<string, object> = {
				alpha,
				hiddenDim,
				cell: { options: ["rnn", "lstm"] },
				biases: {},
			};
			const ranges = { [name]: { ...declared[name], value } };
			assert.throws(() => untyped(ranges), { name: "RangeError", message });
		});
	}

	const wrongRanges: [unknown, string][] = [
		[{ value: 1, min: 2, max: 1 }, "n.min must not be above n.max (got 2 and 1)"],
		[{ value: 1, min: Number.NaN, max: 1 }, "n.min must be a finite number (got NaN)"],
		[{ value: 1, min: 0 }, "n.max must be a finite number (got undefined)"],
		[{ value: 1, min: 0, max: 1, scale: "log" }, "n.min must be above 0 on a log scale (got 0)"],
		[
			{ value: 1, min: 0, max: 1, scale: "logarithmic" },
			'n.scale must be "linear" or "log" (got "logarithmic")',
		],
		[{ value: 1, min: 0, max: 1, step: 0 }, "n.step must be a number above 0 (got 0)"],
		[{ value: 1 }, "n must have a min and a max"],
		[{ value: "rnn" }, "n must have options"],
		[{ value: "rnn", options: [] }, "n.options must list at least one name (got an array of 0)"],
		[16, "n must be written as { value: …, … } (got 16)"],
		[{ min: 0, max: 1 }, "n must be written as { value: …, … } (got an object)"],
		[null, "n must be written as { value: …, … } (got null)"],
	];
	for (const [range, message] of wrongRanges) {
		test(`says: ${message}`, () => {
			assert.throws(() => untyped({ n: range }), { name: "RangeError", message });
		});
	}

	test("tells everything that is wrong at once", () => {
		const ranges = { alpha: { ...alpha, value: 100 }, hiddenDim: { ...hiddenDim, value: 0 } };
		assert.throws(() => hyperparameters(ranges), /^RangeError: alpha must.*\nhiddenDim must/);
	});

	test("takes a number exactly where it is in its range", () => {
		fc.assert(
			fc.property(fc.double(), fc.double(), fc.double(), (value, one, other) => {
				fc.pre(Number.isFinite(one) && Number.isFinite(other));
				const range = { value, min: Math.min(one, other), max: Math.max(one, other) };
				const isInside = value >= range.min && value <= range.max;
				assert.equal(outOfRange("n", range, value) === undefined, isInside);
			}),
			{ seed: 1 },
		);
	});
});
