import type { ActivationName } from "../../network/activations.js";
import { deltaSizes, growthPerStep } from "../../network/analysis/memory.js";
import { withSpectralRadius } from "../../network/analysis/spectrum.js";
import { scaled } from "../../network/matrix.js";
import { Random } from "../../network/random.js";
import { Rnn } from "../../network/rnn.js";

export interface FactorSpread {
	/** The median over the seeds, one for each radius. */
	readonly median: readonly number[];
	/** The quartiles: a quarter of the seeds lies below `low`, and a quarter above `high`. */
	readonly low: readonly number[];
	readonly high: readonly number[];
}

/**
 * The factor by which ‖δ_h‖ changes in a step back, in networks with f that are drawn from the seeds
 * 0 to 20, each with its own inputs, and whose U is scaled to each of the spectral radii in turn.
 * Two inputs from −1 to 1 a step, g the identity, no biases.
 *
 * @param hiddenDim H
 * @param T how many steps they read, 2 or more
 */
export function factorSpread(
	f: ActivationName,
	radii: readonly number[],
	{ hiddenDim, T }: { readonly hiddenDim: number; readonly T: number },
): FactorSpread {
	const drawn = Array.from({ length: 21 }, (_, seed) => {
		const random = new Random(seed);
		const rnn = Rnn.create({ inputDim: 2, hiddenDim, outputDim: 1, f, g: "identity", random });
		const noise = new Random(seed);
		const x = Array.from({ length: T }, () => [noise.uniform(-1, 1), noise.uniform(-1, 1)]);
		return { rnn, x, unit: withSpectralRadius(rnn.U, 1) };
	});
	const sorted = radii.map((radius) =>
		drawn
			.map(({ rnn, x, unit }) => {
				rnn.U.data.set(scaled(unit, radius).data);
				return growthPerStep(deltaSizes(rnn, x));
			})
			.sort((a, b) => a - b),
	);
	// Of 21 sorted numbers, those with 5, 10 and 15 below them.
	const [low, median, high] = [5, 10, 15].map((at) => sorted.map((factors) => factors[at]));
	return { low, median, high };
}
