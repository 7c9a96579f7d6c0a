import { Lstm } from "../../network/lstm.js";
import { type Network, predict } from "../../network/network.js";
import { Random } from "../../network/random.js";
import { Rnn } from "../../network/rnn.js";
import type { Task } from "../../network/task.js";
import { train } from "../../network/training/train.js";
import { bitsPerLetter, letters } from "../../tasks/letters.js";

/** One training on words, from the first draw to the last update. */
export interface LettersRun {
	readonly kind: "rnn" | "lstm";
	readonly hiddenDim: number;
	readonly alpha: number;
	/** Gives the network its parameters, and then the words that it reads. */
	readonly seed: number;
	readonly iterations: number;
	/** A look every so many iterations. */
	readonly every: number;
	/** The words that it is trained on, and those that it is only asked about. */
	readonly seen: readonly string[];
	readonly heldOut: readonly string[];
}

/** Bits a letter on the words held out, at each look. */
export interface LettersResult {
	readonly iterations: readonly number[];
	readonly bits: readonly number[];
}

/**
 * A network that can write: softmax at its output, and its first draws from ±1/√H. The RNN has tanh
 * and biases, as the LSTM has.
 */
export function createWriter(
	kind: "rnn" | "lstm",
	hiddenDim: number,
	{ inputDim, outputDim }: Task,
	random: Random,
): Network {
	const options = { inputDim, outputDim, hiddenDim, g: "softmax", random } as const;
	if (kind === "lstm") return Lstm.create(options);
	return Rnn.create({ ...options, f: "tanh", biases: true, scale: 1 / Math.sqrt(hiddenDim) });
}

/** Trains a network on the words seen, and looks at the others. The same run gives the same result. */
export async function trainLetters(run: LettersRun): Promise<LettersResult> {
	const { kind, hiddenDim, seed, seen, heldOut, alpha, iterations, every } = run;
	const task = letters(seen, [...seen, ...heldOut]);
	const random = new Random(seed);
	const network = createWriter(kind, hiddenDim, task, random);
	const looks: { iteration: number; bits: number }[] = [];
	const options = { alpha, iterations, every, random, ...learning };
	for await (const { iteration } of train(network, task, options)) {
		looks.push({ iteration, bits: bitsPerLetter((x) => predict(network, x), task, heldOut) });
	}
	return {
		iterations: looks.map(({ iteration }) => iteration),
		bits: looks.map(({ bits }) => bits),
	};
}

/** How all networks of the lesson learn. */
export const learning = { loss: "cross-entropy", optimizer: "adam", clip: 1 } as const;
