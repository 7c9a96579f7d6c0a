import type { Figure } from "../../../src/figures/figure.js";
import { gates } from "../../../src/lessons/04-lstm-gates/gates.js";
import { lstmCell } from "../../../src/lessons/04-lstm-gates/lstm-cell.js";
import { recallGap } from "../../../src/lessons/04-lstm-gates/recall-gap.js";
import { sentenceGap } from "../../../src/lessons/04-lstm-gates/sentence-gap.js";
import { twoCells } from "../../../src/lessons/04-lstm-gates/two-cells.js";
import { Lstm } from "../../../src/network/lstm.js";
import { Random } from "../../../src/network/random.js";

const words = ["France", "and", "fluent"];
const x = [
	[1, 0],
	[0, 1],
	[0, 0],
];
const lstm = Lstm.create({ inputDim: 2, hiddenDim: 5, outputDim: 1, random: new Random(0) });
const single = Lstm.create({ inputDim: 2, hiddenDim: 1, outputDim: 1, random: new Random(1) });
const trace = Lstm.forward(lstm, x);

const lstmOf5 = { kind: "lstm", name: "LSTM", hiddenDim: 5, forgetBias: 1 } as const;
const rnnOf5 = { kind: "rnn", name: "RNN", hiddenDim: 5, start: "drawn" } as const;

export default {
	"an LSTM cell": lstmCell({ lstm, trace, words }),
	"an LSTM cell with one unit": lstmCell({ lstm: single, trace: Lstm.forward(single, x) }),
	"an RNN cell beside an LSTM cell": twoCells({
		title: "One layer, and four",
		alt: "A cell with one box beside a cell with four.",
	}),
	"the gates of an LSTM": gates({
		title: "Gates open and shut",
		alt: "Three gates and the memory over three steps.",
		columns: [{ name: "free", trace }],
		words,
	}),
	"the gates of two runs": gates({
		title: "Gates open and shut",
		subtitle: "left free, right with one gate held",
		alt: "Three gates and the memory over three steps, twice.",
		columns: [
			{ name: "free", trace },
			{ name: "f = 0", trace: Lstm.forward(lstm, x, { f: 0 }) },
		],
	}),
	"recall against gap": recallGap({
		title: "The longer the gap, the fewer answers are right",
		alt: "Two networks at two gaps; one has not been trained at the longer gap yet.",
		results: [
			{ contender: lstmOf5, gap: 2, seed: 0, accuracy: 1 },
			{ contender: lstmOf5, gap: 2, seed: 1, accuracy: 0.9 },
			{ contender: rnnOf5, gap: 2, seed: 0, accuracy: 0.8 },
			{ contender: lstmOf5, gap: 20, seed: 0, accuracy: 0.7 },
		],
		names: ["LSTM", "RNN"],
		gaps: [2, 20],
		chance: 0.25,
	}),
	"gaps in sentences": sentenceGap({
		title: "What a word depends on may be near or far",
		alt: "Two words apart, and one.",
		sentences: [
			{ words: ["clouds", "in", "the", "sky"], from: 0, to: 3 },
			{ words: ["say", "it", "again", "say"], from: 0, to: 2 },
		],
	}),
} satisfies Record<string, Figure>;
