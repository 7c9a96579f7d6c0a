import { Feedforward } from "../../network/feedforward.js";
import { Random } from "../../network/random.js";
import { trainToEnd } from "../../network/training/train.js";
import { roundBits } from "../../tasks/binary-addition.js";
import {
	type PlanarSet,
	type PlanarSetName,
	planarSet,
	planarTask,
} from "../../tasks/planar-sets.js";
import type { WidthRun } from "./width-runs.js";

export interface PlanarTraining {
	readonly set: PlanarSetName;
	/** Sizes from the input to the output: [2, 1] is a straight cut, [2, H, 1] has a hidden layer. */
	readonly dims: readonly number[];
	readonly count: number;
	readonly noise: number;
	readonly seed: number;
	readonly alpha: number;
	readonly iterations: number;
	readonly signal?: AbortSignal;
}

/** Draws a set and a network with one seed, trains it to the end, and says how many it gets right. */
export async function trainPlanar(training: PlanarTraining): Promise<{
	readonly network: Feedforward;
	readonly points: PlanarSet;
	readonly right: number;
}> {
	const { set, dims, count, noise, seed, alpha, iterations, signal } = training;
	const random = new Random(seed);
	const points = planarSet(set, { count, noise, random });
	const network = Feedforward.create({ dims, random });
	const options = { optimizer: "adam", alpha, iterations, random, signal } as const;
	await trainToEnd(network, planarTask(points), options);
	return { network, points, right: shareRight(network, points) };
}

/** One training for each width of the hidden layer and each seed from `seed` on. */
export async function* byWidth(
	options: Omit<PlanarTraining, "dims"> & {
		readonly widths: readonly number[];
		readonly seeds: number;
	},
): AsyncGenerator<WidthRun & { readonly seed: number }, void, undefined> {
	const { widths, seeds, seed: first, signal } = options;
	for (const width of widths) {
		for (let seed = first; seed < first + seeds; seed++) {
			const { right } = await trainPlanar({ ...options, dims: [2, width, 1], seed });
			if (signal?.aborted) return;
			yield { width, seed, right };
		}
	}
}

/** The share of the points for which y is on the side of d, from 0 to 1. */
export function shareRight(network: Feedforward, { x, d }: PlanarSet): number {
	const bits = roundBits(Feedforward.forward(network, x).y);
	return bits.filter((bit, n) => bit === d.data[n]).length / x.rows;
}
