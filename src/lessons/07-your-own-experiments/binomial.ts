/** The probability of at most k heads in n throws of a coin that shows heads with probability p. */
export function binomialAtMost(k: number, n: number, p: number): number {
	let term = (1 - p) ** n; // of i heads: n over i ways, p^i (1 − p)^(n − i)
	let sum = 0;
	for (let i = 0; i <= Math.min(k, n); i++) {
		sum += term;
		term *= ((n - i) / (i + 1)) * (p / (1 - p));
	}
	return Math.min(sum, 1);
}
