import { type Activation, type ActivationName, activation } from "./activations.js";
import { addProduct, Matrix, type Rows, sequence } from "./matrix.js";
import { type Random, requireRandom } from "./random.js";
import { positiveNumber, wholeNumber } from "./validation.js";

/** A recurrent network with one hidden layer (Elman 1990). Vectors are rows. */
export interface Rnn {
	readonly kind: "rnn";
	/** Sizes of x^t, h^t and y^t. */
	readonly X: number;
	readonly H: number;
	readonly Y: number;
	/** Activations of the hidden and of the output layer. */
	readonly f: Activation;
	readonly g: Activation;
	/** X × H: input → hidden. */
	readonly V: Matrix;
	/** H × H: hidden → hidden, the recurrence. */
	readonly U: Matrix;
	/** H × Y: hidden → output. */
	readonly W: Matrix;
	/** 1 × H and 1 × Y. A network without biases keeps them at zero. */
	readonly b_h: Matrix;
	readonly b_y: Matrix;
	/** What training changes, by name: V, U and W, and b_h and b_y in a network with biases. */
	readonly parameters: Readonly<Record<string, Matrix>>;
}

export interface RnnOptions {
	/** X, 1 to 1024. */
	readonly inputDim: number;
	/** H, 1 to 1024. */
	readonly hiddenDim: number;
	/** Y, 1 to 1024. */
	readonly outputDim: number;
	/** Activation of the hidden layer. Default: "sigmoid". */
	readonly f?: Activation | ActivationName;
	/** Activation of the output layer. Default: "sigmoid". */
	readonly g?: Activation | ActivationName;
	/** Whether b_h and b_y are learned, from zero. Default: false. */
	readonly biases?: boolean;
	/** V, W and U are drawn, in this order, from [−scale, scale). Default: 1. */
	readonly scale?: number;
	/** Where the draws come from. */
	readonly random: Random;
}

/** A new network. Throws a RangeError that names the option at fault. */
export function createRnn(options: RnnOptions): Rnn {
	const X = wholeNumber("inputDim", options.inputDim, 1, 1024);
	const H = wholeNumber("hiddenDim", options.hiddenDim, 1, 1024);
	const Y = wholeNumber("outputDim", options.outputDim, 1, 1024);
	const f = activation(options.f ?? "sigmoid", "f");
	const g = activation(options.g ?? "sigmoid", "g");
	const scale = positiveNumber("scale", options.scale ?? 1);
	const random = requireRandom(options.random);
	const V = uniform(X, H, scale, random);
	const W = uniform(H, Y, scale, random);
	const U = uniform(H, H, scale, random);
	const b_h = new Matrix(1, H);
	const b_y = new Matrix(1, Y);
	const parameters: Record<string, Matrix> = options.biases ? { V, U, W, b_h, b_y } : { V, U, W };
	return { kind: "rnn", X, H, Y, f, g, V, U, W, b_h, b_y, parameters };
}

/** A matrix of draws from [−scale, scale). */
export function uniform(rows: number, cols: number, scale: number, random: Random): Matrix {
	const matrix = new Matrix(rows, cols);
	for (let k = 0; k < matrix.data.length; k++) matrix.data[k] = (2 * random.random() - 1) * scale;
	return matrix;
}

/**
 * What the forward pass computed. Step t = 1…T is row t − 1 of x, net_h, net_y and y. h has a row
 * more, since it starts with h^0: h^t is its row t.
 */
export interface RnnTrace {
	readonly T: number;
	/** T × X. */
	readonly x: Matrix;
	/** T × H. */
	readonly net_h: Matrix;
	/** (T + 1) × H. */
	readonly h: Matrix;
	/** T × Y. */
	readonly net_y: Matrix;
	/** T × Y. */
	readonly y: Matrix;
}

/**
 * Reads the sequence x, T × X with T ≥ 1, from h^0 = 0, and keeps what happened at each step.
 * Throws a RangeError on a wrong shape, or on a number that is not finite.
 */
export function forward(rnn: Rnn, x: Rows): RnnTrace {
	const input = sequence("x", x, rnn.X);
	const trace = emptyTrace(rnn, input.rows);
	trace.x.data.set(input.data);
	unfold(rnn, trace);
	return trace;
}

/** A trace of T steps, all zeros, for `unfold` to fill. */
export function emptyTrace({ X, H, Y }: Rnn, T: number): RnnTrace {
	return {
		T,
		x: new Matrix(T, X),
		net_h: new Matrix(T, H),
		h: new Matrix(T + 1, H),
		net_y: new Matrix(T, Y),
		y: new Matrix(T, Y),
	};
}

/** The forward pass itself, over the x that the trace holds. Allocates nothing. */
export function unfold({ V, U, W, b_h, b_y, f, g }: Rnn, { T, x, net_h, h, net_y, y }: RnnTrace) {
	for (let t = 1; t <= T; t++) {
		// net_h^t = x^t V + h^{t−1} U + b_h,  h^t = f(net_h^t)
		const net_h_t = net_h.row(t - 1);
		net_h_t.set(b_h.data);
		addProduct(net_h_t, x.row(t - 1), V);
		addProduct(net_h_t, h.row(t - 1), U);
		apply(f, net_h_t, h.row(t));

		// net_y^t = h^t W + b_y,  y^t = g(net_y^t)
		const net_y_t = net_y.row(t - 1);
		net_y_t.set(b_y.data);
		addProduct(net_y_t, h.row(t), W);
		apply(g, net_y_t, y.row(t - 1));
	}
}

/** out = f(net), element by element. */
export function apply(f: Activation, net: Float64Array, out: Float64Array): void {
	for (let j = 0; j < net.length; j++) out[j] = f.of(net[j]);
}
