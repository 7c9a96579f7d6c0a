import type { Figure } from "../../../src/figures/figure.js";
import { descent } from "../../../src/lessons/03-bptt/descent.js";
import { layered } from "../../../src/lessons/03-bptt/layered.js";
import { twoSteps } from "../../../src/lessons/03-bptt/two-steps.js";

export default {
	"a network of layers": layered({
		title: "Values, then deltas",
		alt: "Two inputs, one hidden unit, one output.",
		a: [[1, -1], [0.5], [0.25]],
		delta: [[-0.125], [0.5]],
		weights: [[[1], [-0.5]], [[2]]],
	}),
	"descent that is thrown off": descent({
		title: "Two walks on a bowl",
		alt: "A bowl around the origin, a walk to its bottom, and one that leaves.",
		x: [-1, 0, 1],
		y: [-1, 0, 1],
		loss: [-1, 0, 1].map((v) => [-1, 0, 1].map((u) => (u * u + v * v) / 2)),
		paths: [
			{
				name: "down",
				points: [
					[1, 1],
					[0.5, 0.5],
					[0.25, 0.25],
				],
			},
			{
				name: "off",
				points: [
					[1, -1],
					[1e300, Number.POSITIVE_INFINITY],
				],
			},
		],
		minimum: [0, 0],
		xTitle: "U",
		yTitle: "V",
	}),
	"one unit, two steps": twoSteps({
		title: "Two steps",
		alt: "Values, deltas, and what each arrow sends back.",
		V: 1,
		U: 0.5,
		W: -2,
		h0: 2,
		x: [1, 3],
		h: [2, 4],
		y: [-4, -8],
		d: [-5, -5],
		delta_y: [1, -3],
		delta_h: [1, 6],
	}),
} satisfies Record<string, Figure>;
