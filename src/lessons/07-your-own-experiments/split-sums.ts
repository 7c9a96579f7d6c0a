import { Random } from "../../network/random.js";
import type { Task } from "../../network/task.js";
import { type Addition, binaryAddition } from "../../tasks/binary-addition.js";

/** All sums of so many bits in two sets that have none in common: the same sets for every network. */
export interface SplitSums {
	/** Draws sums to practise on, each as likely as the others. */
	readonly practice: Task<Addition>;
	/** Some of the sums to practise on: all of them, if there are no more than 500. */
	readonly practised: readonly Addition[];
	/** The sums held out: 500, but never more than a quarter of all. */
	readonly test: readonly Addition[];
}

/**
 * The sums a + b with a, b < 2^(bits − 1), shuffled and split.
 *
 * @param bits 2 to 12
 * @param different how many different sums there are to practise on, at least 1; by default, and at
 * most, all that are not held out
 */
export function splitSums(bits: number, different = Number.POSITIVE_INFINITY): SplitSums {
	const task = binaryAddition({ bits });
	const half = 2 ** (bits - 1);
	const sums = shuffled(half * half, new Random(2 ** 32 - 1));
	const tests = Math.min(atMost, sums.length / 4);
	const pool = sums.subarray(tests, tests + Math.min(different, sums.length));
	const example = (sum: number) => task.example(Math.floor(sum / half), sum % half);
	return {
		practice: { ...task, draw: (random) => example(pool[random.randint(pool.length)]) },
		practised: Array.from(pool.subarray(0, atMost), example),
		test: Array.from(sums.subarray(0, tests), example),
	};
}

const atMost = 500;

/** 0 to count − 1 in an order in which each is as likely as the others (Fisher and Yates). */
function shuffled(count: number, random: Random): Uint32Array {
	const list = Uint32Array.from({ length: count }, (_, k) => k);
	for (let last = count - 1; last > 0; last--) {
		const at = random.randint(last + 1);
		[list[last], list[at]] = [list[at], list[last]];
	}
	return list;
}
