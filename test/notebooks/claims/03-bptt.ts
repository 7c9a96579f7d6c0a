import type { Claims } from "../claims.js";

export default {
	before: `
		import { norm as sizeOf } from "./src/network/matrix";
		const factorOf = (radius: number, f: ActivationName) =>
			growthPerStep(deltaSizes(scaledTo(radius, f), input));
		/** How long δ_h^t is; or what of it comes from δ_y^t alone. */
		const blameAt = (t: number, alone = false) => {
			const draws = new Random(seed);
			const net = Rnn.create({ ...options, random: draws });
			const read = Array.from({ length: T }, () => [draws.random(), draws.random()]);
			const wanted = read.map((_, at) => [at === 0 ? 0 : read[at - 1][0]]);
			const run = Rnn.forward(net, read);
			const reach = alone ? 0 : T;
			return sizeOf(Rnn.backward(net, run, wanted, undefined, { reach }).delta_h.row(t - 1));
		};
		const errorAt = ([U, V]: [number, number]) => loss(withUV(U, V), lesson);
		const slopeAt = ([U, V]: [number, number]) => {
			const found = gradients(withUV(U, V), lesson);
			return Math.hypot(found.U.data[0], found.V.data[0]);
		};`,
	claims: [
		{
			cell: "uses-text",
			says: "$h^0 \\delta_h^1 = 2 \\cdot 5 = 10$",
			gives: "[0, 1, h0, delta_h1, h0 * delta_h1]",
		},
		{
			cell: "uses-text",
			says: "$h^1 \\delta_h^2 = 2 \\cdot 6 = 12$",
			gives: "[1, 2, h1, delta_h2, h1 * delta_h2]",
		},
		{
			cell: "uses-text",
			says: "$\\Delta U = 22$",
			gives: "slopes(1e-4, 1e-4).reduce((sum, slope) => sum + slope)",
		},
		{
			cell: "uses-seen",
			says: "The error of step 2 has a part that comes from the use at step 1.",
			gives: "slopes(1e-4, 0)[1] > 1 && Math.abs(slopes(0, 1e-4)[0]) < 1e-6",
			when: Boolean,
		},
		{
			cell: "flow-caption",
			says: "It is mostly paler",
			gives: `back.delta_h.toRows().filter((row, at) =>
				Math.max(...row.map(Math.abs)) < Math.abs(back.delta_y.at(at, 0)) / 2).length`,
			when: (paler: number) => paler >= 4,
		},
		{
			cell: "check-caption",
			says: "below $10^{-7}$ the gradient is right. Above $10^{-3}$ it is wrong.",
			gives: `[back.gradients, broken].map((found) =>
				checkGradients(parametersOf(rnn), found, E).overall)`,
			when: ([right, wrong]: number[]) => right < 1e-7 && wrong > 1e-3,
		},
		{
			cell: "check-caption",
			says: "its error stays where it is, however small the step",
			gives: "Math.max(...theirs.errors.slice(4, 40)) / theirs.best.error < 1.1",
		},
		{
			cell: "vanishing-caption",
			says: "the factors a step are 0.50, 1.00 and 1.50, which is $\\rho(U)$",
			gives: '[small, middle, large].map((radius) => factorOf(radius, "identity"))',
		},
		{
			cell: "slopes-caption",
			says: "From there on the median stays near 1 or below",
			gives: "byActivation[1].y.filter((_, at) => radii[at] > 1)",
			when: (medians: number[]) => medians.every((median) => median > 0.6 && median < 1.12),
		},
		{
			cell: "slopes-caption",
			says: "One network explodes and another forgets at the same $\\rho(U)$.",
			gives: "byActivation[1].low.some((low, at) => low < 0.95 && byActivation[1].high[at] > 1.05)",
		},
		{
			cell: "slopes-caption",
			says: "The sigmoid begins four times lower.",
			gives: "byActivation[0].y[0] / byActivation[2].y[0]",
			when: (ratio: number) => ratio > 3.9 && ratio < 4.4,
		},
		{
			cell: "slopes-caption",
			says: "Its median never reaches 1, however large $U$ is.",
			gives: "Math.max(...byActivation[2].y) < 0.95",
		},
		{
			cell: "jacobians-seen",
			says: "in the last row the mean of $\\rho(J^t)$ is below 1, and the error explodes all the same",
			gives: '[measure("tanh", 6)["mean ρ of J"], measure("tanh", 6)["factor a step, measured"]]',
			when: ([radius, factor]: string[]) => Number(radius) < 1 && Number(factor) > 1,
		},
		{
			cell: "surface-caption",
			says: "The one from the wall is thrown out of the picture by its first step.",
			gives: "Math.abs(thrown[1][0]) > 1.6",
		},
		{
			cell: "surface-caption",
			says: "Its gradient stays longer than 1",
			gives: "clipped.every((point) => slopeAt(point) > 1)",
		},
	],
	changed: [
		{
			to: { T: 10 },
			cells: [],
			claims: [
				{
					cell: "predict",
					says: "1.2 times as strong",
					gives: "blameAt(1) / blameAt(10)",
				},
				{
					cell: "predict",
					says: "$\\delta_h^t$ is made mostly of the $\\delta_y^t$ above it",
					gives: "Array.from({ length: T }, (_, k) => blameAt(k + 1, true) / blameAt(k + 1))",
					when: (shares: number[]) =>
						shares.filter((share) => share > 0.7 && share < 1.4).length >= 8,
				},
			],
		},
		{
			to: { activation: "sigmoid" },
			cells: [],
			claims: [
				{
					cell: "predict",
					says: "0.12, 0.23 and 0.34",
					gives: "[small, middle, large].map((radius) => factorOf(radius, activation))",
				},
			],
		},
		{
			to: { activation: "sigmoid", large: 5 },
			cells: [],
			claims: [{ cell: "predict", says: "still 0.88", gives: "factorOf(large, activation)" }],
		},
		{
			to: { hiddenDim: 1 },
			cells: ["slopes-code"],
			claims: [
				{
					cell: "predict",
					says: "It is $\\rho(U)$ exactly, in all networks",
					gives: `[byActivation[0].low, byActivation[0].high].every((band) =>
						band.every((factor, at) => Math.abs(factor / radii[at] - 1) < 1e-9))`,
				},
				{
					cell: "predict",
					says: "at most 0.68 is left a step, in the median",
					gives: "Math.max(...byActivation[1].y)",
				},
			],
		},
		{
			to: { alpha: 0.2 },
			cells: [],
			claims: [
				{
					cell: "predict",
					says: "stopped after 11 steps",
					gives: "walk(-0.8, -0.5, Infinity).length - 1",
				},
			],
		},
		{
			to: { alpha: 0.005 },
			cells: [],
			claims: [
				{
					cell: "predict",
					says: "after 40 steps, and $E$ has fallen from 4.36 to 3.64",
					gives: `[walk(-0.8, -0.5, Infinity)].flatMap((points) =>
						[points.length - 1, errorAt(points[0]), errorAt(points[40])])`,
				},
			],
		},
		{
			to: { alpha: 0.001 },
			cells: [],
			claims: [
				{
					cell: "predict",
					says: "Its first step is 530 α = 0.53 long, and ends beyond the wall, at $U = 0.92$.",
					gives: `[walk(1.4, -0.5, Infinity)].flatMap((points) =>
						[slopeAt(points[0]), alpha * slopeAt(points[0]), points[1][0]])`,
				},
				{
					cell: "predict",
					says: "after 40 steps $E$ is 2.99",
					gives: `[walk(1.4, -0.5, Infinity)].flatMap((points) =>
						[points.length - 1, errorAt(points[40])])`,
				},
			],
		},
	],
	free: {
		"what the cell sets": [
			"input (0.5, 1) and target 1",
			"in 21 networks",
			"it draws 21 of each",
			"the next figure has 21",
		],
		"how the figure's files are named": ["seeds 0 to 20"],
		"what the walk's cell sets": ["Three walks of 40 steps each"],
	},
} satisfies Claims;
