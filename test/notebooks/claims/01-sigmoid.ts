import type { Claims } from "../claims.js";

export default {
	before: `
		const slopes = () => xs.map((x) => slope * S(slope * (x - shift)) * (1 - S(slope * (x - shift))));
		const stepsUntilHalf = (net: number) => unlearn(net, 20_000).findIndex((y) => y < 0.5);
		const left = (net: number, t: number) => S(net) ** t;`,
	claims: [
		{
			cell: "doubles-idea",
			says: "holds about 16 digits",
			gives: "Math.round(-Math.log10(Number.EPSILON))",
		},
		{
			cell: "saturation-text",
			says: "a share of about $1/e \\approx 0.37$",
			gives: "S_slope(10) / S_slope(9)",
			when: (share: number) => Math.abs(share - 0.37) < 0.005,
		},
		{
			cell: "saturation-caption",
			says: "sits near 1 for hundreds of steps before it falls",
			gives: "[unlearn(6, 300)[299], unlearn(6, 600)[599]]",
			when: ([still, fallen]: number[]) => still > 0.99 && fallen < 0.1,
		},
		{
			cell: "stuck-text",
			says: "by a factor that comes near $e \\approx 2.7$",
			gives: "stepsUntilHalf(7) / stepsUntilHalf(6)",
			when: (factor: number) => factor > 2.5 && factor < 2.8,
		},
		{ cell: "millionth-text", says: "one part in 1,048,576 is left", gives: "4 ** 10" },
		{
			cell: "cross-entropy-caption",
			says: "from $net = 6$, 7 steps in place of 426; from $net = 10$, 11 in place of more than 20,000",
			gives:
				"[6, stepsWith(() => 1, 6), stepsWith((y) => y * (1 - y), 6), 10, stepsWith(() => 1, 10), stepsWith((y) => y * (1 - y), 10)]",
			when: (found: (number | string)[]) => `${found}` === "6,7,426,10,11,over 20,000",
		},
		{
			cell: "network-caption",
			says: "less fast than with one unit",
			gives: 'deltas("sigmoid")[layers] > 0.25 ** layers',
		},
		{
			cell: "network-caption",
			says: "With $\\tanh$ it *grows*",
			gives: 'deltas("tanh")[layers] > 1',
		},
		{
			cell: "network-caption",
			says: "about 2.3 times",
			gives: "Math.sqrt(16 / 3)",
		},
		{
			cell: "network-seeds-caption",
			says: "about 0.0010 is left at most",
			gives: 'afterAllLayers("sigmoid", 1)[50]',
		},
		{
			cell: "network-seeds-caption",
			says: "between 0.32 and 36 times the length arrives, in the median 3.9 times",
			gives: '[0, 50, 25].map((place) => afterAllLayers("tanh", 1)[place])',
		},
		{
			cell: "network-seeds-caption",
			says: "most of these networks *explode*",
			gives: 'afterAllLayers("tanh", 1).filter((share) => share > 1).length > 40',
		},
		{
			cell: "network-seeds-caption",
			says: "between 0.053 and 1.0, in the median 0.27",
			gives: '[0, 50, 25].map((place) => afterAllLayers("tanh", balanced)[place])',
		},
		{
			cell: "memory-caption",
			says: "a net input of 6 keeps most of it over 100 steps; 2 loses it within 40, and 0 within ten",
			gives: "left(6, 100) > 0.5 && left(2, 40) < 0.01 && left(0, 10) < 0.01",
		},
	],
	changed: [
		{
			to: { slope: 20 },
			cells: [],
			claims: [{ cell: "predict", says: "first 5,", gives: "Math.max(...slopes())" }],
		},
		{
			to: { slope: 0.1 },
			cells: [],
			claims: [{ cell: "predict", says: "then 0.025, and both", gives: "Math.max(...slopes())" }],
		},
		{
			to: { start: 8 },
			cells: [],
			claims: [
				{
					cell: "predict",
					says: "below ½ after 3,011 steps: 2,585 more than from 6.",
					gives: "[stepsUntilHalf(start), stepsUntilHalf(start) - stepsUntilHalf(6), 6]",
				},
			],
		},
		{
			to: { alpha: 100 },
			cells: [],
			claims: [
				{
					cell: "predict",
					says: "from 6 it takes 6 steps in place of 426.",
					gives: "[6, stepsUntilHalf(6)]",
					when: ([, steps]: number[]) => steps === 6,
				},
				{
					cell: "predict",
					says: "thrown to 0.000004 by its first step",
					gives: "unlearn(0, 2)[1]",
				},
			],
		},
		{
			to: { weight: 4 },
			cells: [],
			claims: [
				{
					cell: "predict",
					says: "each layer multiplies by exactly 1",
					gives: "gradients(0.5, weight).every((left) => left === 1)",
				},
				{
					cell: "predict",
					says: "less than a hundred-thousandth is left after ten layers",
					gives: "gradients(3, weight)",
					when: (left: number[]) => left.length === 10 && left[9] < 1e-5,
				},
			],
		},
		{
			to: { weight: 8, layers: 40 },
			cells: [],
			claims: [
				{
					cell: "predict",
					says: "At 1 × 10¹² and at 6 × 10⁻³⁹.",
					gives: "[0.5, 3].map((x) => (gradients(x, weight).at(-1) ?? 0).toExponential(0))",
					when: (ends: string[]) => `${ends}` === "1e+12,6e-39",
				},
			],
		},
		{
			to: { gate: 40 },
			cells: ["gate"],
			claims: [
				{
					cell: "predict",
					says: "within 18 of the 160 steps",
					gives: "[open.filter((g) => g > 0.01 && g < 0.99).length, open.length]",
				},
			],
		},
	],
	free: {
		"what the cell sets": ["one with 16 of them", "network with 16 units a layer"],
	},
} satisfies Claims;
