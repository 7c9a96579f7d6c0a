import { binomialAtMost } from "./binomial.js";

/**
 * The largest share of all runs, from 0 to 1, that may fail when `failures` of n have: with a larger
 * share, so few failures would come less often than in 1 − `confidence` of all cases (Clopper and
 * Pearson 1934, one side). None of n: 1 − 0.05^(1/n), which is about 3/n, the rule of three.
 */
export function failureBound(failures: number, n: number, confidence = 0.95): number {
	if (failures >= n) return 1;
	let [low, high] = [failures / n, 1];
	for (let halving = 0; halving < 50; halving++) {
		const p = (low + high) / 2;
		if (binomialAtMost(failures, n, p) > 1 - confidence) low = p;
		else high = p;
	}
	return low;
}
