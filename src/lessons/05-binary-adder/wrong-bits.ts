import type { Rnn } from "../../network/rnn.js";
import { nearestBit } from "../../tasks/binary-addition.js";
import { everySum, type Held } from "./every-sum.js";

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
			wrongSoFar[t] = wrongSoFar[t - 1] + (nearestBit(y) === d ? 0 : 1);
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
	for (const [unit, value] of mean.entries()) {
		yield rightSums(wrongBits(rnn, bits, { unit, value }));
	}
}
