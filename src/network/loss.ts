import { type Activation, softplus } from "./activations.js";
import { timesSlope } from "./layer.js";
import type { Matrix, Rows } from "./matrix.js";
import { type Targets, toTargets } from "./task.js";
import { oneOf } from "./validation.js";

/** How wrong a network is: E, by name. */
export type Loss = "squared error" | "cross-entropy";

export interface LossOptions {
	/**
	 * E, which the gradients are of. "cross-entropy" goes with g sigmoid, or softmax, and with d from 0
	 * to 1; softmax goes with it alone. Default: "squared error", Σ_t m^t ½‖d^t − y^t‖².
	 */
	readonly loss?: Loss;
}

/** The loss, checked. Throws a RangeError on one that there is not, or that does not go with g. */
export function requireLoss({ loss = "squared error" }: LossOptions, g: Activation): Loss {
	oneOf("loss", loss, ["squared error", "cross-entropy"]);
	if (loss === "cross-entropy" && g.name !== "sigmoid" && g.name !== "softmax") {
		throw new RangeError(`loss "cross-entropy" needs g sigmoid or softmax (got ${g.name})`);
	}
	if (loss === "squared error" && g.ofRow !== undefined) {
		throw new RangeError(`g ${g.name} needs loss "cross-entropy" (got "squared error")`);
	}
	return loss;
}

/**
 * Throws a RangeError unless the loss can be had for these targets: cross-entropy compares
 * probabilities. Where m^t is 0, d^t may be anything.
 */
export function requireProbabilities({ d, mask }: Targets, loss: Loss, g: Activation): void {
	if (loss !== "cross-entropy") return;
	for (let t = 0, k = 0; t < d.rows; t++) {
		let sum = 0;
		for (let j = 0; j < d.cols; j++, k++) {
			sum += d.data[k];
			if ((d.data[k] >= 0 && d.data[k] <= 1) || mask?.[t] === 0) continue;
			throw new RangeError(
				`d[${t}][${j}] must be from 0 to 1 for loss "cross-entropy" (got ${d.data[k]})`,
			);
		}
		if (g.ofRow === undefined || Math.abs(sum - 1) < 1e-9 || mask?.[t] === 0) continue;
		throw new RangeError(`d[${t}] must sum to 1 for g ${g.name} (got a sum of ${sum})`);
	}
}

/** The targets for y and the loss, checked, each by itself and that they go with each other and with g. */
export function requireTargets(
	d: Rows,
	mask: ArrayLike<number> | undefined,
	y: Matrix,
	options: LossOptions,
	g: Activation,
): { readonly targets: Targets; readonly loss: Loss } {
	const loss = requireLoss(options, g);
	const targets = toTargets(d, mask, y.cols, y.rows);
	requireProbabilities(targets, loss, g);
	return { targets, loss };
}

/** E of what the network has said: y^t = g(net_y^t). */
export function lossOf(
	loss: Loss,
	targets: Targets,
	{ net_y, y }: { readonly net_y: Matrix; readonly y: Matrix },
	g: Activation,
): number {
	return loss === "cross-entropy" ? crossEntropy(targets, net_y, g) : squaredError(targets, y);
}

/** E = Σ_t m^t ½‖d^t − y^t‖². */
export function squaredError({ d, mask }: Targets, y: Matrix): number {
	let E = 0;
	for (let t = 0; t < d.rows; t++) {
		let squares = 0;
		for (let k = t * d.cols; k < (t + 1) * d.cols; k++) squares += (d.data[k] - y.data[k]) ** 2;
		E += ((mask === undefined ? 1 : mask[t]) * squares) / 2;
	}
	return E;
}

/**
 * E = −Σ_t m^t Σ_k d_k^t ln y_k^t where g is softmax, one choice of Y. Where it is the sigmoid, each
 * output is a choice of two: E = −Σ_t m^t Σ_k (d_k^t ln y_k^t + (1 − d_k^t) ln(1 − y_k^t)).
 * Logarithms come from net_y, so that E is finite where y has rounded to 0 or 1.
 */
export function crossEntropy({ d, mask }: Targets, net_y: Matrix, g: Activation): number {
	const entropy = g.ofRow === undefined ? ofBits : ofChoice;
	let E = 0;
	for (let t = 0; t < d.rows; t++) {
		E += (mask === undefined ? 1 : mask[t]) * entropy(d, net_y, t * d.cols, (t + 1) * d.cols);
	}
	return E;
}

/** −ln y = softplus(−net) and −ln(1 − y) = softplus(net), where y = S(net). */
function ofBits(d: Matrix, net: Matrix, from: number, to: number): number {
	let sum = 0;
	for (let k = from; k < to; k++) {
		sum += d.data[k] * softplus.of(-net.data[k]) + (1 - d.data[k]) * softplus.of(net.data[k]);
	}
	return sum;
}

/** −ln y_k = ln Σ_j e^{net_j} − net_k, where y = softmax(net); the largest net is taken off first. */
function ofChoice(d: Matrix, net: Matrix, from: number, to: number): number {
	let largest = Number.NEGATIVE_INFINITY;
	for (let k = from; k < to; k++) largest = Math.max(largest, net.data[k]);
	let powers = 0;
	for (let k = from; k < to; k++) powers += Math.exp(net.data[k] - largest);
	let sum = 0;
	for (let k = from; k < to; k++) {
		sum += d.data[k] * (Math.log(powers) - (net.data[k] - largest));
	}
	return sum;
}

/**
 * δ_y^t = ∂E/∂net_y^t for all t, T × Y, where y^t = g(net_y^t): m^t (y^t − d^t) ∘ g'(net_y^t) of the
 * squared error, and m^t (y^t − d^t) of cross-entropy, where the logarithm takes the slope away.
 */
export function outputDelta(
	delta_y: Matrix,
	y: Matrix,
	{ d, mask }: Targets,
	g: Activation,
	loss: Loss = "squared error",
): void {
	for (let t = 0, k = 0; t < y.rows; t++) {
		const m = mask === undefined ? 1 : mask[t];
		for (let j = 0; j < y.cols; j++, k++) delta_y.data[k] = m * (y.data[k] - d.data[k]);
	}
	if (loss === "squared error") timesSlope(delta_y.data, g, y.data);
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
