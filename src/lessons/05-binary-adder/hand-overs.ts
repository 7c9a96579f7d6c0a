import type { Rnn } from "../../network/rnn.js";
import { nearestBit } from "../../tasks/binary-addition.js";
import { everySum } from "./every-sum.js";

/**
 * How far a carry gets: element k − 1, for k = 1 … `bits` − 1, is the share of right ones among all
 * chains that hand a carry on k times or more, where a chain is right if all of its first k sum bits
 * are. All sums count the same. NaN where no sum has so long a chain.
 */
export function handedOn(rnn: Rnn, bits: number): number[] {
	const right = new Float64Array(bits);
	const all = new Float64Array(bits);
	// Of the chain that the beginning of t bits ends in: its carries, and whether its bits are right.
	const length = new Uint8Array(bits + 1);
	const whole = new Uint8Array(bits + 1);
	everySum(rnn, bits, ({ t, carry, d, y }) => {
		const k = length[t - 1];
		const isRight = nearestBit(y) === d && (k < 2 || whole[t - 1] === 1);
		if (k > 0) {
			// Of each t there are 4^t beginnings, and as many whole sums as of t − 1.
			const weight = 4 ** -Math.min(t, bits - 1);
			all[k] += weight;
			if (isRight) right[k] += weight;
		}
		length[t] = carry === 1 ? k + 1 : 0;
		whole[t] = isRight ? 1 : 0;
	});
	return Array.from(right, (share, k) => share / all[k]).slice(1);
}
