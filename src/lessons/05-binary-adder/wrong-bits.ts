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

/** The sums that are right while a unit is held, for what it remembers and for what it answers. */
export interface RightWhenHeld {
	readonly memory: number;
	readonly answer: number;
}

/** How many sums are right while unit `unit` is held at `value` for the next step, and for y. */
export function rightWhenHeld(rnn: Rnn, bits: number, unit: number, value: number): RightWhenHeld {
	const right = (only: Held["only"]) => rightSums(wrongBits(rnn, bits, { unit, value, only }));
	return { memory: right("memory"), answer: right("answer") };
}

/** The same for each hidden unit in turn, at its mean. */
export function* eachHeld(rnn: Rnn, bits: number, mean: Float64Array): Generator<RightWhenHeld> {
	for (const [unit, value] of mean.entries()) yield rightWhenHeld(rnn, bits, unit, value);
}
