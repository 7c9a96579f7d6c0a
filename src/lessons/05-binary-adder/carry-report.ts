import type { Rnn } from "../../network/rnn.js";
import { everySum, type PartialSum } from "./every-sum.js";

/** What the hidden units do with the carry, over all sums and all bits but the last. */
export interface CarryReport {
	/** Correlation of each unit's h with the carry, −1 to 1; 0 for a unit that never moves. */
	readonly correlation: Float64Array;
	/** Each unit's mean. */
	readonly mean: Float64Array;
	/** The unit whose correlation is the largest, whatever its sign. */
	readonly best: number;
	/** How often `best` had a value in each of twenty equal parts of [low, high], by carry. */
	readonly histogram: Histogram;
}

interface Histogram {
	readonly low: number;
	readonly high: number;
	readonly withoutCarry: Float64Array;
	readonly withCarry: Float64Array;
}

export function carryReport(rnn: Rnn, bits: number): CarryReport {
	const { H } = rnn;
	const mean = new Float64Array(H);
	let share = 0;
	everyCarry(rnn, bits, ({ carry, h }, weight) => {
		share += weight * carry;
		for (let j = 0; j < H; j++) mean[j] += weight * h[j];
	});
	const variance = new Float64Array(H);
	const covariance = new Float64Array(H);
	everyCarry(rnn, bits, ({ carry, h }, weight) => {
		for (let j = 0; j < H; j++) {
			variance[j] += weight * (h[j] - mean[j]) ** 2;
			covariance[j] += weight * (h[j] - mean[j]) * (carry - share);
		}
	});
	const correlation = covariance.map((c, j) =>
		variance[j] < 1e-12 ? 0 : c / Math.sqrt(variance[j] * share * (1 - share)),
	);
	const sizes = correlation.map(Math.abs);
	const best = sizes.indexOf(Math.max(...sizes));
	return { correlation, mean, best, histogram: histogramOf(rnn, bits, best) };
}

/** Each beginning weighs as much as it occurs among all sums, so that every bit weighs the same. */
function everyCarry(rnn: Rnn, bits: number, visit: (sum: PartialSum, weight: number) => void) {
	everySum(rnn, bits, (sum) => {
		// Of each t there are 4^t beginnings.
		if (sum.t < bits) visit(sum, 4 ** -sum.t / (bits - 1));
	});
}

function histogramOf(rnn: Rnn, bits: number, unit: number): Histogram {
	let [low, high] = [0, 1];
	everyCarry(rnn, bits, ({ h }) => {
		low = Math.min(low, ...h);
		high = Math.max(high, ...h);
	});
	const parts = 20;
	const withoutCarry = new Float64Array(parts);
	const withCarry = new Float64Array(parts);
	everyCarry(rnn, bits, ({ carry, h }, weight) => {
		const part = Math.min(parts - 1, Math.floor((parts * (h[unit] - low)) / (high - low)));
		(carry === 1 ? withCarry : withoutCarry)[part] += weight;
	});
	return { low, high, withoutCarry, withCarry };
}
