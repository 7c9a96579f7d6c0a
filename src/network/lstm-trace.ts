import { eachParameter, type LstmParameters } from "./lstm-parameters.js";
import { Matrix } from "./matrix.js";
import { type Truncation, truncation } from "./reach.js";
import type { Sizes } from "./sizes.js";
import { type MatrixOfEach, stepsOf } from "./steps.js";

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

/**
 * What the forward pass computed: step by step, and the same numbers as matrices hx, f, i, C_hat, o,
 * C, tanh_C, h, net_y and y, with a row for each step from 1 on, but C and h from C_0 and h_0 on: their
 * row t is C_t and h_t.
 */
export interface LstmTrace extends MatrixOfEach<Omit<LstmStep, "x">> {
	readonly T: number;
	readonly clamp: Clamp;
	/** Steps 0 to T: views of the matrices. */
	readonly steps: readonly LstmStep[];
}

/** A trace of T steps, all zeros. */
export function emptyTrace({ X, H, Y }: Sizes, T: number, clamp: Clamp = {}): LstmTrace {
	const [f, i, C_hat, o, tanh_C] = Array.from({ length: 5 }, () => new Matrix(T, H));
	const [C, h] = [new Matrix(T + 1, H), new Matrix(T + 1, H)];
	const [hx, net_y, y] = [H + X, Y, Y].map((width) => new Matrix(T, width));
	const matrices = { hx, f, i, C_hat, o, C, tanh_C, h, net_y, y };
	const steps = stepsOf(matrices, T).map((step) => ({ ...step, x: step.hx.subarray(H) }));
	return { T, clamp, steps, ...matrices };
}

/** What the backward pass found: step by step, and the same numbers as matrices. */
export interface LstmBackward {
	/** Steps 1 to T: views of the matrices below. The one at 0 is empty. */
	readonly deltas: readonly LstmDelta[];
	/** T × H each: ∂E/∂ the net input of that gate. Zero where the gate was held. */
	readonly delta_f: Matrix;
	readonly delta_i: Matrix;
	readonly delta_C_hat: Matrix;
	readonly delta_o: Matrix;
	/** T × H each: ∂E/∂C_t and ∂E/∂h_t, along every path from there on. */
	readonly delta_C: Matrix;
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
	const { H, Y } = sizes;
	const hidden = Array.from({ length: 7 }, () => new Matrix(T, H));
	const [delta_f, delta_i, delta_C_hat, delta_o, delta_C, C_past, delta_h] = hidden;
	const delta_y = new Matrix(T, Y);
	const gates = { f: delta_f, i: delta_i, C_hat: delta_C_hat, o: delta_o };
	const deltas = stepsOf({ ...gates, C: delta_C, C_past, h: delta_h, y: delta_y }, T);
	const matrices = { delta_f, delta_i, delta_C_hat, delta_o, delta_C, delta_h, delta_y };
	const gradients = eachParameter(sizes, (_, rows, cols) => new Matrix(rows, cols));
	return { deltas, ...matrices, gradients, ...truncation(reach, deltas) };
}
