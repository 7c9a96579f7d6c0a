import { Random } from "../../network/random.js";
import { trainToEnd } from "../../network/training/train.js";
import type { Addition } from "../../tasks/binary-addition.js";
import { splitSums } from "./split-sums.js";
import { type AdderRun, createAdder, isRight } from "./train-adder.js";

/** A training on few sums, over and over. */
export interface Practice
	extends Pick<AdderRun, "kind" | "hiddenDim" | "alpha" | "seed" | "bits" | "iterations"> {
	/** How many different sums there are to practise on. */
	readonly different: number;
}

export interface PracticeResult extends Practice {
	/** The shares of right sums, from 0 to 1: of (up to 500 of) those practised on, of those held out. */
	readonly practised: number;
	readonly heldOut: number;
}

/** Trains an adding network on `different` sums, and tests it on these and on those held out. */
export async function practise(job: Practice): Promise<PracticeResult> {
	const { different, seed, bits, alpha, iterations } = job;
	const { practice, practised, test } = splitSums(bits, different);
	const random = new Random(seed);
	const network = createAdder(job, random);
	await trainToEnd(network, practice, { alpha, iterations, every: iterations, random });
	const share = (sums: readonly Addition[]) =>
		sums.filter((sum) => isRight(network, sum)).length / sums.length;
	return { ...job, practised: share(practised), heldOut: share(test) };
}
