import type { Random } from "../../network/random.js";
import { probabilityFaster } from "./probability-faster.js";

export interface Permutations {
	/** P(A faster than B), as it was found. */
	readonly found: number;
	/** The same for each shuffle: what chance alone does where the names mean nothing. */
	readonly shuffled: readonly number[];
	/** The share of shuffles, and of what was found, that lie as far from ½ as what was found: p. */
	readonly p: number;
}

/**
 * Would names given by chance part the runs as well? Puts the runs of A and B into one bag, deals them
 * into two of the same sizes again and again, and takes P(A faster than B) each time. With that
 * measure it is the rank-sum test (Wilcoxon 1945), its p found by shuffling; what was found counts
 * among the shuffles (Phipson and Smyth 2010), so that p is never 0.
 *
 * @param shuffles how often, at least 1
 */
export function permutationTest(
	a: readonly number[],
	b: readonly number[],
	{ shuffles = 2000, random }: { readonly shuffles?: number; readonly random: Random },
): Permutations {
	const found = probabilityFaster(a, b);
	const bag = [...a, ...b];
	const shuffled = Array.from({ length: shuffles }, () => {
		// The first of a shuffled bag, as many as A had: no more of it needs shuffling.
		for (let at = 0; at < a.length; at++) {
			const other = at + random.randint(bag.length - at);
			[bag[at], bag[other]] = [bag[other], bag[at]];
		}
		return probabilityFaster(bag.slice(0, a.length), bag.slice(a.length));
	});
	const asFar = shuffled.filter((P) => isAsFar(P, found));
	return { found, shuffled, p: (asFar.length + 1) / (shuffles + 1) };
}

/** Whether P lies as far from ½ as what was found, or farther. */
export const isAsFar = (P: number, found: number): boolean =>
	Math.abs(P - 0.5) >= Math.abs(found - 0.5) - 1e-12;
