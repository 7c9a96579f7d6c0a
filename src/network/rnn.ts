import {
	type Activation,
	type ActivationName,
	type OutputActivationName,
	toActivation,
	toOutputActivation,
} from "./activations.js";
import { apply, layer, layerGradients, timesSlope, uniform } from "./layer.js";
import { type LossOptions, outputDelta, requireTargets } from "./loss.js";
import {
	addProduct,
	addProductTransposed,
	copyRow,
	Matrix,
	mapMatrices,
	type Rows,
	requireSequence,
	sumOuterProducts,
	zerosLike,
} from "./matrix.js";
import { type Random, requireRandom } from "./random.js";
import {
	type BackwardOptions,
	backWithinReach,
	requireReach,
	type Truncation,
	truncation,
} from "./reach.js";
import { requireSizes, type SizeOptions, type Sizes } from "./sizes.js";
import { type MatrixOfEach, stepsOf } from "./steps.js";
import type { Targets } from "./task.js";
import { positiveNumber, requireTrace } from "./validation.js";

/** What an RNN can learn, by name. */
export type RnnParameters = {
	/** X × H: input → hidden. */
	readonly V: Matrix;
	/** H × H: hidden → hidden, the recurrence. */
	readonly U: Matrix;
	/** H × Y: hidden → output. */
	readonly W: Matrix;
	/** 1 × H and 1 × Y. A network without biases keeps them at zero. */
	readonly b_h: Matrix;
	readonly b_y: Matrix;
};

/** A recurrent network with one hidden layer (Elman 1990). Vectors are rows. */
export interface Rnn extends RnnParameters, Sizes {
	readonly kind: "rnn";
	/** Activations of the hidden and of the output layer. */
	readonly f: Activation;
	readonly g: Activation;
	/** Whether b_h and b_y are learned. */
	readonly biases: boolean;
}

export interface RnnOptions extends SizeOptions {
	/** Activation of the hidden layer. Default: "sigmoid". */
	readonly f?: Activation | ActivationName;
	/** Activation of the output layer. Default: "sigmoid". */
	readonly g?: Activation | OutputActivationName;
	/** Whether b_h and b_y are learned, from zero. Default: false. */
	readonly biases?: boolean;
	/** V, W and U are drawn, in this order, from [−scale, scale). Default: 1. */
	readonly scale?: number;
	/** Where the draws come from. */
	readonly random: Random;
}

/** A new network. Throws a RangeError that names the option at fault. */
function create(options: RnnOptions): Rnn {
	const { X, H, Y } = requireSizes(options);
	const f = toActivation(options.f ?? "sigmoid", "f");
	const g = toOutputActivation(options.g ?? "sigmoid");
	const scale = positiveNumber("scale", options.scale ?? 1);
	const random = requireRandom(options.random);
	const V = uniform(X, H, scale, random);
	const W = uniform(H, Y, scale, random);
	const U = uniform(H, H, scale, random);
	const [b_h, b_y] = [new Matrix(1, H), new Matrix(1, Y)];
	return { kind: "rnn", X, H, Y, f, g, V, U, W, b_h, b_y, biases: options.biases ?? false };
}

/** What happened at one step. Step 0 has nothing but h^0 = 0. */
export interface RnnStep {
	/** X numbers. */
	readonly x: Float64Array;
	/** H numbers each. */
	readonly net_h: Float64Array;
	readonly h: Float64Array;
	/** Y numbers each. */
	readonly net_y: Float64Array;
	readonly y: Float64Array;
}

/** What the backward pass finds at one step: δ_h^t = ∂E/∂net_h^t and δ_y^t = ∂E/∂net_y^t. */
export interface RnnDelta {
	readonly h: Float64Array;
	readonly y: Float64Array;
}

/** net_h^t = x^t V + h^{t−1} U + b_h,  h^t = f(net_h^t);  net_y^t = h^t W + b_y,  y^t = g(net_y^t) */
function step({ V, U, W, b_h, b_y, f, g }: Rnn, past: RnnStep, now: RnnStep): void {
	now.net_h.set(b_h.data);
	addProduct(now.net_h, now.x, V);
	addProduct(now.net_h, past.h, U);
	apply(f, now.net_h, now.h);
	layer(now.h, W, b_y, g, now.y, now.net_y);
}

/** δ_h^t = (δ_y^t Wᵀ + δ_h^{t+1} Uᵀ) ∘ f'(net_h^t), where delta.y is δ_y^t; δ_h^{T+1} = 0 */
function stepBack({ U, W, f }: Rnn, now: RnnStep, delta: RnnDelta, later?: RnnDelta): void {
	delta.h.fill(0);
	addProductTransposed(delta.h, delta.y, W);
	if (later !== undefined) addProductTransposed(delta.h, later.h, U);
	timesSlope(delta.h, f, now.h);
}

/**
 * What the forward pass computed: step by step, and the same numbers as matrices x, net_h, h, net_y
 * and y, with a row for each step from 1 on, but h from h^0 on: its row t is h^t.
 */
export interface RnnTrace extends MatrixOfEach<RnnStep> {
	readonly T: number;
	/** Steps 0 to T: views of the matrices. */
	readonly steps: readonly RnnStep[];
}

/** A trace of T steps, all zeros. */
function emptyTrace({ X, H, Y }: Rnn, T: number): RnnTrace {
	const matrices = {
		x: new Matrix(T, X),
		net_h: new Matrix(T, H),
		h: new Matrix(T + 1, H),
		net_y: new Matrix(T, Y),
		y: new Matrix(T, Y),
	};
	return { T, steps: stepsOf(matrices, T), ...matrices };
}

/**
 * Reads the sequence x, T × X with T ≥ 1, from h^0 = 0, and keeps what happened at each step.
 * Throws a RangeError on a wrong shape, or on a number that is not finite.
 */
function forward(rnn: Rnn, x: Rows): RnnTrace {
	const input = requireSequence("x", x, rnn.X);
	const trace = emptyTrace(rnn, input.rows);
	forwardInto(rnn, input, trace);
	return trace;
}

/** The forward pass over x, T × X, into a trace of T steps. Allocates nothing. */
function forwardInto(rnn: Rnn, x: Matrix, { T, steps }: RnnTrace): void {
	for (let t = 1; t <= T; t++) {
		copyRow(steps[t].x, x, t - 1);
		step(rnn, steps[t - 1], steps[t]);
	}
}

/** What the backward pass found. */
export interface RnnBackward {
	/** Steps 1 to T: views of the matrices below. The one at 0 is empty. */
	readonly deltas: readonly RnnDelta[];
	/** T × Y: δ_y^t = ∂E/∂net_y^t. */
	readonly delta_y: Matrix;
	/** T × H: δ_h^t = ∂E/∂net_h^t. */
	readonly delta_h: Matrix;
	/** ΔV, ΔU, ΔW, Δb_h, Δb_y: Δθ = ∂E/∂θ, in θ's shape. */
	readonly gradients: RnnParameters;
	/** Only where errors do not travel all the way. */
	readonly truncation?: Truncation<RnnDelta>;
}

/** Deltas and gradients of a sequence of T steps, all zeros, for errors that travel so far. */
function emptyBackward(rnn: Rnn, T: number, reach = Number.POSITIVE_INFINITY): RnnBackward {
	const [delta_y, delta_h] = [new Matrix(T, rnn.Y), new Matrix(T, rnn.H)];
	const deltas = stepsOf({ h: delta_h, y: delta_y }, T);
	const gradients = mapMatrices(everyMatrix(rnn), zerosLike);
	return { deltas, delta_y, delta_h, gradients, ...truncation(reach, deltas) };
}

/**
 * Backpropagation through time (Werbos 1990): the gradients of E, which is Σ_t m^t ½‖d^t − y^t‖²
 * unless the options name another loss. Truncated where they name a reach.
 *
 * @param trace what `forward` kept
 * @param d the targets, T × Y
 * @param mask m^t for each step, to count only some of them. Default: 1 everywhere
 * Throws a RangeError on a wrong shape, or on a number that is not finite.
 */
function backward(
	rnn: Rnn,
	trace: RnnTrace,
	d: Rows,
	mask?: ArrayLike<number>,
	options: BackwardOptions = {},
): RnnBackward {
	requireTrace([trace.x.cols, trace.h.cols, trace.y.cols], [rnn.X, rnn.H, rnn.Y]);
	const { targets, loss } = requireTargets(d, mask, trace.y, options, rnn.g);
	const back = emptyBackward(rnn, trace.T, requireReach(options));
	backwardInto(rnn, trace, targets, back, { loss });
	return back;
}

/** The backward pass, as far as `back` was made for, into it, whatever it held. Allocates nothing. */
function backwardInto(
	rnn: Rnn,
	trace: RnnTrace,
	targets: Targets,
	back: RnnBackward,
	{ loss }: LossOptions = {},
): void {
	const { T, steps, x, h, y } = trace;
	const { deltas, delta_y, delta_h, gradients } = back;
	outputDelta(delta_y, y, targets, rnn.g, loss);
	if (back.truncation === undefined) {
		for (let t = T; t >= 1; t--) stepBack(rnn, steps[t], deltas[t], deltas[t + 1]);
	} else {
		backWithinReach(back.truncation, deltas, stepBackAt, rnn, steps);
	}

	// ΔW = Σ_t (h^t)ᵀ δ_y^t,  ΔV = Σ_t (x^t)ᵀ δ_h^t,  ΔU = Σ_t (h^{t−1})ᵀ δ_h^t
	layerGradients(gradients.W, gradients.b_y, h, delta_y, 1);
	layerGradients(gradients.V, gradients.b_h, x, delta_h);
	sumOuterProducts(gradients.U, h, delta_h);
}

function stepBackAt(
	rnn: Rnn,
	steps: readonly RnnStep[],
	t: number,
	delta: RnnDelta,
	later?: RnnDelta,
): void {
	stepBack(rnn, steps[t], delta, later);
}

/** What training changes, by name: V, U and W, and b_h and b_y in a network with biases. */
function parameters({ V, U, W, b_h, b_y, biases }: Rnn): Record<string, Matrix> {
	return biases ? { V, U, W, b_h, b_y } : { V, U, W };
}

/** A network that shares no number with this one. */
function clone(rnn: Rnn): Rnn {
	return { ...rnn, ...mapMatrices(everyMatrix(rnn), (M) => M.clone()) };
}

function everyMatrix({ V, U, W, b_h, b_y }: Rnn): RnnParameters {
	return { V, U, W, b_h, b_y };
}

/** All that can be done with an RNN alone. The other two kinds of network have the same names. */
export const Rnn = {
	create,
	clone,
	parameters,
	step,
	stepBack,
	emptyTrace,
	forward,
	forwardInto,
	emptyBackward,
	backward,
	backwardInto,
};
