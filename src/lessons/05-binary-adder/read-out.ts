import { lusolve } from "mathjs";
import { dot, norm } from "../../network/matrix.js";
import type { Rnn } from "../../network/rnn.js";
import type { CarryReport } from "./carry-report.js";
import { everyCarry } from "./every-sum.js";

/** A straight cut through the space of hidden states, with the carry on one side. */
export interface ReadOut {
	/** H numbers, of length 1: the direction across the cut. */
	readonly axis: Float64Array;
	/** Where h is on that axis, from the cut: above 0 where it says that there is a carry. */
	side(h: ArrayLike<number>): number;
	/** The share of all steps of all sums at which it says so rightly. */
	readonly share: number;
}

/**
 * The linear read-out of the carry from all hidden units: the w and b that make (h w + b − carry)²
 * least over all sums, cut where h w + b = ½. What it can read stands in h for the next step, too,
 * which begins with a product h U.
 */
export function carryReadOut(rnn: Rnn, bits: number, report: CarryReport): ReadOut {
	const { mean, covariance, withCarry, carried } = report;
	// A trifle on the diagonal: units that never move, or move as one, leave w open without it.
	const moved = covariance.map((row, i) => Array.from(row, (c, j) => (i === j ? c + 1e-9 : c)));
	const solved = lusolve(moved, Array.from(withCarry)) as number[][];
	const w = Float64Array.from(solved.flat());
	const length = norm(w) || 1;
	const axis = w.map((w_j) => w_j / length);
	const cut = (0.5 - carried) / length + dot(axis, mean);
	const side = (h: ArrayLike<number>) => dot(axis, h) - cut;
	let share = 0;
	everyCarry(rnn, bits, ({ carry, h }, weight) => {
		if (side(h) > 0 === (carry === 1)) share += weight;
	});
	return { axis, side, share };
}
