import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { carryReport } from "../../../src/lessons/05-binary-adder/carry-report.js";
import { Random } from "../../../src/network/random.js";
import { Rnn } from "../../../src/network/rnn.js";
import { binaryAddition, carries } from "../../../src/tasks/binary-addition.js";
import { assertClose } from "../../assert-close.js";
import { bits, untrained as rnn } from "./adders.js";

const task = binaryAddition({ bits });

describe("carryReport", () => {
	test("has the correlations that all sums give one by one", () => {
		const units = Array.from({ length: rnn.H }, () => ({ h: [] as number[], c: [] as number[] }));
		for (let a = 0; a < 2 ** (bits - 1); a++) {
			for (let b = 0; b < 2 ** (bits - 1); b++) {
				const { h } = Rnn.forward(rnn, task.example(a, b).x);
				carries(a, b, bits).forEach((carry, at) => {
					if (at === bits - 1) return;
					for (const [j, unit] of units.entries()) {
						unit.h.push(h.at(at + 1, j));
						unit.c.push(carry);
					}
				});
			}
		}
		const { correlation, best, covariance, mean } = carryReport(rnn, bits);
		units.forEach(({ h, c }, j) => {
			const expected = pearson(h, c);
			assert.ok(
				Math.abs(correlation[j] - expected) < 1e-9,
				`unit ${j}: found ${correlation[j]}, expected ${expected}`,
			);
			assert.ok(Math.abs(correlation[j]) <= Math.abs(correlation[best]), `unit ${j}`);
		});
		const [{ h: h_0 }, { h: h_1 }] = units;
		const average = (values: readonly number[]) => values.reduce((a, b) => a + b) / values.length;
		assertClose(mean[0], average(h_0), 1e-12, "the mean of unit 0");
		const together = average(h_0.map((value, at) => (value - mean[0]) * (h_1[at] - mean[1])));
		assertClose(covariance[0][1], together, 1e-12, "how units 0 and 1 move together");
		assert.equal(covariance[0][1], covariance[1][0]);
	});

	test("says 0 of a unit that never moves", () => {
		const still = Rnn.create({ inputDim: 2, hiddenDim: 1, outputDim: 1, random: new Random(0) });
		still.V.data.fill(0);
		still.U.data.fill(0);
		assert.equal(carryReport(still, bits).correlation[0], 0);
	});
});

function pearson(x: readonly number[], y: readonly number[]): number {
	const mean = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;
	const [mx, my] = [mean(x), mean(y)];
	const dot = (f: (at: number) => number) => x.reduce((sum, _, at) => sum + f(at), 0);
	const covariance = dot((at) => (x[at] - mx) * (y[at] - my));
	return covariance / Math.sqrt(dot((at) => (x[at] - mx) ** 2) * dot((at) => (y[at] - my) ** 2));
}
