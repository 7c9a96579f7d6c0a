import { Random } from "../../network/random.js";
import { Rnn } from "../../network/rnn.js";
import type { Task } from "../../network/task.js";
import { trainToEnd } from "../../network/training/train.js";
import { binaryAddition, exactMatch } from "../../tasks/binary-addition.js";
import { recall, recallAccuracy } from "../../tasks/recall.js";
import type { AdderOptions } from "./seed-runs.js";

/** A training in which errors travel at most `reach` steps back. */
export interface ReachRun {
	readonly reach: number;
	readonly seed: number;
	/** The share of 200 drawn examples that are right, before training and after each tenth of it. */
	readonly right: readonly number[];
}

/** Adders, trained with each reach from each seed. */
export function addersByReach(
	{ alpha, hiddenDim, bits, iterations }: AdderOptions,
	reaches: readonly number[],
	seeds: readonly number[],
): AsyncGenerator<ReachRun> {
	const right = (rnn: Rnn) =>
		exactMatch((x) => Rnn.forward(rnn, x).y, bits, { pairs: 200, random: new Random(1) }).share;
	const training = { alpha, hiddenDim, iterations, right };
	return byReach(binaryAddition({ bits }), training, reaches, seeds);
}

/**
 * The same networks, no adders now: each of them has to say again, after a gap, which of two symbols
 * it has seen. 3,000 sequences, α = 0.3.
 */
export function recallByReach(
	{ hiddenDim, gap }: { readonly hiddenDim: number; readonly gap: number },
	reaches: readonly number[],
	seeds: readonly number[],
): AsyncGenerator<ReachRun> {
	const task = recall({ symbols: 2, distractors: 2, gap });
	const right = (rnn: Rnn) => {
		const random = new Random(1);
		return recallAccuracy((x) => Rnn.forward(rnn, x).y, task, { count: 200, random });
	};
	return byReach(task, { alpha: 0.3, hiddenDim, iterations: 3000, right }, reaches, seeds);
}

/** Several runs, element by element: the middle one, and the two at the ends. */
export interface Spread {
	readonly median: readonly number[];
	readonly low: readonly number[];
	readonly high: readonly number[];
}

/** How the runs with this reach, an odd number of them, went. */
export function spreadOf(runs: readonly ReachRun[], reach: number): Spread {
	const chosen = runs.filter((run) => run.reach === reach);
	const inOrder = chosen[0].right.map((_, k) =>
		chosen.map(({ right }) => right[k]).sort((a, b) => a - b),
	);
	const at = (rank: number) => inOrder.map((shares) => shares[rank]);
	return { median: at((chosen.length - 1) / 2), low: at(0), high: at(chosen.length - 1) };
}

interface Training {
	readonly alpha: number;
	readonly hiddenDim: number;
	readonly iterations: number;
	readonly right: (rnn: Rnn) => number;
}

async function* byReach(
	task: Task,
	{ alpha, hiddenDim, iterations, right }: Training,
	reaches: readonly number[],
	seeds: readonly number[],
): AsyncGenerator<ReachRun> {
	const { inputDim, outputDim } = task;
	for (const reach of reaches) {
		for (const seed of seeds) {
			const random = new Random(seed);
			const rnn = Rnn.create({ inputDim, hiddenDim, outputDim, random });
			const tenth = { alpha, reach, random, iterations: iterations / 10, every: iterations };
			const shares = [right(rnn)];
			for (let part = 0; part < 10; part++) {
				await trainToEnd(rnn, task, tenth);
				shares.push(right(rnn));
			}
			yield { reach, seed, right: shares };
		}
	}
}
