import { type Matrices, Matrix, requireSameSize } from "../matrix.js";
import { positiveNumber } from "../validation.js";

/**
 * ∂loss/∂θ by central differences, (loss(θ + ε) − loss(θ − ε)) / 2ε, one number at a time.
 *
 * @param parameters the matrices that `loss` depends on. They are changed, and put back at the end
 * @param loss the loss for the parameters as they are at the moment
 * @param step ε, a finite number above 0
 */
export function centralDifferences(
	parameters: Matrices,
	loss: () => number,
	step = 1e-5,
): Record<string, Matrix> {
	positiveNumber("step", step);
	const slopes: Record<string, Matrix> = {};
	for (const [name, { rows, cols, data }] of Object.entries(parameters)) {
		const slope = new Matrix(rows, cols);
		for (let k = 0; k < data.length; k++) {
			const kept = data[k];
			try {
				data[k] = kept + step;
				const above = data[k];
				const lossAbove = loss();
				data[k] = kept - step;
				const below = data[k];
				// Not 2 · step: kept ± step are rounded, and what is left is the true distance.
				slope.data[k] = (lossAbove - loss()) / (above - below);
			} finally {
				data[k] = kept;
			}
		}
		slopes[name] = slope;
	}
	return slopes;
}

/** How far gradients are from central differences. */
export interface GradientError {
	/** ‖gradient − difference‖ / ‖gradient‖, over all parameters together. */
	readonly overall: number;
	/** The same for each parameter by itself. */
	readonly each: Readonly<Record<string, number>>;
}

/**
 * Checks `gradients` of `loss`, which may have names that `parameters` lacks, but not the other way.
 * Throws a RangeError on a missing gradient or a wrong shape.
 */
export function checkGradients(
	parameters: Matrices,
	gradients: Matrices,
	loss: () => number,
	step = 1e-5,
): GradientError {
	for (const [name, theta] of Object.entries(parameters)) {
		requireSameSize(`gradients.${name}`, gradients[name], theta);
	}
	const differences = centralDifferences(parameters, loss, step);
	const each: Record<string, number> = {};
	let distance = 0;
	let size = 0;
	for (const [name, difference] of Object.entries(differences)) {
		const d = squaredDistance(gradients[name].data, difference.data);
		const s = squaredSize(gradients[name].data);
		each[name] = relative(d, s);
		distance += d;
		size += s;
	}
	return { overall: relative(distance, size), each };
}

/** The error at each step size, ready to plot on two logarithmic axes. */
export interface StepSweep {
	readonly steps: readonly number[];
	/** Overall relative errors, one a step size. */
	readonly errors: readonly number[];
	/** The step with the smallest error, and that error. */
	readonly best: { readonly step: number; readonly error: number };
}

/**
 * The gradients' error at many step sizes. A large step misses the curve: its error grows as ε². A
 * small one loses the digits of two losses that are nearly equal: its error grows as 1/ε. The best
 * lies near the cube root of a double's precision, 6e−6.
 *
 * @param steps Default: from 10⁻¹ down to 10⁻¹² in thirds of a power of ten
 */
export function sweepSteps(
	parameters: Matrices,
	gradients: Matrices,
	loss: () => number,
	steps: readonly number[] = Array.from({ length: 34 }, (_, k) => 10 ** (-1 - k / 3)),
): StepSweep {
	if (steps.length === 0) throw new RangeError("steps must hold at least one step (got none)");
	const errors = steps.map((step) => checkGradients(parameters, gradients, loss, step).overall);
	const error = Math.min(...errors);
	return { steps, errors, best: { step: steps[errors.indexOf(error)], error } };
}

/** √(distance / size), where nothing from nothing is no error at all. */
function relative(squaredDistance: number, squaredSize: number): number {
	return squaredDistance === 0 ? 0 : Math.sqrt(squaredDistance / squaredSize);
}

function squaredDistance(a: Float64Array, b: Float64Array): number {
	return a.reduce((sum, value, k) => sum + (value - b[k]) ** 2, 0);
}

function squaredSize(a: Float64Array): number {
	return a.reduce((sum, value) => sum + value * value, 0);
}
