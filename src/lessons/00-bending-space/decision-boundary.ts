import type { Feedforward } from "../../network/feedforward.js";
import { dot, type Matrix } from "../../network/matrix.js";

/** Where y is ½ in the hidden space: h W_2 + b_2 = 0, written as h · n = c with n of length 1. */
export function boundaryOf({ layers: [, { W, b }] }: Feedforward): { n: Float64Array; c: number } {
	const length = Math.hypot(...W.data) || 1;
	return { n: W.data.map((w) => w / length), c: -b.data[0] / length };
}

/**
 * The direction at right angles to n in which the rows of `points` lie furthest apart, found by
 * power iteration: their covariance is applied again and again. It begins at `start`, the answer
 * for a moment ago, so that a picture along it does not flip over from one moment to the next.
 */
export function widestAlong(points: Matrix, n: Float64Array, start: Float64Array): Float64Array {
	const { rows, cols } = points;
	const mean = new Float64Array(cols);
	for (let k = 0; k < rows; k++) {
		for (let j = 0; j < cols; j++) mean[j] += points.at(k, j) / rows;
	}
	let axis = unit(without(start, n));
	for (let turn = 0; turn < 20; turn++) {
		const sum = new Float64Array(cols);
		for (let k = 0; k < rows; k++) {
			const h = points.row(k);
			const fromMean = dot(h, axis) - dot(mean, axis);
			for (let j = 0; j < cols; j++) sum[j] += fromMean * (h[j] - mean[j]);
		}
		axis = unit(without(sum, n));
	}
	return axis;
}

function without(v: Float64Array, n: Float64Array): Float64Array {
	const along = dot(v, n);
	return v.map((v_j, j) => v_j - along * n[j]);
}

function unit(v: Float64Array): Float64Array {
	const length = Math.hypot(...v) || 1;
	return v.map((v_j) => v_j / length);
}
