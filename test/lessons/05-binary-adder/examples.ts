import type { Figure } from "../../../src/figures/figure.js";
import { addition } from "../../../src/lessons/05-binary-adder/addition.js";
import { carryMachine, transitions } from "../../../src/lessons/05-binary-adder/carry-machine.js";
import { carryReport } from "../../../src/lessons/05-binary-adder/carry-report.js";
import { errorMap } from "../../../src/lessons/05-binary-adder/error-map.js";
import { carryReadOut } from "../../../src/lessons/05-binary-adder/read-out.js";
import { seedCurves } from "../../../src/lessons/05-binary-adder/seed-curves.js";
import { statePlane } from "../../../src/lessons/05-binary-adder/state-plane.js";
import { wrongBits } from "../../../src/lessons/05-binary-adder/wrong-bits.js";
import { Random } from "../../../src/network/random.js";
import { Rnn } from "../../../src/network/rnn.js";
import { binaryAddition, carries, toBits } from "../../../src/tasks/binary-addition.js";

const rnn = Rnn.create({ inputDim: 2, hiddenDim: 4, outputDim: 1, random: new Random(0) });
const { x, d } = binaryAddition({ bits: 4 }).example(5, 3);
const { y } = Rnn.forward(rnn, x);
const report = carryReport(rnn, 4);
const readOut = carryReadOut(rnn, 4, report);

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
	"a plane of states": statePlane(
		{ title: "A cut between carry and no carry", alt: "Hidden states as points in two planes." },
		rnn,
		4,
		report,
		readOut,
	),
	"a machine": carryMachine(
		{ title: "A machine with two states", alt: "Two circles with arrows for the bits." },
		transitions(rnn, 4, readOut),
	),
	"curves of two seeds": seedCurves({
		title: "How much of it is the seed?",
		alt: "The mean error of two trainings.",
		runs: [0, 1].map((seed) => ({
			seed,
			reports: [0, 1, 2].map((k) => ({ iteration: 50 * k, averageError: 4 - k / (seed + 1) })),
		})),
		iterations: 100,
		most: 8,
	}),
} satisfies Record<string, Figure>;
