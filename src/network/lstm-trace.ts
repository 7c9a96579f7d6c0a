import { eachParameter, type LstmParameters } from "./lstm-parameters.js";
import { Matrix, stepRow } from "./matrix.js";
import { type Truncation, truncation } from "./reach.js";

/** An LSTM, as far as its sizes go. */
interface Sizes {
	readonly X: number;
	readonly H: number;
	readonly Y: number;
}

/** Gates held at a value from 0 (shut) to 1 (open) at every step, whatever they would have said. */
export interface Clamp {
	readonly f?: number;
	readonly i?: number;
	readonly o?: number;
}

/** What happened at one step. Step 0 has nothing but h_0 = C_0 = 0. */
export interface LstmStep {
	/** H + X numbers: [h_{t−1}, x_t], and of it x_t. */
	readonly hx: Float64Array;
	readonly x: Float64Array;
	/** H numbers each: gates and candidate after their activations, C_t, tanh(C_t) and h_t. */
	readonly f: Float64Array;
	readonly i: Float64Array;
	readonly C_hat: Float64Array;
	readonly o: Float64Array;
	readonly C: Float64Array;
	readonly tanh_C: Float64Array;
	readonly h: Float64Array;
	/** Y numbers each. */
	readonly net_y: Float64Array;
	readonly y: Float64Array;
}

/** What the backward pass finds at one step. */
export interface LstmDelta {
	/** H numbers each: ∂E/∂ the net input of that gate. Zero where the gate was held. */
	readonly f: Float64Array;
	readonly i: Float64Array;
	readonly C_hat: Float64Array;
	readonly o: Float64Array;
	/** H numbers each: ∂E/∂C_t and ∂E/∂h_t, along every path from there on. */
	readonly C: Float64Array;
	readonly h: Float64Array;
	/** H numbers: δ_C ∘ f_t, which is what C_{t−1} gets of it. */
	readonly C_past: Float64Array;
	/** Y numbers: ∂E/∂net_y^t. */
	readonly y: Float64Array;
}

/** What the forward pass computed: step by step, and the same numbers as matrices. */
export interface LstmTrace {
	readonly T: number;
	readonly clamp: Clamp;
	/** Steps 0 to T: views of the matrices below. */
	readonly steps: readonly LstmStep[];
	/** T × (H + X): [h_{t−1}, x_t]. */
	readonly hx: Matrix;
	/** T × H each: the gates and the candidate, after their activations. */
	readonly f: Matrix;
	readonly i: Matrix;
	readonly C_hat: Matrix;
	readonly o: Matrix;
	/** (T + 1) × H: row t is C_t, from C_0 on. */
	readonly C: Matrix;
	/** T × H: tanh(C_t). */
	readonly tanh_C: Matrix;
	/** (T + 1) × H: row t is h_t, from h_0 on. */
	readonly h: Matrix;
	/** T × Y each: the output layer. */
	readonly net_y: Matrix;
	readonly y: Matrix;
}

/** A trace of T steps, all zeros. */
export function emptyTrace({ X, H, Y }: Sizes, T: number, clamp: Clamp = {}): LstmTrace {
	const gate = () => new Matrix(T, H);
	const [hx, f, i, C_hat, o] = [new Matrix(T, H + X), gate(), gate(), gate(), gate()];
	const [C, tanh_C, h] = [new Matrix(T + 1, H), gate(), new Matrix(T + 1, H)];
	const [net_y, y] = [new Matrix(T, Y), new Matrix(T, Y)];
	const steps = Array.from({ length: T + 1 }, (_, t) => ({
		hx: stepRow(hx, t),
		x: stepRow(hx, t).subarray(H),
		f: stepRow(f, t),
		i: stepRow(i, t),
		C_hat: stepRow(C_hat, t),
		o: stepRow(o, t),
		C: C.row(t),
		tanh_C: stepRow(tanh_C, t),
		h: h.row(t),
		net_y: stepRow(net_y, t),
		y: stepRow(y, t),
	}));
	return { T, clamp, steps, hx, f, i, C_hat, o, C, tanh_C, h, net_y, y };
}

/** What the backward pass found. */
export interface LstmBackward {
	/** Steps 1 to T: views of the matrices below. The one at 0 is empty. */
	readonly deltas: readonly LstmDelta[];
	/** T × H each: ∂E/∂ the net input of that gate. Zero where the gate was held. */
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
	readonly gradients: LstmParameters;
	/** Only where errors do not travel all the way. */
	readonly truncation?: Truncation<LstmDelta>;
}

/** Deltas and gradients of a sequence of T steps, all zeros, for errors that travel so far. */
export function emptyBackward(
	sizes: Sizes,
	T: number,
	reach = Number.POSITIVE_INFINITY,
): LstmBackward {
	const hidden = () => new Matrix(T, sizes.H);
	const matrices = {
		delta_f: hidden(),
		delta_i: hidden(),
		delta_C_hat: hidden(),
		delta_o: hidden(),
		delta_C: hidden(),
		delta_h: hidden(),
		delta_y: new Matrix(T, sizes.Y),
	};
	const deltas = Array.from({ length: T + 1 }, (_, t) => ({
		f: stepRow(matrices.delta_f, t),
		i: stepRow(matrices.delta_i, t),
		C_hat: stepRow(matrices.delta_C_hat, t),
		o: stepRow(matrices.delta_o, t),
		C: stepRow(matrices.delta_C, t),
		h: stepRow(matrices.delta_h, t),
		C_past: new Float64Array(sizes.H),
		y: stepRow(matrices.delta_y, t),
	}));
	return {
		deltas,
		...matrices,
		gradients: eachParameter(sizes, (_, rows, cols) => new Matrix(rows, cols)),
		...truncation(reach, deltas),
	};
}
