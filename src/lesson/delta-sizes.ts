import { bptt } from "../network/bptt.js";
import type { Rows } from "../network/matrix.js";
import { forward, type Rnn } from "../network/rnn.js";
import { norm } from "../network/spectrum.js";

/**
 * ‖δ_h^t‖ / ‖δ_h^T‖ for t = 1…T, where only the last step has an error: how much of it arrives at
 * each step on its way back. The target is 0, so that the error is y^T itself.
 */
export function deltaSizes(rnn: Rnn, x: Rows): number[] {
	const trace = forward(rnn, x);
	const target = Array.from({ length: trace.T }, () => new Float64Array(rnn.Y));
	const last = target.map((_, at) => (at === trace.T - 1 ? 1 : 0));
	const { delta_h } = bptt(rnn, trace, target, last);
	const sizes = delta_h.toRows().map(norm);
	return sizes.map((size) => size / sizes[trace.T - 1]);
}

/** The factor by which ‖δ_h‖ changes in a step back, on average (the geometric mean). */
export function growthPerStep(sizes: readonly number[]): number {
	if (sizes.length < 2) return Number.NaN;
	return (sizes[0] / sizes[sizes.length - 1]) ** (1 / (sizes.length - 1));
}
