import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { Matrix } from "../../src/network/matrix.js";
import { predict } from "../../src/network/network.js";
import { Random } from "../../src/network/random.js";
import { Rnn } from "../../src/network/rnn.js";
import { backendNames, trainToEnd } from "../../src/network/training/train.js";
import {
	binaryAddition,
	carries,
	exactMatch,
	fromBits,
	roundBits,
	toBits,
} from "../../src/tasks/binary-addition.js";
import { golden } from "./golden-run.js";

for (const backend of backendNames) {
	test(`on ${backend} the golden run prints its ten rows, and has learned to add`, async () => {
		const random = new Random(0);
		const rnn = Rnn.create({ inputDim: 2, hiddenDim: 16, outputDim: 1, random });
		const rows: string[][] = [];
		const written = (bits: ArrayLike<number>) => Array.from(bits).reverse().join("");
		const reports = await trainToEnd(rnn, binaryAddition(), { backend, random });
		for (const { iteration, error, example, y } of reports) {
			const { a, b, d } = example;
			const bits = roundBits(y);
			const sum = `${a} + ${b} = ${fromBits(bits)}`;
			// NumPy prints eight decimals, without zeros at the end.
			const printed = String(Number(error.toFixed(8)));
			rows.push([String(iteration), printed, written(bits), written(d.data), sum]);
		}
		assert.deepEqual(rows, golden);

		// Every 8-bit sum that it could have seen, and 2,000 sums of 16 bits, which it has not.
		assert.deepEqual(
			exactMatch((x) => predict(rnn, x), 8),
			{ right: 16384, of: 16384, share: 1 },
		);
		assert.deepEqual(
			exactMatch((x) => predict(rnn, x), 16, { pairs: 2000, random: new Random(1) }),
			{ right: 2000, of: 2000, share: 1 },
		);
	});

	test(`on ${backend} seeds 1 and 2 learn every 8-bit sum too`, async () => {
		for (const seed of [1, 2]) {
			const random = new Random(seed);
			const rnn = Rnn.create({ inputDim: 2, hiddenDim: 16, outputDim: 1, random });
			await trainToEnd(rnn, binaryAddition(), { every: 10_000, backend, random });
			assert.equal(exactMatch((x) => predict(rnn, x), 8).share, 1);
		}
	});
}

describe("binary addition", () => {
	const bitCount = fc.integer({ min: 1, max: 52 });

	test("shows the bits of a and b lowest first, and asks for those of their sum", () => {
		const { x, d, c } = binaryAddition({ bits: 4 }).example(3, 6);
		assert.equal(c, 9);
		assert.deepEqual(x.toRows(), [
			[1, 0],
			[1, 1],
			[0, 1],
			[0, 0],
		]);
		assert.deepEqual([...d.data], [1, 0, 0, 1]);
	});

	test("has true sums that fit, at any number of bits", () => {
		fc.assert(
			fc.property(bitCount, fc.nat(), (bits, seed) => {
				const task = binaryAddition({ bits });
				const random = new Random(seed);
				const first = task.draw(random);
				for (const { a, b, c, x, d } of [first, task.draw(random)]) {
					assert.equal(a + b, c);
					assert.ok(c < 2 ** bits);
					assert.deepEqual([x.rows, x.cols, d.rows, d.cols], [bits, 2, bits, 1]);
					const column = (k: number) => x.toRows().map((row) => row[k]);
					assert.equal(fromBits(column(0)), a);
					assert.equal(fromBits(column(1)), b);
					assert.equal(fromBits(d.data), c);
				}
			}),
			{ seed: 9, numRuns: 200 },
		);
	});

	test("cuts off what does not fit", () => {
		assert.equal(binaryAddition({ bits: 3 }).example(7, 2).c, 1);
	});

	test("carries wherever two ones or more meet", () => {
		assert.deepEqual(carries(9, 60, 8), [0, 0, 0, 1, 1, 1, 0, 0]);
		fc.assert(
			fc.property(bitCount, fc.nat(), (bits, seed) => {
				const { a, b } = binaryAddition({ bits }).draw(new Random(seed));
				const out = carries(a, b, bits);
				// A carry out of a place: the places up to it do not hold the sum of theirs.
				for (let t = 0; t < bits; t++) {
					const power = 2 ** (t + 1);
					assert.equal(out[t], (a % power) + (b % power) >= power ? 1 : 0);
				}
			}),
			{ seed: 10, numRuns: 100 },
		);
	});

	test("reads and makes bits", () => {
		assert.deepEqual(toBits(6, 4), [0, 1, 1, 0]);
		assert.equal(fromBits([0, 1, 1, 0]), 6);
		assert.deepEqual(roundBits(Matrix.of([[0.4], [0.6], [0.5]])), [0, 1, 0]);
		fc.assert(
			fc.property(bitCount, fc.nat(), (bits, seed) => {
				const value = new Random(seed).randint(2 ** bits);
				assert.equal(fromBits(toBits(value, bits)), value);
				assert.equal(toBits(value, bits).length, bits);
			}),
			{ seed: 11, numRuns: 200 },
		);
	});

	test("counts a sum as right only if every bit is", () => {
		const adder = (x: Matrix) => {
			const column = (k: number) => fromBits(x.toRows().map((row) => row[k]));
			return Matrix.of(toBits(column(0) + column(1), x.rows).map((bit) => [bit]));
		};
		assert.deepEqual(exactMatch(adder, 5), { right: 256, of: 256, share: 1 });
		// Without its highest bit, a sum is right if that bit is 0: 136 of 256 are below 16.
		const short = (x: Matrix) => {
			const y = adder(x);
			y.data[y.data.length - 1] = 0;
			return y;
		};
		assert.deepEqual(exactMatch(short, 5), { right: 136, of: 256, share: 136 / 256 });
		const random = new Random(0);
		assert.equal(exactMatch(adder, 40, { pairs: 50, random }).right, 50);
	});

	test("names what it does not take", () => {
		for (const bits of [0, 53, 1.5, Number.NaN]) {
			assert.throws(() => binaryAddition({ bits }), {
				name: "RangeError",
				message: `bits must be a whole number from 1 to 52 (got ${bits})`,
			});
		}
		const task = binaryAddition({ bits: 8 });
		assert.throws(() => task.example(256, 0), /a must be a whole number from 0 to 255 \(got 256\)/);
		assert.throws(() => task.example(0, -1), /b must be a whole number from 0 to 255 \(got -1\)/);
		assert.throws(() => toBits(16, 4), /value must be a whole number from 0 to 15 \(got 16\)/);
		assert.throws(() => exactMatch((x) => x, 16), /bits, without a sample, must be .* 1 to 10/);
		const random = new Random(0);
		assert.throws(() => exactMatch((x) => x, 8, { pairs: 0, random }), /sample.pairs must be/);
	});
});
