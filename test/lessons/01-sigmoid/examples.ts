import type { Figure } from "../../../src/figures/figure.js";
import { gatedSignal } from "../../../src/lessons/01-sigmoid/gated-signal.js";
import { tangent } from "../../../src/lessons/01-sigmoid/tangent.js";
import { sigmoid } from "../../../src/network/activations.js";

export default {
	"a tangent": tangent({
		title: "The sigmoid and its slope",
		alt: "A curve with its tangent, and its slope.",
		of: sigmoid.of,
		slope: (x) => sigmoid.slope(sigmoid.of(x)),
		names: ["S(x)", "S′(x)"],
		range: [-6, 6],
		stops: 5,
	}),
	"a gated signal": gatedSignal({
		title: "A gate that opens",
		alt: "A signal before and behind a gate.",
		signal: [1, -1, 1, -1],
		gate: [0, 0.25, 0.75, 1],
	}),
} satisfies Record<string, Figure>;
