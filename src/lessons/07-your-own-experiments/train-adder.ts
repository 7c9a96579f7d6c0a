import { Lstm } from "../../network/lstm.js";
import type { Matrix } from "../../network/matrix.js";
import { countParameters, type Network, predict } from "../../network/network.js";
import { Random } from "../../network/random.js";
import { Rnn } from "../../network/rnn.js";
import { DivergenceError, train } from "../../network/training/train.js";
import { type Addition, binaryAddition, roundBits } from "../../tasks/binary-addition.js";

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
	/** Whether to stop at the first look at which the network adds. */
	readonly untilLearned?: boolean;
}

export interface AdderResult extends AdderRun {
	/** The first look at which every test sum was right, in iterations; Infinity if there was none. */
	readonly learnedAt: number;
	/** Looks at 0, every, 2 every, …: the running mean of Σ_t |d^t − y^t|. */
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

/** How many sums a network is tested on, the same for all. */
const testSums = 500;

/** Trains a network, and says when it had learned to add. The same run gives the same result. */
export async function trainAdder(run: AdderRun): Promise<AdderResult> {
	const { seed, bits, iterations, untilLearned = false, ...options } = run;
	const task = binaryAddition({ bits });
	const random = new Random(seed);
	const network = createAdder(run, random);
	const test = new Random(2 ** 32 - 1);
	const sums = Array.from({ length: testSums }, () => task.draw(test));
	const errors: number[] = [];
	let learnedAt = Number.POSITIVE_INFINITY;
	const look = (iteration: number) => {
		if (learnedAt > iteration && sums.every((sum) => isRight(predict(network, sum.x), sum))) {
			learnedAt = iteration;
		}
	};
	try {
		for await (const report of train(network, task, { ...options, iterations, random })) {
			errors.push(report.averageError);
			look(report.iteration);
			if (untilLearned && learnedAt < iterations) break;
		}
		look(iterations);
	} catch (error) {
		if (!(error instanceof DivergenceError)) throw error;
	}
	return { ...run, learnedAt, errors, size: countParameters(network) };
}

function isRight(y: Matrix, { d }: Addition): boolean {
	return roundBits(y).every((bit, t) => bit === d.data[t]);
}
