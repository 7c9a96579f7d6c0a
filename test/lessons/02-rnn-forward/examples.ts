import type { Figure } from "../../../src/figures/figure.js";
import { mixture } from "../../../src/lessons/02-rnn-forward/mixture.js";

export default {
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
} satisfies Record<string, Figure>;
