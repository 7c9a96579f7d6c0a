import { binomialAtMost } from "./binomial.js";

/** Where the true median lies, as far as some of all runs can tell. */
export interface MedianInterval {
	/** From the `rank`-th smallest value to the `rank`-th largest; `rank` counts from 1. */
	readonly low: number;
	readonly high: number;
	readonly rank: number;
	/** The probability, before the runs, that such an interval holds the true median. */
	readonly confidence: number;
}

/**
 * The shortest interval between two of the values, equally far from both ends, that holds the true
 * median with at least this confidence, or the whole range where no interval does. It asks nothing of
 * the values but that they are independent: each lies below the true median with probability ½, so
 * that the k-th smallest is above it when fewer than k of n coins show heads (David and Nagaraja,
 * *Order statistics*, section 7.1). NaN where there are no values.
 */
export function medianInterval(values: readonly number[], confidence = 0.95): MedianInterval {
	const v = [...values].sort((a, b) => a - b);
	const n = v.length;
	const held = (rank: number) => 1 - 2 * binomialAtMost(rank - 1, n, 0.5);
	let rank = 1;
	while (rank < n / 2 && held(rank + 1) >= confidence) rank++;
	const [low, high] = [v[rank - 1] ?? Number.NaN, v[n - rank] ?? Number.NaN];
	return { low, high, rank, confidence: Math.max(held(rank), 0) };
}
