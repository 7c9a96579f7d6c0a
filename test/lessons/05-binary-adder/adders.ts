import { Matrix } from "../../../src/network/matrix.js";
import { Random } from "../../../src/network/random.js";
import { Rnn } from "../../../src/network/rnn.js";

/** A network that has not learned to add, and how many bits it is shown. */
export const bits = 5;
export const untrained = adder(6, new Random(3));

/**
 * An adder that is written and not learned. Unit k is 1 where k + 1 or more of a, b and the carry
 * are 1: unit 1 is the carry, and the sum's bit is h_0 − h_1 + h_2.
 */
export function perfectAdder(): Rnn {
	const sharp = 40;
	const rnn = adder(3, new Random(0));
	rnn.V.data.fill(sharp);
	rnn.U.data.set(Matrix.of([0, 1, 2].map((i) => Array(3).fill(i === 1 ? sharp : 0))).data);
	rnn.b_h.data.set([0, 1, 2].map((k) => -(k + 0.5) * sharp));
	rnn.W.data.set([sharp, -sharp, sharp]);
	rnn.b_y.data.set([-sharp / 2]);
	return rnn;
}

function adder(hiddenDim: number, random: Random): Rnn {
	return Rnn.create({ inputDim: 2, hiddenDim, outputDim: 1, biases: true, random });
}
