import { type Activation, type ActivationName, activation } from "./activations.js";
import { outputDelta, requireTrace, stepMask, timesSlope } from "./bptt.js";
import {
	addProduct,
	addProductTransposed,
	Matrix,
	type Rows,
	sequence,
	sumOuterProducts,
	sumRows,
} from "./matrix.js";
import { type Random, requireRandom } from "./random.js";
import { apply, uniform } from "./rnn.js";
import { positiveNumber, show, wholeNumber } from "./validation.js";

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
	/** What training changes: W_1, b_1, W_2, b_2, … */
	readonly parameters: Readonly<Record<string, Matrix>>;
}

export interface FeedforwardOptions {
	/** Sizes from the input to the output, such as [2, 3, 1]: two or more, each 1 to 1024. */
	readonly dims: readonly number[];
	/** Activation of the hidden layers. Default: "tanh". */
	readonly f?: Activation | ActivationName;
	/** Activation of the output layer. Default: "sigmoid". */
	readonly g?: Activation | ActivationName;
	/** Matrices are drawn, first layer first, from [−scale, scale). Biases start at 0. Default: 1. */
	readonly scale?: number;
	/** Where the draws come from. */
	readonly random: Random;
}

/** A new network. Throws a RangeError that names the option at fault. */
export function createFeedforward(options: FeedforwardOptions): Feedforward {
	const { dims } = options;
	if (!Array.isArray(dims) || dims.length < 2) {
		throw new RangeError(`dims must be two sizes or more (got ${show(dims)})`);
	}
	dims.forEach((dim, k) => {
		wholeNumber(`dims[${k}]`, dim, 1, 1024);
	});
	const f = activation(options.f ?? "tanh", "f");
	const g = activation(options.g ?? "sigmoid", "g");
	const scale = positiveNumber("scale", options.scale ?? 1);

	const random = requireRandom(options.random);
	const layers: Layer[] = [];
	const parameters: Record<string, Matrix> = {};
	for (let k = 1; k < dims.length; k++) {
		const W = uniform(dims[k - 1], dims[k], scale, random);
		const b = new Matrix(1, dims[k]);
		layers.push({ W, b, f: k === dims.length - 1 ? g : f });
		parameters[`W_${k}`] = W;
		parameters[`b_${k}`] = b;
	}
	return {
		kind: "feedforward",
		X: dims[0],
		Y: dims[dims.length - 1],
		layers,
		parameters,
	};
}

/** What the forward pass computed for N points, a row each. */
export interface FeedforwardTrace {
	readonly N: number;
	/** a[0] is the input, a[k] what layer k made of it: N × dims[k]. */
	readonly a: readonly Matrix[];
	/** net[k − 1] is layer k's net input: N × dims[k]. */
	readonly net: readonly Matrix[];
	/** The last of a. */
	readonly y: Matrix;
}

/**
 * Passes N points x, N × X with N ≥ 1, through the layers.
 * Throws a RangeError on a wrong shape, or on a number that is not finite.
 */
export function feedForward(network: Feedforward, x: Rows): FeedforwardTrace {
	const input = sequence("x", x, network.X);
	const trace = emptyFeedforwardTrace(network, input.rows);
	trace.a[0].data.set(input.data);
	passForward(network, trace);
	return trace;
}

/**
 * Where a hidden layer takes the points: N × dims[layer]. Layer 1 is the first hidden one. Two points
 * that no line could part may lie on two sides of one there.
 */
export function hiddenImage(network: Feedforward, points: Rows, layer = 1): Matrix {
	wholeNumber("layer", layer, 0, network.layers.length);
	return feedForward(network, points).a[layer];
}

/** A trace of N points, all zeros, for `passForward` to fill. */
export function emptyFeedforwardTrace({ X, layers }: Feedforward, N: number): FeedforwardTrace {
	const net = layers.map(({ b }) => new Matrix(N, b.cols));
	const a = [new Matrix(N, X), ...layers.map(({ b }) => new Matrix(N, b.cols))];
	return { N, a, net, y: a[layers.length] };
}

/** The forward pass itself, over the points that the trace holds. Allocates nothing. */
export function passForward({ layers }: Feedforward, { N, a, net }: FeedforwardTrace): void {
	for (let n = 0; n < N; n++) {
		for (let k = 1; k <= layers.length; k++) {
			// net^k = a^{k−1} W^k + b^k,  a^k = f^k(net^k)
			const { W, b, f } = layers[k - 1];
			const net_k = net[k - 1].row(n);
			net_k.set(b.data);
			addProduct(net_k, a[k - 1].row(n), W);
			apply(f, net_k, a[k].row(n));
		}
	}
}

/** What the backward pass found. */
export interface FeedforwardBackward {
	/** delta[k − 1] is ∂E/∂net^k: N × dims[k]. */
	readonly delta: readonly Matrix[];
	/** ΔW and Δb, layer by layer. */
	readonly layers: readonly { readonly W: Matrix; readonly b: Matrix }[];
	/** The same by the parameters' names: W_1, b_1, W_2, b_2, … */
	readonly gradients: Readonly<Record<string, Matrix>>;
}

/**
 * Backpropagation (Rumelhart, Hinton and Williams 1986): the gradients of E = Σ_n m^n ½‖d^n − y^n‖².
 *
 * @param trace what `feedForward` kept
 * @param d the targets, N × Y
 * @param mask m^n for each point. Default: 1 everywhere
 * Throws a RangeError on a wrong shape, or on a number that is not finite.
 */
export function backprop(
	network: Feedforward,
	trace: FeedforwardTrace,
	d: Rows,
	mask?: ArrayLike<number>,
): FeedforwardBackward {
	requireTrace(
		trace.a.map(({ cols }) => cols),
		[network.X, ...network.layers.map(({ b }) => b.cols)],
	);
	const target = sequence("d", d, network.Y, trace.N);
	const m = stepMask(mask, trace.N);
	const backward = emptyFeedforwardBackward(network, trace.N);
	passBack(network, trace, target, m, backward);
	return backward;
}

/** Deltas and gradients for N points, all zeros, for `passBack` to fill. */
export function emptyFeedforwardBackward(network: Feedforward, N: number): FeedforwardBackward {
	const gradients: Record<string, Matrix> = {};
	const layers = network.layers.map(({ W: { rows, cols } }, k) => {
		const W = new Matrix(rows, cols);
		const b = new Matrix(1, cols);
		gradients[`W_${k + 1}`] = W;
		gradients[`b_${k + 1}`] = b;
		return { W, b };
	});
	return { delta: layers.map(({ b }) => new Matrix(N, b.cols)), layers, gradients };
}

/** The backward pass itself, into `backward`, whatever that held before. Allocates nothing. */
export function passBack(
	{ layers }: Feedforward,
	{ N, a, y }: FeedforwardTrace,
	d: Matrix,
	mask: Float64Array | undefined,
	{ delta, layers: gradients }: FeedforwardBackward,
): void {
	const K = layers.length;
	for (let n = 0; n < N; n++) {
		for (let k = K; k >= 1; k--) {
			const delta_k = delta[k - 1].row(n);
			if (k === K) {
				// δ^K = (y − d) ∘ f'(net^K)
				const m = mask === undefined ? 1 : mask[n];
				outputDelta(delta_k, y.row(n), d.row(n), layers[k - 1].f, m);
			} else {
				// δ^k = (δ^{k+1} (W^{k+1})ᵀ) ∘ f'(net^k)
				delta_k.fill(0);
				addProductTransposed(delta_k, delta[k].row(n), layers[k].W);
				timesSlope(delta_k, layers[k - 1].f, a[k].row(n));
			}
		}
	}
	for (let k = 1; k <= K; k++) {
		// ΔW^k = Σ_n (a^{k−1})ᵀ δ^k,  Δb^k = Σ_n δ^k
		sumOuterProducts(gradients[k - 1].W, a[k - 1], delta[k - 1]);
		sumRows(gradients[k - 1].b.data, delta[k - 1]);
	}
}
