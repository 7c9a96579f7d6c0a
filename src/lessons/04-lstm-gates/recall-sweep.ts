import { type Network, predict } from "../../network/network.js";
import { Random } from "../../network/random.js";
import { type TrainOptions, trainToEnd } from "../../network/training/train.js";
import { type Recall, recall, recallAccuracy } from "../../tasks/recall.js";

/** A kind of network that is to learn recall. */
export interface Contender {
	readonly name: string;
	/** A new one, untrained, of the task's sizes. */
	build(task: Recall, random: Random): Network;
}

/** How well one network recalled after its training. */
export interface RecallResult {
	readonly name: string;
	readonly gap: number;
	readonly seed: number;
	/** The share of fresh sequences whose symbol it said, 0 to 1. */
	readonly accuracy: number;
}

export interface RecallSweepOptions extends Omit<TrainOptions, "random" | "every" | "predict"> {
	readonly contenders: readonly Contender[];
	readonly gaps: readonly number[];
	/** Seeds of the first draws: each contender is trained once with each, at each gap. */
	readonly seeds: readonly number[];
	/** How many fresh sequences each is then tested on. Default: 200. */
	readonly count?: number;
}

/**
 * Trains every contender at every gap with every seed, shortest gaps first, and yields a result
 * after each. A seed gives a network its parameters and its training examples. All are tested on the
 * same fresh sequences. Ends early, and leaves out the one it was at, when `signal` is aborted.
 */
export async function* recallSweep({
	contenders,
	gaps,
	seeds,
	count = 200,
	...options
}: RecallSweepOptions): AsyncGenerator<RecallResult, void, undefined> {
	for (const gap of gaps) {
		const task = recall({ gap });
		for (const seed of seeds) {
			for (const { name, build } of contenders) {
				const random = new Random(seed);
				const network = build(task, random);
				await trainToEnd(network, task, { ...options, every: 1e9, random });
				if (options.signal?.aborted) return;
				const fresh = { count, random: new Random(2 ** 32 - 1) };
				const accuracy = recallAccuracy((x) => predict(network, x), task, fresh);
				yield { name, gap, seed, accuracy };
			}
		}
	}
}
