import type { Claims } from "../claims.js";

export default {
	before: `
		const at = (alpha: number, H: number) => cells.find(({ x, y }) => x === alpha && y === H) ?? cells[0];
		const step = (alpha: number, H: number) => alpha * norms[sizes.indexOf(H)];
		const failedOf = (which: number, count: number) => timesOf(which, count).filter((time) => time === Infinity).length;
		const rightIn = (set: "practised" | "heldOut", n: number) => rightOf(set)[counts.indexOf(n)];`,
	claims: [
		{
			cell: "anecdotes-caption",
			says: "near 4 at first, which is guessing 8 bits",
			gives: "[Math.round(median(errors.map((error) => error[10]))), bits]",
		},
		{
			cell: "anecdotes-caption",
			says: "the first of them thousands of sums before the last",
			gives: "errors.map((error) => looks[error.findIndex((one) => one < 1)])",
			when: (falls: number[]) => Math.max(...falls) - Math.min(...falls) > 2000,
		},
		{
			cell: "learned-by-caption",
			says: "nearly twice as long as the fastest",
			gives: "Math.max(...times) / Math.min(...times)",
			when: (factor: number) => factor > 1.75 && factor < 2,
		},
		{
			cell: "median-trust",
			says: "misses in at most 5 % of all cases: a *confidence interval* of 95 %",
			gives: "[5, 95, medianInterval(times).confidence >= 0.95]",
		},
		{
			cell: "median-trust",
			says: "about one in a hundred",
			gives: "1 - medianInterval(Array(11).fill(0)).confidence",
			when: (missed: number) => Math.abs(missed - 24 / 2048) < 1e-9,
		},
		{
			cell: "median-note",
			says: "with less than 95 %",
			gives: "medianInterval([1, 2, 3, 4, 5]).confidence",
			when: (confidence: number) => confidence < 0.95,
		},
		{
			cell: "median-note",
			says: "with four times the seeds to about half",
			gives:
				"[100, 400].map((n) => (n + 1 - 2 * medianInterval(Array.from({ length: n }, (_, k) => k)).rank) / n)",
			when: ([few, many]: number[]) => Math.abs(few / many - 2) < 0.2,
		},
		{
			cell: "practice-caption",
			says: "of 10 sums it gets all right, and of those held out 7 %",
			gives: '[10, rightIn("heldOut", 10), rightIn("practised", 10) === 100]',
		},
		{
			cell: "practice-caption",
			says: "From 100 on it adds what it has never met, as well as what it has.",
			gives:
				'[100, [100, 200, 500].every((n) => rightIn("heldOut", n) === 100 && rightIn("practised", n) === 100)]',
		},
		{
			cell: "sweep-caption",
			says: "(1.4k is 1,400)",
			gives: 'sweepCells([{ ...swept[0], learnedAt: 1400 }])[0].text === "1.4k"',
		},
		{
			cell: "sweep-caption",
			says: "2/3 says that only two of three seeds learned",
			gives: "cells.some(({ text }) => text.includes('2/3'))",
		},
		{
			cell: "sweep-caption",
			says: "its error stays near 4, as before the training",
			gives: "at(3, 64).runs.map(({ errors }) => errors[errors.length - 1])",
			when: (errors: number[]) => errors.every((error) => Math.abs(error - 4) < 0.5),
		},
		{
			cell: "sweep-caption",
			says: "At α = 0.03 no size learns in time",
			gives: "[0.03, sizes.every((H) => howMany(at(0.03, H).runs) === 0)]",
		},
		{
			cell: "sweep-caption",
			says: "At α = 3 the size 16 is at its fastest, and 64 is wrecked.",
			gives:
				"[3, 16, 64, alphas.every((alpha) => at(3, 16).z <= at(alpha, 16).z) && howMany(at(3, 64).runs) === 0]",
		},
		{ cell: "sweep-caption", says: "the luckiest of thirty", gives: "cells.length === 30" },
		{
			cell: "interplay-note",
			says: "a larger α helps, a larger $H$ helps, and both together ruin everything",
			gives:
				"at(3, 16).z < at(0.1, 16).z && at(0.1, 64).z < at(0.1, 16).z && at(3, 64).z === Infinity",
		},
		{
			cell: "norms-note",
			says: "The sizes 16, 32 and 64 bear a step of 15 to 32, and none bears 49",
			gives:
				"[16, 32, 64, step(3, 16), step(3, 32), Math.floor(Math.min(step(10, 16), step(10, 32), step(3, 64))), at(3, 16).z < Infinity && at(3, 32).z < Infinity && at(1, 64).z < Infinity && step(1, 64) > 15]",
		},
		{
			cell: "norms-note",
			says: "The size 8 bears no more than 2.3",
			gives: "[8, step(1, 8), at(1, 8).z < Infinity && at(3, 8).z === Infinity]",
		},
		{
			cell: "norms-note",
			says: "a network that has begun to add is thrown back again and again",
			gives: "at(3, 8).runs.map(({ errors }) => [Math.min(...errors), errors[errors.length - 1]])",
			when: (errors: number[][]) => errors.every(([least, last]) => least < 1.5 && last > 0.5),
		},
		{
			cell: "norms-note",
			says: "at 0.5 the size 16 takes 6,600 iterations, while at 0.69 the size 64 has not learned after 10,000",
			gives:
				"[step(0.1, 16), 16, at(0.1, 16).z, step(0.03, 64), 64, iterations, at(0.03, 64).z === Infinity]",
		},
		{
			cell: "failures",
			says: "more than 5 % until $f$ is 24 %",
			gives: "[5, 100 * failureBound(0, 11)]",
		},
		{
			cell: "permutation-caption",
			says: "nearly all shuffles do",
			gives: "compare(1, 0, seeds).p",
			when: (p: number) => p > 0.9,
		},
		{
			cell: "failures",
			says: "each interval holds the medians of all three networks",
			gives:
				"[0, 1, 2].every((a) => [0, 1, 2].every((b) => medianInterval(timesOf(a, seeds)).low <= median(timesOf(b, seeds)) && median(timesOf(b, seeds)) <= medianInterval(timesOf(a, seeds)).high))",
		},
		{ cell: "failures", says: "too small for 11 seeds", gives: "seeds" },
		{
			cell: "verdict",
			says: "In 64 of 100 pairs of runs the small LSTM is faster than the RNN with about as many parameters, and no shuffle came as far from ½",
			gives: "[100 * compare(1, 0, manySeeds).found, 100, compare(1, 0, manySeeds).p < 1 / 2000]",
		},
		{
			cell: "verdict",
			says: "The large one is in 60.",
			gives: "[100 * compare(2, 0, manySeeds).found, compare(2, 0, manySeeds).p < 0.05]",
		},
		{
			cell: "verdict",
			says: "Between the two LSTMs even these runs cannot tell.",
			gives: "compare(1, 2, manySeeds).p > 0.05",
		},
		{
			cell: "verdict",
			says: "The medians are 1,300 and 1,400. With α alone the RNN came from 6,800 to 1,400.",
			gives:
				"[median(timesOf(1, manySeeds)), median(timesOf(0, manySeeds)), median(times), median(timesOf(0, manySeeds)), median(timesOf(2, manySeeds)) === 1300]",
		},
		{
			cell: "verdict",
			says: "Of 100 runs each, they failed 3 and 6 times, the RNN once.",
			gives:
				"[manySeeds, failedOf(1, manySeeds), failedOf(2, manySeeds), failedOf(0, manySeeds) === 1]",
		},
		{
			cell: "verdict",
			says: "of seven failures that fall by chance, six or more are on one side in one case of eight",
			gives:
				"failedOf(0, manySeeds) + failedOf(2, manySeeds) === 7 && (2 * (1 + 7)) / 2 ** 7 === 1 / 8",
		},
		{ cell: "verdict", says: "about one comes out below 5 %", gives: "100 / 20" },
		{
			cell: "change",
			says: "in place of 6,800, and no word of a run that takes 9,800",
			gives: "[median(times), Math.max(...times)]",
		},
		{
			cell: "change",
			says: "at α = 0.1 it was not twice as long",
			gives: "[alpha, Math.max(...times) < 2 * Math.min(...times)]",
		},
		{
			cell: "change",
			says: "Of 14 coloured places",
			gives: "cells.filter(({ z }) => z < Infinity).length",
		},
	],
	changed: [
		{
			to: { seeds: 2 },
			cells: ["seeds-run", "quantile"],
			claims: [
				{
					cell: "change",
					says: "from 5,400 to 7,000, and it misses the true median in one case of two: 50 %",
					gives:
						"[medianInterval(times).low, medianInterval(times).high, 100 * (1 - medianInterval(times).confidence)]",
				},
				{
					cell: "change",
					says: "a median of 6,200",
					gives: "median(times)",
				},
			],
		},
		{
			to: { alpha: 3 },
			cells: ["seeds-run", "quantile"],
			claims: [
				{
					cell: "change",
					says: "All 11 learn, with a median of 1,300. But the slowest takes 5,000, five times as long as the fastest",
					gives:
						"[howMany(runs), median(times), Math.max(...times), Math.max(...times) === 5 * Math.min(...times)]",
				},
			],
		},
		{
			to: { bits: 4 },
			cells: ["seeds-run"],
			claims: [
				{
					cell: "change",
					says: "only 2 of 11 seeds have learned after 10,000. A sum of 4 bits",
					gives: "[howMany(runs), seeds, iterations, bits]",
				},
			],
		},
		{
			to: { iterations: 3000 },
			cells: ["seeds-run", "sweep-run", "sweep-figure"],
			claims: [
				{
					cell: "change",
					says: "8 are left, most of them at large α. That a larger $H$ helps at α = 0.1",
					gives:
						"[cells.filter(({ z }) => z < Infinity).length, 0.1, cells.filter(({ x, z }) => x >= 1 && z < Infinity).length > 4]",
				},
				{
					cell: "change",
					says: 'both places say "never"',
					gives: "at(0.1, 16).z === Infinity && at(0.1, 64).z === Infinity",
				},
			],
		},
	],
	free: {
		"examples of steps that are factors": ["0.1, 0.3, 1, 3 are about equally far apart"],
		"seeds that a cell sets": ["seeds 1000 to 1004, the comparison those from 100 on"],
		"the α that the answer speaks of": ["the α is for sums of 8"],
	},
} satisfies Claims;
