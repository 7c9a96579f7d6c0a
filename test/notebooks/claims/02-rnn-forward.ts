import type { Claims } from "../claims.js";

export default {
	before: `
		import type { ActivationName } from "./src/network/activations";
		const drawnFrom = (seed: number, f: ActivationName) => {
			const draws = new Random(seed);
			const net = Rnn.create({ inputDim, hiddenDim, outputDim, f, random: draws });
			const number = () => draws.random();
			return { net, read: Array.from({ length: T }, () => Array.from({ length: inputDim }, number)) };
		};
		/** In percent: what share x^1 has of the last hidden state. */
		const firstShare = (seed: number, f: ActivationName) => {
			const { net, read } = drawnFrom(seed, f);
			const moved = influence(net, read).map((row) => row[T - 1]);
			return (100 * moved[0]) / moved.reduce((sum, distance) => sum + distance);
		};
		const pulseIn = (seed: number, radius: number, f: ActivationName, steps = 60) => {
			const { U } = drawnFrom(seed, f).net;
			return impulseResponse(withSpectralRadius(U, radius), f, steps).map(norm);
		};
		const keeps60 = (seed: number, radius: number) =>
			lifetime(pulseIn(seed, radius, "sigmoid")) === 60;
		const seeds = Array.from({ length: 21 }, (_, seed) => seed);`,
	claims: [
		{
			cell: "same-input-seen",
			says: "With $U = 0$, equal inputs get equal answers. With $U$, the answer changes",
			gives: "new Set(withoutU.data).size === 1 && new Set(withU.data).size === 5",
		},
		{
			cell: "shared",
			says: "What it makes of a step does not depend on what comes later.",
			gives: "most === 0",
		},
		{
			cell: "error-note",
			says: "An untrained network is bad at this.",
			gives: "total > 0.3",
		},
		{
			cell: "memory-caption",
			says: "$x^1$ has all of $h^1$, and less of every state after it",
			gives:
				"influence(rnn, x)[0].map((moved, t) => moved / influence(rnn, x).reduce((sum, row) => sum + row[t], 0))",
			when: (shares: number[]) =>
				shares[0] === 1 && shares.every((share, at) => at === 0 || share < shares[at - 1]),
		},
		{
			cell: "pulse-caption",
			says: "The delay line keeps it whole for exactly $H$ steps, and then it is gone.",
			gives: `[hiddenDim, hiddenDim + 1].map((t) =>
				norm(impulseResponse(delayLine(hiddenDim), "identity", 24)[t - 1]))`,
			when: ([kept, gone]: number[]) => kept === 1 && gone === 0,
		},
		{
			cell: "radius-caption",
			says: "from step 20 to step 60.",
			gives:
				"[20, 60, [0.8, 0.9, 1, 1.1].every((radius, at) => fades[at].name.includes('×' + radius.toFixed(2)))]",
			when: ([, , agree]: unknown[]) => agree === true,
		},
		{
			cell: "squash",
			says: "a sigmoid network should keep at most about a quarter of what the linear one keeps",
			gives:
				"seeds.every((seed) => pulseIn(seed, 0.9, 'sigmoid', 2)[1] / pulseIn(seed, 0.9, 'sigmoid', 2)[0] < 0.3 * pulseIn(seed, 0.9, 'identity', 2)[1])",
		},
		{
			cell: "squash-caption",
			says: "forget if $\\rho(U) < 1$ and remember if it is larger",
			gives: `[linear, squashed].every((counts) => counts.every((row, at) =>
				radii[at] < 0.99 ? row[20] < 100 : row[10] === 100))`,
		},
		{
			cell: "squash-caption",
			says: "at no $\\rho(U)$ does even half of them keep the pulse for 60 steps",
			gives: "sigmoids.every((row) => row[10] < 60)",
			when: Boolean,
		},
		{
			cell: "drag-caption",
			says: "between 5 and 6.2 or so; at 7 it is lost after 27",
			gives: `[5, 6.2, 4.9, 6.3].map((radius) => keeps60(0, radius)).concat(
				[lifetime(pulseIn(0, 7, "sigmoid")) === 27])`,
			when: (found: boolean[]) => `${found}` === "true,true,false,false,true",
		},
		{
			cell: "drag-caption",
			says: "Of the networks with the seeds 0 to 20, 9 have no such $\\rho(U)$ at all, up to 10.",
			gives: `seeds.filter((seed) =>
				!Array.from({ length: 61 }, (_, at) => 0.1 * 10 ** (at / 30)).some((radius) => keeps60(seed, radius))).length`,
			when: (never: number) => never === 9,
		},
		{
			cell: "drag-caption",
			says: "about level at $\\rho(U) = 1.05$",
			gives:
				"[0.9, 1.05, 2].map((radius) => pulseIn(0, radius, 'tanh')).map((sizes) => sizes[59] / sizes[0])",
			when: ([below, level, above]: number[]) =>
				below < 0.1 && level > 0.9 && level < 1.1 && above > 2 && above < 10,
		},
		{
			cell: "predict",
			says: "The share falls from 8 % to",
			gives: "firstShare(seed, f)",
		},
		{
			cell: "predict",
			says: "The same holds with each of the seeds 0 to 20.",
			gives: "seeds.every((seed) => firstShare(seed, 'tanh') > firstShare(seed, 'sigmoid'))",
			when: Boolean,
		},
	],
	changed: [
		{
			to: { T: 8 },
			cells: [],
			claims: [{ cell: "predict", says: "0.2 %", gives: "firstShare(seed, f)" }],
		},
		{
			to: { hiddenDim: 3 },
			cells: [],
			claims: [
				{
					cell: "predict",
					says: "For 3 steps",
					gives: 'lifetime(impulseResponse(delayLine(hiddenDim), "identity", 24).map(norm))',
				},
			],
		},
		{
			to: { f: "tanh" },
			cells: [],
			claims: [
				{
					cell: "predict",
					says: "still has 53 % of $h^4$, in place of 8 %",
					gives: '[firstShare(seed, f), 4, firstShare(seed, "sigmoid")]',
				},
			],
		},
		{
			to: { rho: 0.9 },
			cells: [],
			claims: [
				{
					cell: "predict",
					says: "after 24 steps 0.03 of the pulse is left",
					gives: '[24, pulseIn(seed, rho, "identity", 24)[23]]',
				},
			],
		},
		{
			to: { rho: 1.2 },
			cells: [],
			claims: [
				{
					cell: "predict",
					says: "it is 24 times as large as it was",
					gives: 'pulseIn(seed, rho, "identity", 24)[23]',
				},
			],
		},
	],
	free: {
		"what the cell sets": [
			"so the cell runs 21 of each",
			"in 21 networks",
			"each unit keeps 0.8 of its own value",
			"by π/6 a step",
			"on how many steps 1 % or more",
		],
		"how the seeds are numbered": ["seeds 0 to 20"],
		"how far the figure goes": ["keeps the pulse for 60 steps"],
		"how the argument goes": ["it cancels the 2"],
	},
} satisfies Claims;
