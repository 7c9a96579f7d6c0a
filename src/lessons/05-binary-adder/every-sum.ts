import { layer } from "../../network/layer.js";
import { Rnn, type RnnStep } from "../../network/rnn.js";

/** The state of an adding network once it has read the lowest t bits of a and b. */
export interface PartialSum {
	/** How many bits have been read, 1 to `bits`. */
	readonly t: number;
	/** The bits read so far, as numbers. */
	readonly a: number;
	readonly b: number;
	/** The carry out of the last bit read: what there is to remember. */
	readonly carry: number;
	/** The bit of the sum that is due now, and what the network says it is. */
	readonly d: number;
	readonly y: number;
	/** h^t; the same array is used again for the next one. */
	readonly h: Float64Array;
}

/** Unit `unit` of the hidden layer held at `value`, whatever it would have been. */
export interface Held {
	readonly unit: number;
	readonly value: number;
	/** Held for the next step alone (through U), or for y alone (through W). Default: for both. */
	readonly only?: "memory" | "answer";
}

/**
 * Takes the network through all sums a + b with a, b < 2^(bits − 1), each beginning once: sums
 * with the same lowest t bits share their first t steps, so that all 128 × 128 sums of 8 bits
 * take 38,228 steps and not 131,072.
 *
 * @param rnn X = 2 and Y = 1
 * @param visit called for every beginning of a sum, and at t = `bits` for every whole sum
 */
export function everySum(
	rnn: Rnn,
	bits: number,
	visit: (sum: PartialSum) => void,
	held?: Held,
): void {
	const { steps } = Rnn.emptyTrace(rnn, bits);
	descend(1, 0, 0, 0);

	function descend(t: number, a: number, b: number, carryIn: number): void {
		// The last bit of both is 0, so that the sum fits.
		const choices = t < bits ? [0, 1] : [0];
		for (const a_t of choices) {
			for (const b_t of choices) {
				const now = steps[t];
				now.x[0] = a_t;
				now.x[1] = b_t;
				Rnn.step(rnn, steps[t - 1], now);
				if (held !== undefined) hold(rnn, now, held);
				const total = a_t + b_t + carryIn;
				const carry = total >> 1;
				const power = 2 ** (t - 1);
				const next = { a: a + a_t * power, b: b + b_t * power };
				visit({ t, ...next, carry, d: total & 1, y: now.y[0], h: now.h });
				if (t < bits) descend(t + 1, next.a, next.b, carry);
			}
		}
	}
}

/**
 * The same for the beginnings that leave a carry to remember, or none: all but the whole sums. The
 * weight is the share of all steps of all sums that a beginning stands for, so that all t weigh the same.
 */
export function everyCarry(
	rnn: Rnn,
	bits: number,
	visit: (sum: PartialSum, weight: number) => void,
): void {
	everySum(rnn, bits, (sum) => {
		// Of each t there are 4^t beginnings.
		if (sum.t < bits) visit(sum, 4 ** -sum.t / (bits - 1));
	});
}

function hold({ W, b_y, g }: Rnn, { h, y }: RnnStep, { unit, value, only }: Held): void {
	const free = h[unit];
	h[unit] = value;
	if (only !== "memory") layer(h, W, b_y, g, y);
	if (only === "answer") h[unit] = free;
}
