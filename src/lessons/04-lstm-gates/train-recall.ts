import type { Lstm } from "../../network/lstm.js";
import { type Network, predict } from "../../network/network.js";
import { Random } from "../../network/random.js";
import { type TrainOptions, train, trainToEnd } from "../../network/training/train.js";
import { recall, recallAccuracy, recalled } from "../../tasks/recall.js";
import { type Contender, createContender, type LstmContender } from "./contenders.js";

/** How one of four is chosen: by squared error on four sigmoids, or by cross-entropy on softmax. */
export type Answers = "four sigmoids" | "softmax";

/** One training of a network that is to recall across a gap. */
export interface RecallRun {
	readonly contender: Contender;
	readonly gap: number;
	/** Gives the network its parameters, and then its training examples. */
	readonly seed: number;
	readonly alpha: number;
	readonly iterations: number;
	readonly answers: Answers;
	/** How many steps an error goes back. Default: all. */
	readonly reach?: number;
}

export interface RecallResult extends RecallRun {
	/** The share of 200 fresh sequences, the same for all, whose symbol it said: 0 to 1. */
	readonly accuracy: number;
}

/** Trains with Adam, gradients clipped to length 1. The same run gives the same result. */
export async function trainRecall(run: RecallRun): Promise<RecallResult> {
	const { network, task, options } = prepared(run);
	await trainToEnd(network, task, { ...options, every: 1e9 });
	const fresh = { count: 200, random: new Random(2 ** 32 - 1) };
	return { ...run, accuracy: recallAccuracy((x) => predict(network, x), task, fresh) };
}

/** The same training, watched: the trained LSTM, and for each example whether it was right, 1 or 0. */
export async function learnRecall(
	run: RecallRun & { readonly contender: LstmContender },
): Promise<{ readonly lstm: Lstm; readonly right: readonly number[] }> {
	const { network, task, options } = prepared(run);
	const right: number[] = [];
	for await (const { y, example } of train(network, task, { ...options, every: 1 })) {
		right.push(recalled(y) === example.symbol ? 1 : 0);
	}
	return { lstm: network as Lstm, right };
}

function prepared({ contender, gap, seed, alpha, iterations, answers, reach }: RecallRun) {
	const task = recall({ gap });
	const random = new Random(seed);
	const [g, loss] =
		answers === "softmax"
			? (["softmax", "cross-entropy"] as const)
			: (["sigmoid", "squared error"] as const);
	const network: Network = createContender(contender, task, random, g);
	const adam = { alpha, optimizer: "adam", clip: 1 } as const;
	const options: TrainOptions = { ...adam, iterations, loss, reach, random };
	return { network, task, options };
}

export interface RecallPlan {
	readonly contenders: readonly Contender[];
	readonly gaps: readonly number[];
	readonly seeds: readonly number[];
	readonly alphas: readonly number[];
	readonly iterations: number;
	readonly answers: Answers;
}

/** Every contender at every gap, with every α and every seed. */
export function everyRecallRun(plan: RecallPlan): RecallRun[] {
	const { contenders, gaps, seeds, alphas, iterations, answers } = plan;
	return gaps.flatMap((gap) =>
		contenders.flatMap((contender) =>
			alphas.flatMap((alpha) =>
				seeds.map((seed) => ({ contender, gap, seed, alpha, iterations, answers })),
			),
		),
	);
}

/** For each contender and gap the α with the best mean accuracy; of equals, the first. */
export function bestAlphas(
	{ contenders, gaps, alphas }: RecallPlan,
	results: readonly RecallResult[],
): Pick<RecallRun, "contender" | "gap" | "alpha">[] {
	return gaps.flatMap((gap) =>
		contenders.map((contender) => {
			const means = alphas.map((alpha) =>
				meanAccuracy(
					results.filter(
						(one) =>
							one.contender.name === contender.name && one.gap === gap && one.alpha === alpha,
					),
				),
			);
			return { contender, gap, alpha: alphas[means.indexOf(Math.max(...means))] };
		}),
	);
}

/** 0 where there is no result. */
export function meanAccuracy(results: readonly Pick<RecallResult, "accuracy">[]): number {
	const sum = results.reduce((sum, { accuracy }) => sum + accuracy, 0);
	return results.length === 0 ? 0 : sum / results.length;
}
