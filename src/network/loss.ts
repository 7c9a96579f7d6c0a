import type { Activation } from "./activations.js";
import type { Matrix } from "./matrix.js";

/** What is wanted of y: d, T × Y, and m^t, T numbers, where not every step counts 1. */
export interface Targets {
	readonly d: Matrix;
	readonly mask?: Float64Array;
}

/** E = Σ_t m^t ½‖d^t − y^t‖², what gradients are of. */
export function squaredError({ d, mask }: Targets, y: Matrix): number {
	let E = 0;
	for (let t = 0; t < d.rows; t++) {
		let squares = 0;
		for (let k = t * d.cols; k < (t + 1) * d.cols; k++) squares += (d.data[k] - y.data[k]) ** 2;
		E += ((mask === undefined ? 1 : mask[t]) * squares) / 2;
	}
	return E;
}

/** δ_y^t = ∂E/∂net_y^t = m^t (y^t − d^t) ∘ g'(net_y^t) for all t, T × Y, where y^t = g(net_y^t). */
export function outputDelta(delta_y: Matrix, y: Matrix, { d, mask }: Targets, g: Activation): void {
	const { rows, cols } = y;
	for (let t = 0, k = 0; t < rows; t++) {
		const m = mask === undefined ? 1 : mask[t];
		for (let j = 0; j < cols; j++, k++) {
			delta_y.data[k] = m * (y.data[k] - d.data[k]) * g.slope(y.data[k]);
		}
	}
}

/** Σ_t m^t |d^t − y^t|, the error that the course's first script prints (see docs/equations.md). */
export function absoluteError({ d, mask }: Targets, y: Matrix): number {
	let sum = 0;
	for (let t = 0; t < d.rows; t++) {
		const m = mask === undefined ? 1 : mask[t];
		for (let k = t * d.cols; k < (t + 1) * d.cols; k++) sum += m * Math.abs(d.data[k] - y.data[k]);
	}
	return sum;
}
