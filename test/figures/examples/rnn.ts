import type { Figure } from "../../../src/figures/figure.js";
import { panels } from "../../../src/figures/panels.js";
import { unrolled } from "../../../src/figures/unrolled.js";
import { mixture } from "../../../src/lessons/02-rnn-forward/mixture.js";
import { descent } from "../../../src/lessons/03-bptt/descent.js";
import { layered } from "../../../src/lessons/03-bptt/layered.js";
import { bptt } from "../../../src/network/bptt.js";
import { Random } from "../../../src/network/random.js";
import { createRnn, forward } from "../../../src/network/rnn.js";

const rnn = createRnn({ inputDim: 1, hiddenDim: 3, outputDim: 1, random: new Random(0) });
const trace = forward(rnn, [[1], [0], [1]]);
const { delta_h, delta_y } = bptt(rnn, trace, [[0], [1], [0]]);

const examples: Record<string, Figure> = {
	"an unrolled network, step by step": unrolled({
		x: trace.x.toRows(),
		h: trace.h.toRows(),
		y: trace.y.toRows(),
		steps: true,
	}),
	"deltas, step by step": unrolled({
		x: trace.x.toRows(),
		h: delta_h.toRows(),
		y: delta_y.toRows(),
		flow: "backward",
		steps: true,
	}),
	"mixtures of two and of none": mixture({
		title: "What each is made of",
		alt: "The first is all of the first part, the second half of each, the third of nothing.",
		parts: [
			[2, 1, 0],
			[0, 1, 0],
		],
		partNames: ["x<sup>1</sup>", "x<sup>2</sup>"],
		wholeNames: ["h<sup>1</sup>", "h<sup>2</sup>", "h<sup>3</sup>"],
		xTitle: "hidden state",
		yTitle: "share",
	}),
	"three panels": panels({
		title: "Three tables in the same colours",
		alt: "Three tables of two rows each.",
		panels: ["one", "two", "three"].map((title, at) => ({
			title,
			z: [Float64Array.of(at, -at, Number.NaN), [0, 1, 2]],
		})),
		xTitle: "step t",
		yTitle: "unit j",
		zTitle: "value",
		scale: "diverging",
		range: [-1, 1],
		hover: "%{x}, %{y}: %{z}",
	}),
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
};

export default examples;
