import type { Claims } from "../claims.js";

export default {
	before: `
		import { norm } from "./src/network/matrix";
		import { differenceLeft } from "./src/network/analysis/memory";
		import { errorLeft as errorOf, wordLeft as wordOf } from "./src/lessons/04-lstm-gates/fading";
		const meanAt = (name: string, at: number) => {
			const here = results.filter((one) => one.contender.name.startsWith(name) && one.gap === at);
			return (100 * here.reduce((sum, { accuracy }) => sum + accuracy, 0)) / here.length;
		};
		const saidOf = (held: number) =>
			Lstm.forward(byHand, encode(sentence), { f: held }).y.at(sentence.length - 1, 1);
		const acrossForty = async (one: Contender, alpha: number) => {
			const runs = ten.map((seed) => ({ contender: one, gap: 40, seed, alpha, iterations, answers }));
			const all = await Promise.all(runs.map(trainRecall));
			return (100 * all.reduce((sum, { accuracy }) => sum + accuracy, 0)) / all.length;
		};`,
	claims: [
		{
			cell: "half-life-about",
			says: "half of the memory is gone after 14 steps",
			gives: "halfLife(sigmoid.of(3))",
		},
		{
			cell: "half-life-about",
			says: "half is still there after a hundred",
			gives: "halfLife(sigmoid.of(5)) > 100",
		},
		{
			cell: "memory-reading",
			says: "the LSTM that begins half open forgets nearly as fast as the RNN as drawn",
			gives: "[half, drawn]",
			when: ([half, drawn]: number[]) => half < 1e-9 && drawn < 1e-9,
		},
		{
			cell: "memory-reading",
			says: "keeps far more than either",
			gives: "Math.min(rho1, orthogonal) / Math.max(half, drawn) > 1e6",
		},
		{
			cell: "memory-reading",
			says: "The LSTM with the open gate keeps even more than the rule says",
			gives: "open > 5 * rule[T - 1]",
		},
		{
			cell: "gates-caption",
			says: "the gate is at 0.95 and not at 1",
			gives: "[sigmoid.of(3), 1]",
		},
		{
			cell: "hold-about",
			says: "no clear yes: 0.69",
			gives: "reading.y.at(sentence.length - 1, 1)",
		},
		{
			cell: "hold-about",
			says: "At a gate of 0.95, the seven steps since *Japan* have left 0.70 of the 1",
			gives: "[sigmoid.of(3), reading.C.at(sentence.length, 1), 1]",
		},
		{
			cell: "hold-about",
			says: "It says *French* and *Japanese* at once",
			gives:
				"[0, 1].map((k) => Lstm.forward(byHand, encode(sentence), { f: 1 }).y.at(sentence.length - 1, k) > 0.8)",
		},
		{
			cell: "carousel-caption",
			says: "less than a billionth of the error",
			gives: "[errors[1].y[0], errors[2].y[0]].every((left) => left < 1e-9)",
		},
		{
			cell: "reach-reading",
			says: "a fifth to a half of the answers are wrong",
			gives:
				"reached.slice(0, 3).flatMap((row) => [parseFloat(String(row[yours.name])), parseFloat(String(row[contenders[4].name]))])",
			when: (right: number[]) => right.every((share) => share >= 50 && share <= 80),
		},
		{
			cell: "reach-reading",
			says: "Only an error that comes back most of the way to *France* teaches a network to keep it",
			gives:
				'reached.slice(4).every((row) => row[yours.name] === "100 %" && row[contenders[4].name] === "100 %")',
		},
		{
			cell: "recall-against-gap",
			says: "asked about 200 fresh sentences",
			gives:
				"results.every(({ accuracy }) => Number.isInteger(Math.round(1e9 * 200 * accuracy) / 1e9)) && 200",
		},
		{ cell: "recall-against-gap", says: "This cell trains 135 networks", gives: "trials.length" },
		{ cell: "recall-sweep-about", says: "150 networks", gives: "runs.length" },
		{
			cell: "recall-caption",
			says: "100 %, 100 % and 97 % on average",
			gives: '[meanAt("RNN, ρ", 10), meanAt("RNN, U orth", 10), meanAt("LSTM, b", 10)]',
		},
		{
			cell: "recall-caption",
			says: "with 90 % against 72 % and 59 %",
			gives: '[meanAt("LSTM, b", 40), meanAt("RNN, ρ", 40), meanAt("RNN, U orth", 40)]',
		},
		{
			cell: "recall-caption",
			says: "at forty it just guesses",
			gives: 'Math.abs(meanAt("LSTM, half", 40) - 25) < 5',
		},
		{
			cell: "recall-caption",
			says: "The RNN as drawn falls behind from the start, and the LSTM that begins half open from twenty words on",
			gives:
				'meanAt("RNN, U as", 10) < 85 && meanAt("LSTM, half", 10) > 90 && meanAt("LSTM, half", 20) < 60',
		},
		{
			cell: "recall-caption",
			says: "four of ten with $\\rho(U) = 1$ got everything right",
			gives:
				'results.filter((one) => one.contender.name.startsWith("RNN, ρ") && one.gap === 40 && one.accuracy === 1).length === 4',
		},
		{
			cell: "trained-caption",
			says: "The forget gate is open from the first word on. The input gate never shuts, not even at fillers.",
			gives: `[after("France"), after("Japan")].every(({ f, i }) =>
				f.data.every((gate) => gate > 0.5) && i.data.reduce((sum, gate) => sum + gate, 0) / i.data.length > 0.5)`,
		},
		{
			cell: "trained-caption",
			says: "unit 6 after France, and unit 2 after Japan",
			gives: 'after("France").o.at(gap + 1, 6) < 0.15 && after("Japan").o.at(gap + 1, 2) < 0.15',
		},
		{
			cell: "trained-hold-about",
			says: "a gate that is always shut costs the answer",
			gives:
				"[right({ f: 0 }), right({ i: 0 }), right({ o: 0 })].every((share) => parseFloat(share) < 50)",
		},
		{
			cell: "trained-hold-about",
			says: "held half open or more, each gate is hardly missed",
			gives:
				"[0.5, 0.9, 1].every((at) => [{ f: at }, { i: at }, { o: at }].every((clamp) => parseFloat(right(clamp)) > 90))",
		},
	],
	changed: [
		{
			to: { forgetBias: 5 },
			cells: ["contenders", "memory"],
			claims: [
				{
					cell: "predict",
					says: "4.9 times the difference it began with: the rule says 0.72",
					gives: "[left[0].y[T - 1], rule[T - 1]]",
				},
			],
		},
		{
			to: { forgetBias: 0 },
			cells: ["contenders", "memory"],
			claims: [
				{
					cell: "predict",
					says: "it is the half-open LSTM, and their curves coincide",
					gives: "left[0].y.every((share, k) => share === left[1].y[k])",
				},
			],
		},
		{
			to: { hold: 0.9 },
			cells: ["by-hand-code", "cell-figure"],
			claims: [
				{ cell: "predict", says: "0.9 is not: it gives 0.38", gives: "[hold, saidOf(hold)]" },
				{ cell: "predict", says: "0.95 is: 0.68", gives: "[0.95, saidOf(0.95)]" },
			],
		},
		{
			to: { hold: 0.95, gap: 12 },
			cells: ["by-hand-code", "cell-figure"],
			claims: [
				{
					cell: "predict",
					says: "over twelve words 0.95 gives only 0.43",
					gives: "[hold, saidOf(hold)]",
				},
			],
		},
		{
			to: { gap: 10 },
			cells: ["contenders", "trained-code", "trained-hold"],
			claims: [{ cell: "predict", says: "49 % are right", gives: "parseFloat(right({ f: 0.5 }))" }],
		},
		{
			to: { answers: "softmax" },
			cells: ["contenders"],
			claims: [
				{
					cell: "predict",
					says: "94.5 % and 95.1 % on average",
					gives:
						"[await acrossForty(contenders[0], 0.001), await acrossForty(contenders[4], 0.001)]",
				},
			],
		},
		{
			to: { forgetBias: 8 },
			cells: ["contenders"],
			claims: [
				{
					cell: "predict",
					says: "93 % on average",
					gives: "await acrossForty(contenders[0], 0.001)",
				},
			],
		},
	],
	free: {
		"what a newcomer took": ["About 80 minutes, in two sittings: 45 minutes", "and 35 from"],
		"what the cell sets": ["2 Brazil, 3 Egypt", "Section 3 is the carousel", "clipped to length 1"],
	},
} satisfies Claims;
