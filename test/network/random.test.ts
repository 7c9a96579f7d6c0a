import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { Random } from "../../src/network/random.js";

/** What numpy-stream.py writes. */
interface Stream {
	readonly seed: number;
	readonly random: number[];
	readonly randint: [high: number, draws: number[]][];
	readonly normal: number[];
	readonly late: number[];
}

const file = new URL("numpy-stream.json", import.meta.url);
const streams: Stream[] = JSON.parse(readFileSync(file, "utf8")).streams;

describe("Random", () => {
	for (const { seed, random, randint, normal, late } of streams) {
		test(`has NumPy's numbers for seed ${seed}`, () => {
			const generator = new Random(seed);
			for (const expected of random) assert.equal(generator.random(), expected);
			for (const [high, draws] of randint) {
				for (const expected of draws) assert.equal(generator.randint(high), expected);
			}
			for (const expected of normal) {
				// Math.log is not the same to the last bit everywhere.
				assert.ok(Math.abs(generator.normal() - expected) <= 1e-14 * Math.abs(expected));
			}
			for (let k = 0; k < 1000; k++) generator.random();
			for (const expected of late) assert.equal(generator.random(), expected);
		});
	}

	test("draws uniform numbers from random()", () => {
		assert.equal(new Random(0).uniform(-1, 1), 2 * new Random(0).random() - 1);
	});

	test("names a seed or a bound that it does not take", () => {
		for (const seed of [-1, 0.5, Number.NaN, 2 ** 32]) {
			assert.throws(() => new Random(seed), {
				name: "RangeError",
				message: `seed must be a whole number from 0 to 4294967295 (got ${seed})`,
			});
		}
		for (const high of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53 + 2]) {
			assert.throws(() => new Random(0).randint(high), {
				message: `high must be a whole number from 1 to 9007199254740992 (got ${high})`,
			});
		}
	});
});
