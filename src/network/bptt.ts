import type { Activation } from "./activations.js";
import {
	addProductTransposed,
	Matrix,
	type Rows,
	sequence,
	sumOuterProducts,
	sumRows,
} from "./matrix.js";
import type { Rnn, RnnTrace } from "./rnn.js";
import { show } from "./validation.js";

/** What the backward pass found. Row t − 1 of the deltas is step t = 1…T. */
export interface RnnBackward {
	/** T × Y: δ_y^t = ∂E/∂net_y^t. */
	readonly delta_y: Matrix;
	/** T × H: δ_h^t = ∂E/∂net_h^t. */
	readonly delta_h: Matrix;
	/** ΔV, ΔU, ΔW, Δb_h, Δb_y: Δθ = ∂E/∂θ, in θ's shape. */
	readonly gradients: {
		readonly V: Matrix;
		readonly U: Matrix;
		readonly W: Matrix;
		readonly b_h: Matrix;
		readonly b_y: Matrix;
	};
}

/**
 * Backpropagation through time (Werbos 1990): the gradients of E = Σ_t m^t ½‖d^t − y^t‖².
 *
 * @param trace what `forward` kept
 * @param d the targets, T × Y
 * @param mask m^t for each step, to count only some of them. Default: 1 everywhere
 * Throws a RangeError on a wrong shape, or on a number that is not finite.
 */
export function bptt(rnn: Rnn, trace: RnnTrace, d: Rows, mask?: ArrayLike<number>): RnnBackward {
	requireTrace([trace.x.cols, trace.h.cols, trace.y.cols], [rnn.X, rnn.H, rnn.Y]);
	const target = sequence("d", d, rnn.Y, trace.T);
	const m = stepMask(mask, trace.T);
	const backward = emptyBackward(rnn, trace.T);
	foldBack(rnn, trace, target, m, backward);
	return backward;
}

/** The mask as an array of T finite numbers, or undefined where every step counts. */
export function stepMask(mask: ArrayLike<number> | undefined, T: number): Float64Array | undefined {
	if (mask === undefined) return undefined;
	if (mask?.length !== T) {
		throw new RangeError(`mask must hold ${T} numbers (got ${mask?.length ?? show(mask)})`);
	}
	const m = Float64Array.from(mask);
	const t = m.findIndex((value) => !Number.isFinite(value));
	if (t < 0) return m;
	throw new RangeError(`mask[${t}] must be a finite number (got ${m[t]})`);
}

/** Throws a RangeError unless a trace's matrices are as wide as those of a network's own. */
export function requireTrace(has: readonly number[], wants: readonly number[]): void {
	if (has.every((width, k) => width === wants[k])) return;
	const sizes = (widths: readonly number[]) => widths.join(" → ");
	throw new RangeError(`trace must be of a network ${sizes(wants)} (got one of ${sizes(has)})`);
}

/** Deltas and gradients of a T-step sequence, all zeros, for `foldBack` to fill. */
export function emptyBackward({ X, H, Y }: Rnn, T: number): RnnBackward {
	return {
		delta_y: new Matrix(T, Y),
		delta_h: new Matrix(T, H),
		gradients: {
			V: new Matrix(X, H),
			U: new Matrix(H, H),
			W: new Matrix(H, Y),
			b_h: new Matrix(1, H),
			b_y: new Matrix(1, Y),
		},
	};
}

/** The backward pass itself, into `backward`, whatever that held before. Allocates nothing. */
export function foldBack(
	{ U, W, f, g }: Rnn,
	{ T, x, h, y }: RnnTrace,
	d: Matrix,
	mask: Float64Array | undefined,
	{ delta_y, delta_h, gradients }: RnnBackward,
): void {
	const { V: dV, U: dU, W: dW, b_h: db_h, b_y: db_y } = gradients;
	for (let t = T; t >= 1; t--) {
		// δ_y^t = (y^t − d^t) ∘ g'(net_y^t)
		const delta_y_t = delta_y.row(t - 1);
		outputDelta(delta_y_t, y.row(t - 1), d.row(t - 1), g, mask === undefined ? 1 : mask[t - 1]);

		// δ_h^t = (δ_y^t Wᵀ + δ_h^{t+1} Uᵀ) ∘ f'(net_h^t),  δ_h^{T+1} = 0
		const delta_h_t = delta_h.row(t - 1).fill(0);
		addProductTransposed(delta_h_t, delta_y_t, W);
		if (t < T) addProductTransposed(delta_h_t, delta_h.row(t), U);
		timesSlope(delta_h_t, f, h.row(t));
	}

	// ΔW = Σ_t (h^t)ᵀ δ_y^t,  ΔU = Σ_t (h^{t−1})ᵀ δ_h^t,  ΔV = Σ_t (x^t)ᵀ δ_h^t
	sumOuterProducts(dW, h, delta_y, 1);
	sumOuterProducts(dU, h, delta_h);
	sumOuterProducts(dV, x, delta_h);

	// Δb_y = Σ_t δ_y^t,  Δb_h = Σ_t δ_h^t
	sumRows(db_y.data, delta_y);
	sumRows(db_h.data, delta_h);
}

/** delta = m (y − d) ∘ g'(net_y), where y = g(net_y). */
export function outputDelta(
	delta: Float64Array,
	y: Float64Array,
	d: Float64Array,
	g: Activation,
	m: number,
): void {
	for (let k = 0; k < delta.length; k++) delta[k] = m * (y[k] - d[k]) * g.slope(y[k]);
}

/** delta = delta ∘ f'(net), where out = f(net). */
export function timesSlope(delta: Float64Array, f: Activation, out: Float64Array): void {
	for (let j = 0; j < delta.length; j++) delta[j] *= f.slope(out[j]);
}
