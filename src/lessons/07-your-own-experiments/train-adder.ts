import { Lstm } from "../../network/lstm.js";
import { countParameters, type Network, predict } from "../../network/network.js";
import { Random } from "../../network/random.js";
import { Rnn } from "../../network/rnn.js";
import { DivergenceError, train } from "../../network/training/train.js";
import { type Addition, roundBits } from "../../tasks/binary-addition.js";
import { splitSums } from "./split-sums.js";

/** One training of a network that is to learn to add, from its first draw to its last sum. */
export interface AdderRun {
	readonly kind: "rnn" | "lstm";
	readonly hiddenDim: number;
	readonly alpha: number;
	/** Gives the network its parameters, and then the sums that it sees. */
	readonly seed: number;
	readonly iterations: number;
	readonly bits: number;
	/** Looks are taken every so many iterations. */
	readonly every: number;
	/** Whether to stop as soon as the network has learned to add. */
	readonly untilLearned?: boolean;
}

export interface AdderResult extends AdderRun {
	/**
	 * The first of the three looks in a row at which every test sum was right, in iterations;
	 * Infinity if there were no such three.
	 */
	readonly learnedAt: number;
	/** Looks at 0, every, 2 every, … and at the end: whether every test sum was right. */
	readonly right: readonly boolean[];
	/** The same looks but the last: the running mean of Σ_t |d^t − y^t|. */
	readonly errors: readonly number[];
	/** How many numbers the network has learned. */
	readonly size: number;
}

/** The network of a run, before its training. */
export function createAdder(
	{ kind, hiddenDim }: Pick<AdderRun, "kind" | "hiddenDim">,
	random: Random,
): Network {
	const options = { inputDim: 2, hiddenDim, outputDim: 1, random };
	return kind === "lstm" ? Lstm.create(options) : Rnn.create(options);
}

/**
 * Trains a network, and says when it had learned to add. The test sums are the same for all runs, and
 * no network practises on them (`splitSums`). The same run gives the same result.
 */
export async function trainAdder(run: AdderRun): Promise<AdderResult> {
	const { seed, bits, iterations, every, alpha, untilLearned = false } = run;
	const { practice, test } = splitSums(bits);
	const random = new Random(seed);
	const network = createAdder(run, random);
	const addsAll = () => test.every((sum) => isRight(network, sum));
	const errors: number[] = [];
	const right: boolean[] = [];
	try {
		for await (const report of train(network, practice, { alpha, iterations, every, random })) {
			errors.push(report.averageError);
			right.push(addsAll());
			if (untilLearned && firstOfThree(right) >= 0) break;
		}
		right.push(addsAll());
	} catch (error) {
		if (!(error instanceof DivergenceError)) throw error;
	}
	const look = firstOfThree(right);
	return {
		...run,
		learnedAt: look < 0 ? Number.POSITIVE_INFINITY : look * every,
		right,
		errors,
		size: countParameters(network),
	};
}

const firstOfThree = (right: readonly boolean[]) =>
	right.findIndex((_, k) => right[k] && right[k + 1] && right[k + 2]);

/** Whether the network gets every bit of the sum right. */
export function isRight(network: Network, { x, d }: Addition): boolean {
	return roundBits(predict(network, x)).every((bit, t) => bit === d.data[t]);
}
