import { addProduct } from "../../network/matrix.js";
import { apply, type Rnn } from "../../network/rnn.js";
import { carries } from "../../tasks/binary-addition.js";

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
	const { H, V, U, W, b_h, b_y, f, g } = rnn;
	const x = new Float64Array(2);
	const net = new Float64Array(H);
	const h = Array.from({ length: bits + 1 }, () => new Float64Array(H));
	const y = new Float64Array(1);
	descend(1, 0, 0, 0);

	function descend(t: number, a: number, b: number, carryIn: number): void {
		// The last bit of both is 0, so that the sum fits.
		const choices = t < bits ? [0, 1] : [0];
		for (const a_t of choices) {
			for (const b_t of choices) {
				x[0] = a_t;
				x[1] = b_t;
				net.set(b_h.data);
				addProduct(net, x, V);
				addProduct(net, h[t - 1], U);
				apply(f, net, h[t]);
				if (held !== undefined) h[t][held.unit] = held.value;
				y.set(b_y.data);
				addProduct(y, h[t], W);
				apply(g, y, y);
				const total = a_t + b_t + carryIn;
				const carry = total >> 1;
				const place = 2 ** (t - 1);
				const next = { a: a + a_t * place, b: b + b_t * place };
				visit({ t, ...next, carry, d: total & 1, y: y[0], h: h[t] });
				if (t < bits) descend(t + 1, next.a, next.b, carry);
			}
		}
	}
}

/** How many bits of a + b are wrong, for all a (rows) and b (columns) below 2^(bits − 1). */
export function wrongBits(rnn: Rnn, bits: number, held?: Held): Uint8Array[] {
	const size = 2 ** (bits - 1);
	const wrong = Array.from({ length: size }, () => new Uint8Array(size));
	// wrongSoFar[t] belongs to the beginning that is being read: each t overwrites its own entry.
	const wrongSoFar = new Uint8Array(bits + 1);
	everySum(
		rnn,
		bits,
		({ t, a, b, d, y }) => {
			wrongSoFar[t] = wrongSoFar[t - 1] + (y > 0.5 === (d === 1) ? 0 : 1);
			if (t === bits) wrong[a][b] = wrongSoFar[t];
		},
		held,
	);
	return wrong;
}

/** How many of all sums have no wrong bit. */
export function rightSums(wrong: readonly Uint8Array[]): number {
	let right = 0;
	for (const row of wrong) for (const bits of row) if (bits === 0) right++;
	return right;
}

/** For each hidden unit in turn: how many sums are right while it is held at its mean. */
export function* rightWhenHeld(rnn: Rnn, bits: number, mean: Float64Array): Generator<number> {
	for (const [unit, value] of mean.entries())
		yield rightSums(wrongBits(rnn, bits, { unit, value }));
}

/** The share of right sums among those whose longest chain of carries is 0, 1, …, `bits` − 1. */
export function rightByChain(wrong: readonly Uint8Array[], bits: number): number[] {
	const right = new Float64Array(bits);
	const all = new Float64Array(bits);
	for (const [a, row] of wrong.entries()) {
		for (const [b, wrongBits] of row.entries()) {
			const chain = longestChain(carries(a, b, bits));
			all[chain]++;
			if (wrongBits === 0) right[chain]++;
		}
	}
	return Array.from(right, (count, chain) => count / all[chain]);
}

/** How many ones stand in a row, at most. */
export function longestChain(bits: readonly number[]): number {
	let [longest, here] = [0, 0];
	for (const bit of bits) {
		here = bit === 1 ? here + 1 : 0;
		longest = Math.max(longest, here);
	}
	return longest;
}

/** What the hidden units do with the carry, over all sums and all bits but the last. */
export interface CarryReport {
	/** Correlation of each unit's h with the carry, −1 to 1; 0 for a unit that never moves. */
	readonly correlation: Float64Array;
	/** Each unit's mean. */
	readonly mean: Float64Array;
	/** The unit whose correlation is the largest, whatever its sign. */
	readonly best: number;
	/** How often `best` had a value in each of twenty equal parts of [low, high], by carry. */
	readonly histogram: {
		readonly low: number;
		readonly high: number;
		readonly withoutCarry: Float64Array;
		readonly withCarry: Float64Array;
	};
}

const parts = 20;

/** Each beginning counts as often as it occurs among all sums, so that every bit weighs the same. */
export function carryReport(rnn: Rnn, bits: number): CarryReport {
	const { H } = rnn;
	const sums = { h: new Float64Array(H), hh: new Float64Array(H), hc: new Float64Array(H) };
	let [c, total] = [0, 0];
	let [low, high] = [0, 1];
	everySum(rnn, bits, ({ t, carry, h }) => {
		if (t === bits) return;
		const weight = 4 ** -t;
		total += weight;
		c += weight * carry;
		for (let j = 0; j < H; j++) {
			sums.h[j] += weight * h[j];
			sums.hh[j] += weight * h[j] ** 2;
			sums.hc[j] += weight * h[j] * carry;
			low = Math.min(low, h[j]);
			high = Math.max(high, h[j]);
		}
	});
	const mean = sums.h.map((sum) => sum / total);
	const share = c / total;
	const correlation = mean.map((m, j) => {
		const variance = sums.hh[j] / total - m * m;
		if (variance < 1e-12) return 0;
		return (sums.hc[j] / total - m * share) / Math.sqrt(variance * share * (1 - share));
	});
	const best = correlation.reduce(
		(best, r, j) => (Math.abs(r) > Math.abs(correlation[best]) ? j : best),
		0,
	);
	const withoutCarry = new Float64Array(parts);
	const withCarry = new Float64Array(parts);
	everySum(rnn, bits, ({ t, carry, h }) => {
		if (t === bits) return;
		const part = Math.min(parts - 1, Math.floor((parts * (h[best] - low)) / (high - low)));
		(carry === 1 ? withCarry : withoutCarry)[part] += 4 ** -t / total;
	});
	return { correlation, mean, best, histogram: { low, high, withoutCarry, withCarry } };
}
