import type { LossOptions } from "./loss.js";
import { inWords } from "./validation.js";

/*
 * Truncated backpropagation through time (Williams and Peng 1990): an error at step s counts at the
 * steps s, s − 1, …, s − reach, and no further back.
 */

export interface BackwardOptions extends LossOptions {
	/**
	 * How many steps an error may travel back: a whole number from 0, or Infinity. Every sequence of
	 * reach + 1 steps or fewer has its full gradients; a feed-forward network has them always, since
	 * it has no steps to travel. Default: Infinity.
	 */
	readonly reach?: number;
}

/** The reach, checked. Throws a RangeError unless it is a whole number from 0, or Infinity. */
export function requireReach({ reach = Number.POSITIVE_INFINITY }: BackwardOptions): number {
	if (reach === Number.POSITIVE_INFINITY || (Number.isInteger(reach) && reach >= 0)) return reach;
	throw new RangeError(`reach must be a whole number from 0, or Infinity (got ${inWords(reach)})`);
}

/** All deltas of one step: rows by name, y being δ_y^t. */
type Delta<D> = { readonly [Name in keyof D]: Float64Array } & { readonly y: Float64Array };

/** What a truncated pass needs besides the deltas. */
export interface Truncation<D> {
	readonly reach: number;
	/** For t = 1…T: the part of the deltas that has come the same number of steps so far. */
	readonly travelling: readonly D[];
}

/** A truncation, as a property, for deltas of steps 1 to T; none where the reach is the full pass's. */
export function truncation<D extends Delta<D>>(
	reach: number,
	deltas: readonly D[],
): { readonly truncation?: Truncation<D> } {
	if (reach >= deltas.length - 2) return {};
	const travelling = deltas.map((delta) => {
		const rows = Object.entries<Float64Array>(delta).map(([name, { length }]) => [
			name,
			new Float64Array(length),
		]);
		return Object.fromEntries(rows) as D;
	});
	return { truncation: { reach, travelling } };
}

/**
 * The deltas with which gradients are Σ_s Σ_{k=0…reach} what E^s gives at step s − k, where E^s is what
 * step s adds to E. The way back is linear: it can be gone by each part of the deltas alone, and the
 * parts that have come 0, 1, …, reach steps are added up. Takes reach + 1 times as long as the full
 * pass, and allocates nothing.
 *
 * @param deltas of steps 1 to T, with δ_y^t in place
 * @param stepBack the way back at step t, from the delta of step t + 1 if there is one
 */
export function backWithinReach<N, S, D extends Delta<D>>(
	{ reach, travelling }: Truncation<D>,
	deltas: readonly D[],
	stepBack: (network: N, steps: S, t: number, delta: D, later?: D) => void,
	network: N,
	steps: S,
): void {
	const T = deltas.length - 1;
	for (let t = 1; t <= T; t++) {
		stepBack(network, steps, t, deltas[t]);
		for (const name in deltas[t]) travelling[t][name].set(deltas[t][name]);
		travelling[t].y.fill(0);
	}
	for (let k = 1; k <= reach; k++) {
		// From the first step on: step t + 1 still has what came k − 1 steps.
		for (let t = 1; t <= T - k; t++) {
			stepBack(network, steps, t, travelling[t], travelling[t + 1]);
			for (const name in deltas[t]) add(deltas[t][name], travelling[t][name]);
		}
	}
}

function add(sum: Float64Array, part: Float64Array): void {
	for (let j = 0; j < sum.length; j++) sum[j] += part[j];
}
