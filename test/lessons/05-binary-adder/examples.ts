import type { Figure } from "../../../src/figures/figure.js";
import { addition } from "../../../src/lessons/05-binary-adder/addition.js";
import { errorMap } from "../../../src/lessons/05-binary-adder/error-map.js";
import { wrongBits } from "../../../src/lessons/05-binary-adder/wrong-bits.js";
import { Random } from "../../../src/network/random.js";
import { Rnn } from "../../../src/network/rnn.js";
import { binaryAddition, carries, toBits } from "../../../src/tasks/binary-addition.js";

const rnn = Rnn.create({ inputDim: 2, hiddenDim: 4, outputDim: 1, random: new Random(0) });
const { x, d } = binaryAddition({ bits: 4 }).example(5, 3);
const { y } = Rnn.forward(rnn, x);

export default {
	"an addition": addition({
		a: toBits(5, 4),
		b: toBits(3, 4),
		d: d.data,
		carries: carries(5, 3, 4),
		y: y.data,
	}),
	"an error map": errorMap({
		title: "Which sums are wrong, and for how long?",
		alt: "How many bits are wrong in each of 8 × 8 sums.",
		maps: [0, 10].map((iteration) => ({ iteration, wrong: wrongBits(rnn, 4) })),
		bits: 4,
		start: 0,
	}),
} satisfies Record<string, Figure>;
