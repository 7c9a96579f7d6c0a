import type { Rnn } from "../../network/rnn.js";
import { everyCarry } from "./every-sum.js";

/** What the hidden units do with the carry, over all sums and all bits but the last. */
export interface CarryReport {
	/** Each unit's mean. */
	readonly mean: Float64Array;
	/** How units move together, H × H; the root of an element on the diagonal is a unit's spread. */
	readonly covariance: readonly Float64Array[];
	/** How each unit moves with the carry (0 or 1), and the share of steps that have one. */
	readonly withCarry: Float64Array;
	readonly carried: number;
	/** Correlation of each unit's h with the carry, −1 to 1; 0 for a unit that never moves. */
	readonly correlation: Float64Array;
	/** The unit whose correlation is the largest, whatever its sign. */
	readonly best: number;
}

export function carryReport(rnn: Rnn, bits: number): CarryReport {
	const { H } = rnn;
	const mean = new Float64Array(H);
	let carried = 0;
	everyCarry(rnn, bits, ({ carry, h }, weight) => {
		carried += weight * carry;
		for (let j = 0; j < H; j++) mean[j] += weight * h[j];
	});
	const covariance = Array.from({ length: H }, () => new Float64Array(H));
	const withCarry = new Float64Array(H);
	everyCarry(rnn, bits, ({ carry, h }, weight) => {
		for (let i = 0; i < H; i++) {
			const moved = weight * (h[i] - mean[i]);
			withCarry[i] += moved * (carry - carried);
			for (let j = 0; j < H; j++) covariance[i][j] += moved * (h[j] - mean[j]);
		}
	});
	const correlation = withCarry.map((c, j) => {
		const variance = covariance[j][j];
		return variance < 1e-12 ? 0 : c / Math.sqrt(variance * carried * (1 - carried));
	});
	const sizes = correlation.map(Math.abs);
	const best = sizes.indexOf(Math.max(...sizes));
	return { mean, covariance, withCarry, carried, correlation, best };
}
