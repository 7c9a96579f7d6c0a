import type { Activation } from "./activations.js";
import { addProduct, Matrix, sumOuterProducts, sumRows } from "./matrix.js";
import type { Random } from "./random.js";

/*
 * What all three networks are made of: a = f(x W + b), and its way back. Vectors are rows. Nothing
 * here allocates, but for `uniform`.
 */

/** net = x W + b,  a = f(net). The net input is kept where there is a place for it. */
export function layer(
	x: Float64Array,
	W: Matrix,
	b: Matrix,
	f: Activation,
	a: Float64Array,
	net = a,
): void {
	net.set(b.data);
	addProduct(net, x, W);
	apply(f, net, a);
}

/** a = f(net), element by element, or the whole row at once where f is softmax. */
export function apply(f: Activation, net: Float64Array, a: Float64Array): void {
	if (f.ofRow !== undefined) f.ofRow(net, a);
	else for (let j = 0; j < net.length; j++) a[j] = f.of(net[j]);
}

/** ∂E/∂net = ∂E/∂a ∘ f'(net), in place; a = f(net). ∂E/∂x is then δ Wᵀ: `addProductTransposed`. */
export function timesSlope(delta: Float64Array, f: Activation, a: Float64Array): void {
	for (let j = 0; j < delta.length; j++) delta[j] *= f.slope(a[j]);
}

/** ΔW = Σ_t (x^t)ᵀ δ^t,  Δb = Σ_t δ^t, for x^t = row t + first of x and δ^t = row t of delta. */
export function layerGradients(dW: Matrix, db: Matrix, x: Matrix, delta: Matrix, first = 0): void {
	sumOuterProducts(dW, x, delta, first);
	sumRows(db.data, delta);
}

/** A matrix of draws from [−scale, scale): what W starts from. */
export function uniform(rows: number, cols: number, scale: number, random: Random): Matrix {
	const matrix = new Matrix(rows, cols);
	for (let k = 0; k < matrix.data.length; k++) matrix.data[k] = (2 * random.random() - 1) * scale;
	return matrix;
}
