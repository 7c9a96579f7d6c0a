import { type Activation, type ActivationName, activation, sigmoid, tanh } from "./activations.js";
import { outputDelta, requireTrace, stepMask } from "./bptt.js";
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
import { numberBetween, positiveNumber, show, wholeNumber } from "./validation.js";

/**
 * A long short-term memory (Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al.
 * 2000), and an output layer over its hidden state. Vectors are rows.
 */
export interface Lstm {
	readonly kind: "lstm";
	/** Sizes of x_t, of h_t and C_t, and of y_t. Y is 0 where there is no output layer. */
	readonly X: number;
	readonly H: number;
	readonly Y: number;
	/** Activation of the output layer. */
	readonly g: Activation;
	/** (H + X) × H, for the rows [h_{t−1}, x_t]: forget, input, candidate, output. */
	readonly W_f: Matrix;
	readonly W_i: Matrix;
	readonly W_C: Matrix;
	readonly W_o: Matrix;
	/** 1 × H each. */
	readonly b_f: Matrix;
	readonly b_i: Matrix;
	readonly b_C: Matrix;
	readonly b_o: Matrix;
	/** H × Y and 1 × Y: the output layer. */
	readonly W: Matrix;
	readonly b_y: Matrix;
	/** What training changes, by name: the ten above, or eight where there is no output layer. */
	readonly parameters: Readonly<Record<string, Matrix>>;
}

export interface LstmOptions {
	/** X, 1 to 1024. */
	readonly inputDim: number;
	/** H, 1 to 1024. */
	readonly hiddenDim: number;
	/** Y, 1 to 1024. Without it there is no output layer, and targets are for h_t itself. */
	readonly outputDim?: number;
	/** Activation of the output layer. Default: "sigmoid". */
	readonly g?: Activation | ActivationName;
	/** Matrices are drawn, in the order of `parameters`, from [−scale, scale). Default: 1 / √H. */
	readonly scale?: number;
	/** Where b_f starts; the other biases start at 0. Above 0, gates begin by remembering. Default: 1. */
	readonly forgetBias?: number;
	/** Where the draws come from. */
	readonly random: Random;
}

/** A new network. Throws a RangeError that names the option at fault. */
export function createLstm(options: LstmOptions): Lstm {
	const X = wholeNumber("inputDim", options.inputDim, 1, 1024);
	const H = wholeNumber("hiddenDim", options.hiddenDim, 1, 1024);
	const Y =
		options.outputDim === undefined ? 0 : wholeNumber("outputDim", options.outputDim, 1, 1024);
	const g = activation(options.g ?? "sigmoid", "g");
	const scale = positiveNumber("scale", options.scale ?? 1 / Math.sqrt(H));
	const forgetBias = numberBetween("forgetBias", options.forgetBias ?? 1, -100, 100);
	const random = requireRandom(options.random);
	const draw = (rows: number, cols: number) => uniform(rows, cols, scale, random);

	const cell = {
		W_f: draw(H + X, H),
		W_i: draw(H + X, H),
		W_C: draw(H + X, H),
		W_o: draw(H + X, H),
		b_f: new Matrix(1, H),
		b_i: new Matrix(1, H),
		b_C: new Matrix(1, H),
		b_o: new Matrix(1, H),
	};
	cell.b_f.data.fill(forgetBias);
	const output = { W: draw(H, Y), b_y: new Matrix(1, Y) };
	const parameters = Y > 0 ? { ...cell, ...output } : cell;
	return { kind: "lstm", X, H, Y, g, ...cell, ...output, parameters };
}

/** Gates held at a value from 0 (shut) to 1 (open) at every step, whatever they would have said. */
export interface Clamp {
	readonly f?: number;
	readonly i?: number;
	readonly o?: number;
}

/**
 * What the forward pass computed. Step t = 1…T is row t − 1, except that C and h have a row more,
 * since they start with C_0 and h_0: C_t and h_t are their rows t.
 */
export interface LstmTrace {
	readonly T: number;
	readonly clamp: Clamp;
	/** T × (H + X): [h_{t−1}, x_t]. */
	readonly hx: Matrix;
	/** T × H each: the gates and the candidate, after their activations. */
	readonly f: Matrix;
	readonly i: Matrix;
	readonly C_hat: Matrix;
	readonly o: Matrix;
	/** (T + 1) × H. */
	readonly C: Matrix;
	/** T × H: tanh(C_t). */
	readonly tanh_C: Matrix;
	/** (T + 1) × H. */
	readonly h: Matrix;
	/** T × Y: the output layer, empty where there is none. */
	readonly net_y: Matrix;
	readonly y: Matrix;
}

/**
 * Reads the sequence x, T × X with T ≥ 1, from h_0 = C_0 = 0, and keeps what happened at each step.
 * Throws a RangeError on a wrong shape, on a number that is not finite, or on a clamp outside 0 to 1.
 */
export function lstmForward(lstm: Lstm, x: Rows, clamp: Clamp = {}): LstmTrace {
	const input = sequence("x", x, lstm.X);
	for (const [gate, value] of Object.entries(clamp)) {
		if (!["f", "i", "o"].includes(gate)) {
			throw new RangeError(`clamp must name the gates f, i or o (got ${show(gate)})`);
		}
		if (value !== undefined) numberBetween(`clamp.${gate}`, value, 0, 1);
	}
	const trace = emptyLstmTrace(lstm, input.rows, clamp);
	setInput(lstm, trace, input);
	lstmUnfold(lstm, trace);
	return trace;
}

/** A trace of T steps, all zeros, for `lstmUnfold` to fill. */
export function emptyLstmTrace({ X, H, Y }: Lstm, T: number, clamp: Clamp = {}): LstmTrace {
	return {
		T,
		clamp,
		hx: new Matrix(T, H + X),
		f: new Matrix(T, H),
		i: new Matrix(T, H),
		C_hat: new Matrix(T, H),
		o: new Matrix(T, H),
		C: new Matrix(T + 1, H),
		tanh_C: new Matrix(T, H),
		h: new Matrix(T + 1, H),
		net_y: new Matrix(T, Y),
		y: new Matrix(T, Y),
	};
}

/** Writes x into the trace, beside the places where the hidden states will stand. */
export function setInput({ H }: Lstm, { T, hx }: LstmTrace, x: Matrix): void {
	for (let t = 1; t <= T; t++) hx.row(t - 1).set(x.row(t - 1), H);
}

/** The forward pass itself, over the x that the trace holds. Allocates nothing. */
export function lstmUnfold(lstm: Lstm, trace: LstmTrace): void {
	const { W_f, b_f, W_i, b_i, W_C, b_C, W_o, b_o, W, b_y } = lstm;
	const { T, clamp, hx, f, i, C_hat, C, o, tanh_C, h, net_y, y } = trace;
	for (let t = 1; t <= T; t++) {
		const hx_t = hx.row(t - 1);
		hx_t.set(h.row(t - 1));

		// f_t = σ([h_{t−1}, x_t] W_f + b_f), and i_t and Ĉ_t alike
		const f_t = layer(f.row(t - 1), hx_t, W_f, b_f, sigmoid, clamp.f);
		const i_t = layer(i.row(t - 1), hx_t, W_i, b_i, sigmoid, clamp.i);
		const C_hat_t = layer(C_hat.row(t - 1), hx_t, W_C, b_C, tanh);

		// C_t = f_t ∘ C_{t−1} + i_t ∘ Ĉ_t
		const C_t = C.row(t);
		const C_past = C.row(t - 1);
		for (let j = 0; j < C_t.length; j++) C_t[j] = f_t[j] * C_past[j] + i_t[j] * C_hat_t[j];

		// o_t = σ([h_{t−1}, x_t] W_o + b_o),  h_t = o_t ∘ tanh(C_t)
		const o_t = layer(o.row(t - 1), hx_t, W_o, b_o, sigmoid, clamp.o);
		const tanh_C_t = tanh_C.row(t - 1);
		apply(tanh, C_t, tanh_C_t);
		const h_t = h.row(t);
		for (let j = 0; j < h_t.length; j++) h_t[j] = o_t[j] * tanh_C_t[j];

		// net_y^t = h_t W + b_y,  y^t = g(net_y^t)
		const net_y_t = net_y.row(t - 1);
		net_y_t.set(b_y.data);
		addProduct(net_y_t, h_t, W);
		apply(lstm.g, net_y_t, y.row(t - 1));
	}
}

/** out = f(input M + b), or `held` everywhere if that is a number. Returns out. */
function layer(
	out: Float64Array,
	input: Float64Array,
	M: Matrix,
	b: Matrix,
	f: Activation,
	held?: number,
): Float64Array {
	if (held !== undefined) return out.fill(held);
	out.set(b.data);
	addProduct(out, input, M);
	apply(f, out, out);
	return out;
}

/** What the backward pass found. Row t − 1 of the deltas is step t = 1…T. */
export interface LstmBackward {
	/** T × H each: ∂E/∂ the net input of that gate. Zero where the gate was clamped. */
	readonly delta_f: Matrix;
	readonly delta_i: Matrix;
	readonly delta_C_hat: Matrix;
	readonly delta_o: Matrix;
	/** T × H: ∂E/∂C_t, along every path from C_t on. */
	readonly delta_C: Matrix;
	/** T × H: ∂E/∂h_t, along every path from h_t on. */
	readonly delta_h: Matrix;
	/** T × Y: ∂E/∂net_y^t. */
	readonly delta_y: Matrix;
	/** ∂E/∂θ, in θ's shape, by θ's name. */
	readonly gradients: {
		readonly W_f: Matrix;
		readonly W_i: Matrix;
		readonly W_C: Matrix;
		readonly W_o: Matrix;
		readonly b_f: Matrix;
		readonly b_i: Matrix;
		readonly b_C: Matrix;
		readonly b_o: Matrix;
		readonly W: Matrix;
		readonly b_y: Matrix;
	};
}

/**
 * The gradients of E = Σ_t m^t ½‖d^t − y^t‖², or of Σ_t m^t ½‖d^t − h_t‖² without an output layer.
 *
 * Each rule is the chain rule, applied to the forward equations from the last to the first:
 * - h_t is read by the output layer, and by the four layers of step t + 1 as part of [h_t, x_{t+1}].
 *   So δ_h is δ_y Wᵀ plus the first H numbers of Σ_• δ_• W_•ᵀ at t + 1, • being f, i, Ĉ and o.
 * - h_t = o_t ∘ tanh(C_t), so o_t gets δ_h ∘ tanh(C_t), and C_t gets δ_h ∘ o_t ∘ (1 − tanh²(C_t)).
 * - C_{t+1} = f_{t+1} ∘ C_t + …, so C_t gets δ_C ∘ f of step t + 1 too. With f near 1 that is all
 *   of it: this sum, with no matrix in it, is how the error gets across a long gap.
 * - C_t = f_t ∘ C_{t−1} + i_t ∘ Ĉ_t, so f_t gets δ_C ∘ C_{t−1}, i_t gets δ_C ∘ Ĉ_t, and Ĉ_t gets
 *   δ_C ∘ i_t.
 * - A gate's net input gets what the gate got, times the activation's slope: s (1 − s) or 1 − s².
 *
 * @param trace what `lstmForward` kept
 * @param d the targets, T × Y, or T × H without an output layer
 * @param mask m^t for each step, to count only some of them. Default: 1 everywhere
 * Throws a RangeError on a wrong shape, or on a number that is not finite.
 */
export function lstmBackward(
	lstm: Lstm,
	trace: LstmTrace,
	d: Rows,
	mask?: ArrayLike<number>,
): LstmBackward {
	const { X, H, Y } = lstm;
	requireTrace([trace.hx.cols - trace.h.cols, trace.h.cols, trace.y.cols], [X, H, Y]);
	const target = sequence("d", d, Y || H, trace.T);
	const m = stepMask(mask, trace.T);
	const backward = emptyLstmBackward(lstm, trace.T);
	lstmFoldBack(lstm, trace, target, m, backward);
	return backward;
}

/** Deltas and gradients of a T-step sequence, all zeros, for `lstmFoldBack` to fill. */
export function emptyLstmBackward({ X, H, Y }: Lstm, T: number): LstmBackward {
	return {
		delta_f: new Matrix(T, H),
		delta_i: new Matrix(T, H),
		delta_C_hat: new Matrix(T, H),
		delta_o: new Matrix(T, H),
		delta_C: new Matrix(T, H),
		delta_h: new Matrix(T, H),
		delta_y: new Matrix(T, Y),
		gradients: {
			W_f: new Matrix(H + X, H),
			W_i: new Matrix(H + X, H),
			W_C: new Matrix(H + X, H),
			W_o: new Matrix(H + X, H),
			b_f: new Matrix(1, H),
			b_i: new Matrix(1, H),
			b_C: new Matrix(1, H),
			b_o: new Matrix(1, H),
			W: new Matrix(H, Y),
			b_y: new Matrix(1, Y),
		},
	};
}

/** The backward pass itself, into `backward`, whatever that held before. Allocates nothing. */
export function lstmFoldBack(
	{ H, Y, g, W_f, W_i, W_C, W_o, W }: Lstm,
	{ T, clamp, hx, f, i, C_hat, o, C, tanh_C, h, y }: LstmTrace,
	d: Matrix,
	mask: Float64Array | undefined,
	backward: LstmBackward,
): void {
	const { delta_f, delta_i, delta_C_hat, delta_o, delta_C, delta_h, delta_y } = backward;
	const { gradients } = backward;

	for (let t = T; t >= 1; t--) {
		const last = t === T;
		const m = mask === undefined ? 1 : mask[t - 1];
		const h_t = h.row(t);
		const d_t = d.row(t - 1);

		// δ_y = m (y^t − d^t) ∘ g'(net_y^t),  δ_h = δ_y Wᵀ + (Σ_• δ_• W_•ᵀ at t + 1)
		const dh = delta_h.row(t - 1).fill(0);
		if (Y > 0) {
			const dy = delta_y.row(t - 1);
			outputDelta(dy, y.row(t - 1), d_t, g, m);
			addProductTransposed(dh, dy, W);
		} else {
			for (let j = 0; j < H; j++) dh[j] = m * (h_t[j] - d_t[j]);
		}
		if (!last) {
			addProductTransposed(dh, delta_f.row(t), W_f, H);
			addProductTransposed(dh, delta_i.row(t), W_i, H);
			addProductTransposed(dh, delta_C_hat.row(t), W_C, H);
			addProductTransposed(dh, delta_o.row(t), W_o, H);
		}

		// δ_C = δ_h ∘ o_t ∘ (1 − tanh²(C_t)) + (δ_C ∘ f at t + 1), and from it the gates'
		const dC = delta_C.row(t - 1);
		const dC_next = last ? undefined : delta_C.row(t);
		const f_next = last ? undefined : f.row(t);
		const df = delta_f.row(t - 1);
		const di = delta_i.row(t - 1);
		const dC_hat = delta_C_hat.row(t - 1);
		const d_o = delta_o.row(t - 1);
		const f_t = f.row(t - 1);
		const i_t = i.row(t - 1);
		const C_hat_t = C_hat.row(t - 1);
		const o_t = o.row(t - 1);
		const tanh_C_t = tanh_C.row(t - 1);
		const C_past = C.row(t - 1);
		for (let j = 0; j < H; j++) {
			const later = dC_next && f_next ? dC_next[j] * f_next[j] : 0;
			dC[j] = dh[j] * o_t[j] * tanh.slope(tanh_C_t[j]) + later;
			df[j] = clamp.f === undefined ? dC[j] * C_past[j] * sigmoid.slope(f_t[j]) : 0;
			di[j] = clamp.i === undefined ? dC[j] * C_hat_t[j] * sigmoid.slope(i_t[j]) : 0;
			dC_hat[j] = dC[j] * i_t[j] * tanh.slope(C_hat_t[j]);
			d_o[j] = clamp.o === undefined ? dh[j] * tanh_C_t[j] * sigmoid.slope(o_t[j]) : 0;
		}
	}

	// ΔW_• = Σ_t [h_{t−1}, x_t]ᵀ δ_•,  Δb_• = Σ_t δ_•
	sumOuterProducts(gradients.W_f, hx, delta_f);
	sumOuterProducts(gradients.W_i, hx, delta_i);
	sumOuterProducts(gradients.W_C, hx, delta_C_hat);
	sumOuterProducts(gradients.W_o, hx, delta_o);
	sumRows(gradients.b_f.data, delta_f);
	sumRows(gradients.b_i.data, delta_i);
	sumRows(gradients.b_C.data, delta_C_hat);
	sumRows(gradients.b_o.data, delta_o);

	// ΔW = Σ_t h_tᵀ δ_y^t,  Δb_y = Σ_t δ_y^t
	sumOuterProducts(gradients.W, h, delta_y, 1);
	sumRows(gradients.b_y.data, delta_y);
}
