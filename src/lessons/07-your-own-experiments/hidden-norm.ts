import { Random } from "../../network/random.js";
import { Rnn } from "../../network/rnn.js";
import { binaryAddition } from "../../tasks/binary-addition.js";

/**
 * ‖h^t‖² in adding networks fresh from their first draw: the mean over all steps of one sum each in
 * `networks` networks, with the seeds 0, 1, 2, ….
 */
export function hiddenNorm(hiddenDim: number, bits: number, networks = 100): number {
	const task = binaryAddition({ bits });
	let sum = 0;
	for (let seed = 0; seed < networks; seed++) {
		const random = new Random(seed);
		const rnn = Rnn.create({ inputDim: 2, hiddenDim, outputDim: 1, random });
		const { h } = Rnn.forward(rnn, task.draw(random).x);
		for (const h_j of h.data) sum += h_j ** 2;
	}
	return sum / (networks * bits);
}
