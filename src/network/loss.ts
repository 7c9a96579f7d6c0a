import type { Example } from "./backend.js";
import type { Matrix } from "./matrix.js";

/** E = Σ_t m^t ½‖d^t − y^t‖², what gradients are of. */
export function squaredError({ d, mask }: Example, y: Matrix): number {
	let E = 0;
	for (let t = 0; t < d.rows; t++) {
		let squares = 0;
		for (let k = t * d.cols; k < (t + 1) * d.cols; k++) squares += (d.data[k] - y.data[k]) ** 2;
		E += ((mask === undefined ? 1 : mask[t]) * squares) / 2;
	}
	return E;
}

/** Σ_t m^t |d^t − y^t|, the error that the document prints. */
export function absoluteError({ d, mask }: Example, y: Matrix): number {
	let sum = 0;
	for (let t = 0; t < d.rows; t++) {
		const m = mask === undefined ? 1 : mask[t];
		for (let k = t * d.cols; k < (t + 1) * d.cols; k++) sum += m * Math.abs(d.data[k] - y.data[k]);
	}
	return sum;
}
