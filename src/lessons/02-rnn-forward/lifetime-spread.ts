import type { ActivationName } from "../../network/activations.js";
import { impulseResponse, lifetime } from "../../network/analysis/memory.js";
import { withSpectralRadius } from "../../network/analysis/spectrum.js";
import { norm, scaled } from "../../network/matrix.js";
import { Random } from "../../network/random.js";
import { Rnn } from "../../network/rnn.js";

export interface LifetimesOptions {
	/** H. */
	readonly hiddenDim: number;
	/** How many steps are run at most. */
	readonly T: number;
}

/**
 * On how many steps 1 % or more of a pulse is left, in networks that are drawn from the seeds 0 to
 * 20 and whose U is scaled to each of the spectral radii in turn: a row for each radius, sorted.
 */
export function lifetimes(
	f: ActivationName,
	radii: readonly number[],
	{ hiddenDim, T }: LifetimesOptions,
): number[][] {
	const drawn = Array.from({ length: 21 }, (_, seed) => {
		const random = new Random(seed);
		const { U } = Rnn.create({ inputDim: 1, hiddenDim, outputDim: 1, random });
		return withSpectralRadius(U, 1);
	});
	return radii.map((radius) =>
		drawn
			.map((U) => lifetime(impulseResponse(scaled(U, radius), f, T).map(norm)))
			.sort((a, b) => a - b),
	);
}
