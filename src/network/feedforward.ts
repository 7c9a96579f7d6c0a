import {
	type Activation,
	type ActivationName,
	type OutputActivationName,
	toActivation,
	toOutputActivation,
} from "./activations.js";
import { layer, layerGradients, timesSlope, uniform } from "./layer.js";
import { type LossOptions, outputDelta, requireTargets } from "./loss.js";
import {
	addProductTransposed,
	copyRow,
	type Matrices,
	Matrix,
	type Rows,
	requireSequence,
	zerosLike,
} from "./matrix.js";
import { type Random, requireRandom } from "./random.js";
import { type BackwardOptions, requireReach } from "./reach.js";
import type { Targets } from "./task.js";
import { inWords, positiveNumber, requireTrace, wholeNumber } from "./validation.js";

/** One layer: a = f(a_before W + b). */
export interface Layer {
	/** in × out. */
	readonly W: Matrix;
	/** 1 × out. */
	readonly b: Matrix;
	readonly f: Activation;
}

/** A plain network, layer after layer, without memory: each row of its input is a point by itself. */
export interface Feedforward {
	readonly kind: "feedforward";
	/** Sizes of a point and of the answer to it. */
	readonly X: number;
	readonly Y: number;
	readonly layers: readonly Layer[];
}

export interface FeedforwardOptions {
	/** Sizes from the input to the output, such as [2, 3, 1]: two or more, each 1 to 1024. */
	readonly dims: readonly number[];
	/** Activation of the hidden layers. Default: "tanh". */
	readonly f?: Activation | ActivationName;
	/** Activation of the output layer. Default: "sigmoid". */
	readonly g?: Activation | OutputActivationName;
	/** Matrices are drawn, first layer first, from [−scale, scale). Biases start at 0. Default: 1. */
	readonly scale?: number;
	/** Where the draws come from. */
	readonly random: Random;
}

/** A new network. Throws a RangeError that names the option at fault. */
function create(options: FeedforwardOptions): Feedforward {
	const { dims } = options;
	if (!Array.isArray(dims) || dims.length < 2) {
		throw new RangeError(`dims must be two sizes or more (got ${inWords(dims)})`);
	}
	dims.forEach((dim, k) => {
		wholeNumber(`dims[${k}]`, dim, 1, 1024);
	});
	const f = toActivation(options.f ?? "tanh", "f");
	const g = toOutputActivation(options.g ?? "sigmoid");
	const scale = positiveNumber("scale", options.scale ?? 1);
	const random = requireRandom(options.random);
	const K = dims.length - 1;
	const layers = Array.from({ length: K }, (_, k) => ({
		W: uniform(dims[k], dims[k + 1], scale, random),
		b: new Matrix(1, dims[k + 1]),
		f: k + 1 === K ? g : f,
	}));
	return { kind: "feedforward", X: dims[0], Y: dims[K], layers };
}

/** What happened to one point: a[0] is the point, net[k] and a[k] what layer k = 1…K made of it. */
export interface FeedforwardStep {
	readonly net: readonly Float64Array[];
	readonly a: readonly Float64Array[];
}

/** What the backward pass finds for one point: entry k = 1…K is δ^k = ∂E/∂net^k. */
export type FeedforwardDelta = readonly Float64Array[];

/** net^k = a^{k−1} W^k + b^k,  a^k = f^k(net^k), from a[0] on */
function step({ layers }: Feedforward, { net, a }: FeedforwardStep): void {
	for (let k = 1; k <= layers.length; k++) {
		const { W, b, f } = layers[k - 1];
		layer(a[k - 1], W, b, f, a[k], net[k]);
	}
}

/** δ^k = (δ^{k+1} (W^{k+1})ᵀ) ∘ f'(net^k), from δ^K on, which is given */
function stepBack({ layers }: Feedforward, { a }: FeedforwardStep, delta: FeedforwardDelta): void {
	for (let k = layers.length - 1; k >= 1; k--) {
		delta[k].fill(0);
		addProductTransposed(delta[k], delta[k + 1], layers[k].W);
		timesSlope(delta[k], layers[k - 1].f, a[k]);
	}
}

/** What the forward pass computed for N points: point by point, and the same numbers as matrices. */
export interface FeedforwardTrace {
	readonly N: number;
	/** One for each point: views of the matrices below. */
	readonly steps: readonly FeedforwardStep[];
	/** a[0] is the input, a[k] what layer k made of it: N × dims[k]. */
	readonly a: readonly Matrix[];
	/** net[k − 1] is layer k's net input: N × dims[k]. */
	readonly net: readonly Matrix[];
	/** The last of net, and of a. */
	readonly net_y: Matrix;
	readonly y: Matrix;
}

/** A trace of N points, all zeros. */
function emptyTrace({ X, layers }: Feedforward, N: number): FeedforwardTrace {
	const net = layers.map(({ b }) => new Matrix(N, b.cols));
	const a = [new Matrix(N, X), ...layers.map(({ b }) => new Matrix(N, b.cols))];
	const steps = Array.from({ length: N }, (_, n) => ({
		net: [new Float64Array(0), ...net.map((all) => all.row(n))],
		a: a.map((all) => all.row(n)),
	}));
	return { N, steps, a, net, net_y: net[net.length - 1], y: a[net.length] };
}

/**
 * Passes N points x, N × X with N ≥ 1, through the layers.
 * Throws a RangeError on a wrong shape, or on a number that is not finite.
 */
function forward(network: Feedforward, x: Rows): FeedforwardTrace {
	const input = requireSequence("x", x, network.X, "N");
	const trace = emptyTrace(network, input.rows);
	forwardInto(network, input, trace);
	return trace;
}

/** The forward pass over x, N × X, into a trace of N points. Allocates nothing. */
function forwardInto(network: Feedforward, x: Matrix, { N, steps }: FeedforwardTrace): void {
	for (let n = 0; n < N; n++) {
		copyRow(steps[n].a[0], x, n);
		step(network, steps[n]);
	}
}

/**
 * Where a hidden layer takes the points: N × dims[layer]. Layer 1 is the first hidden one. Two points
 * that no line could part may lie on two sides of one there.
 */
function hiddenImage(network: Feedforward, points: Rows, layer = 1): Matrix {
	wholeNumber("layer", layer, 0, network.layers.length);
	return forward(network, points).a[layer];
}

/** What the backward pass found. */
export interface FeedforwardBackward {
	/** One for each point: views of `delta`. */
	readonly deltas: readonly FeedforwardDelta[];
	/** delta[k − 1] is ∂E/∂net^k: N × dims[k]. */
	readonly delta: readonly Matrix[];
	/** ΔW and Δb, by the parameters' names: W_1, b_1, W_2, b_2, … */
	readonly gradients: Matrices;
}

/** Deltas and gradients for N points, all zeros. */
function emptyBackward({ layers }: Feedforward, N: number): FeedforwardBackward {
	const delta = layers.map(({ b }) => new Matrix(N, b.cols));
	const deltas = Array.from({ length: N }, (_, n) => [
		new Float64Array(0),
		...delta.map((all) => all.row(n)),
	]);
	return { deltas, delta, gradients: named(layers, zerosLike) };
}

/**
 * Backpropagation (Rumelhart, Hinton and Williams 1986): the gradients of E, which is
 * Σ_n m^n ½‖d^n − y^n‖² unless the options name another loss.
 *
 * @param trace what `forward` kept
 * @param d the targets, N × Y
 * @param mask m^n for each point. Default: 1 everywhere
 * Throws a RangeError on a wrong shape, or on a number that is not finite.
 */
function backward(
	network: Feedforward,
	trace: FeedforwardTrace,
	d: Rows,
	mask?: ArrayLike<number>,
	options: BackwardOptions = {},
): FeedforwardBackward {
	requireReach(options);
	requireTrace(
		trace.a.map(({ cols }) => cols),
		[network.X, ...network.layers.map(({ b }) => b.cols)],
	);
	const { f: g } = network.layers[network.layers.length - 1];
	const { targets, loss } = requireTargets(d, mask, trace.y, options, g);
	const back = emptyBackward(network, trace.N);
	backwardInto(network, trace, targets, back, { loss });
	return back;
}

/** The backward pass, into `back`, whatever that held before. Allocates nothing. */
function backwardInto(
	network: Feedforward,
	{ N, steps, a, y }: FeedforwardTrace,
	targets: Targets,
	{ deltas, delta, gradients }: FeedforwardBackward,
	{ loss }: LossOptions = {},
): void {
	const K = network.layers.length;
	// δ^K = (y − d) ∘ f'(net^K), or y − d
	outputDelta(delta[K - 1], y, targets, network.layers[K - 1].f, loss);
	for (let n = 0; n < N; n++) stepBack(network, steps[n], deltas[n]);

	// ΔW^k = Σ_n (a^{k−1})ᵀ δ^k,  Δb^k = Σ_n δ^k
	for (let k = 1; k <= K; k++) {
		layerGradients(gradients[`W_${k}`], gradients[`b_${k}`], a[k - 1], delta[k - 1]);
	}
}

/** What training changes, by name: W_1, b_1, W_2, b_2, … */
function parameters({ layers }: Feedforward): Matrices {
	return named(layers, (M) => M);
}

/** `map` of each layer's matrices, by the parameters' names. */
function named(layers: readonly Layer[], map: (M: Matrix) => Matrix): Matrices {
	return Object.fromEntries(
		layers.flatMap(({ W, b }, k) => [
			[`W_${k + 1}`, map(W)],
			[`b_${k + 1}`, map(b)],
		]),
	);
}

/** A network that shares no number with this one. */
function clone(network: Feedforward): Feedforward {
	const layers = network.layers.map(({ W, b, f }) => ({ W: W.clone(), b: b.clone(), f }));
	return { ...network, layers };
}

/** All that can be done with a feed-forward network alone; but for `hiddenImage`, as the other kinds. */
export const Feedforward = {
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
	hiddenImage,
};
