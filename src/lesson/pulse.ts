import { type Activation, type ActivationName, activation } from "../network/activations.js";
import type { Matrix } from "../network/matrix.js";
import { Random } from "../network/random.js";
import { createRnn, forward } from "../network/rnn.js";

/**
 * What a pulse of input leaves in h: row t − 1 is the difference that x^1 = 1 makes to h^t, in a
 * network that reads zeros from then on. The pulse enters at the first unit. T × H.
 *
 * @param U the recurrence, H × H
 */
export function pulse(U: Matrix, f: Activation | ActivationName, T: number): number[][] {
	const options = { inputDim: 1, hiddenDim: U.rows, outputDim: 1, f: activation(f, "f") };
	const rnn = createRnn({ ...options, random: new Random(0) });
	rnn.U.data.set(U.data);
	rnn.V.data.fill(0).fill(1, 0, 1);
	const silence = Array.from({ length: T }, () => [0]);
	const without = forward(rnn, silence).h;
	const { h } = forward(rnn, [[1], ...silence.slice(1)]);
	return silence.map((_, t) =>
		Array.from(h.row(t + 1), (value, j) => value - without.at(t + 1, j)),
	);
}

/**
 * On how many steps a pulse is seen: up to the last one on which at least `share` of its first
 * size is there.
 *
 * @param sizes the pulse's size at t = 1…T
 */
export function lifetime(sizes: readonly number[], share = 0.01): number {
	const least = share * (sizes[0] ?? 0);
	let last = 0;
	sizes.forEach((size, at) => {
		if (size >= least) last = at + 1;
	});
	return last;
}
