import { carries } from "../../tasks/binary-addition.js";

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
