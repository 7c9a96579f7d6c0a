import type { Figure } from "../../../src/figures/figure.js";
import { unrolled } from "../../../src/figures/unrolled.js";
import { addition } from "../../../src/lessons/05-binary-adder/addition.js";
import { errorMap } from "../../../src/lessons/05-binary-adder/error-map.js";
import { wrongBits } from "../../../src/lessons/05-binary-adder/every-sum.js";
import { bptt } from "../../../src/network/bptt.js";
import { Random } from "../../../src/network/random.js";
import { createRnn, forward } from "../../../src/network/rnn.js";
import { binaryAddition, carries, toBits } from "../../../src/tasks/binary-addition.js";

const rnn = createRnn({ inputDim: 2, hiddenDim: 4, outputDim: 1, random: new Random(0) });
const { x, d } = binaryAddition({ bits: 4 }).example(5, 3);
const trace = forward(rnn, x);
const { delta_h, delta_y } = bptt(rnn, trace, d);
const large = createRnn({ inputDim: 5, hiddenDim: 20, outputDim: 6, random: new Random(1) });
const largeTrace = forward(large, [[0, 1, 0, 1, 1]]);

const examples: Record<string, Figure> = {
	"an addition": addition({
		a: toBits(5, 4),
		b: toBits(3, 4),
		d: d.data,
		carries: carries(5, 3, 4),
		y: trace.y.data,
	}),
	"an error map": errorMap({
		alt: "How many bits are wrong in each of 8 × 8 sums.",
		maps: [0, 10].map((iteration) => ({ iteration, wrong: wrongBits(rnn, 4) })),
		bits: 4,
		start: 0,
	}),
	"an unrolled network": unrolled({
		x: trace.x.toRows(),
		h: trace.h.toRows(),
		y: trace.y.toRows(),
	}),
	"deltas through an unrolled network": unrolled({
		x: trace.x.toRows(),
		h: delta_h.toRows(),
		y: delta_y.toRows(),
		flow: "backward",
	}),
	"an unrolled network of odd sizes": unrolled({
		x: largeTrace.x.toRows(),
		h: largeTrace.h.toRows(),
		y: largeTrace.y.toRows(),
	}),
};

export default examples;
