import { activate, timesSlope, zeroPadding } from "./activations";
import { b_h, biases, delta_h, f, H, H4, h, reach, T, travelling, U, V, X, x } from "./memory";
import { forwardOutput, outputDelta, outputGradients } from "./output";
import { addProduct, addProductTransposed, sumOuterProducts } from "./products";
import { addRow, copyRow, sumRows } from "./rows";

/** Forward and backward over the example in memory. Keeps h, y and all deltas, and E. */
export function rnnStep(): void {
	forward();
	forwardOutput();
	outputDelta();
	if (reach < T - 1) backwardWithinReach();
	else backward();
}

/** h^t = f(x^t V + h^{t−1} U + b_h) */
function forward(): void {
	const row = (<usize>H4) << 3;
	let x_t = x;
	let before = h;
	let now = h + row;
	for (let t = 0; t < T; t++) {
		copyRow(now, b_h, H4);
		addProduct(now, x_t, X, V, H4);
		if (t > 0) addProduct(now, before, H, U, H4);
		activate(f, now, H4);
		zeroPadding(now);
		x_t += (<usize>X) << 3;
		before = now;
		now += row;
	}
}

/** δ_h^t = (δ_y^t Wᵀ + δ_h^{t+1} Uᵀ) ∘ f'(net_h^t), where δ_h^t already holds δ_y^t Wᵀ. */
function backward(): void {
	const row = (<usize>H4) << 3;
	let delta = delta_h + <usize>(T - 1) * row;
	let h_t = h + <usize>T * row;
	for (let t = T; t > 0; t--) {
		if (t < T) addProductTransposed(delta, U, H, delta + row, H4);
		timesSlope(f, delta, h_t, H4);
		delta -= row;
		h_t -= row;
	}
}

/** The same for errors that travel at most `reach` steps: see src/network/reach.ts. */
function backwardWithinReach(): void {
	const row = (<usize>H4) << 3;
	const shift = travelling - delta_h;
	for (let t = 0; t < T; t++) {
		const delta = delta_h + <usize>t * row;
		timesSlope(f, delta, h + <usize>(t + 1) * row, H4);
		copyRow(delta + shift, delta, H4);
	}
	for (let k = 1; k <= reach; k++) {
		for (let t = 0; t < T - k; t++) {
			const delta = delta_h + <usize>t * row;
			const part = delta + shift;
			memory.fill(part, 0, row);
			addProductTransposed(part, U, H, part + row, H4);
			timesSlope(f, part, h + <usize>(t + 1) * row, H4);
			addRow(delta, part, H4);
		}
	}
}

/**
 * Puts scale · Δθ where `shift` bytes past each parameter θ is, or adds it there. With a shift of 0
 * it is the update of gradient descent itself, which touches each parameter once.
 */
export function rnnGradients(shift: usize, scale: f64, add: bool): void {
	const row = (<usize>H4) << 3;
	sumOuterProducts(V + shift, x, (<usize>X) << 3, X, delta_h, H4, T, scale, add);
	// h^0 is zero: step 1 adds nothing to ΔU.
	sumOuterProducts(U + shift, h + row, row, H, delta_h + row, H4, T - 1, scale, add);
	if (biases) sumRows(b_h + shift, delta_h, H4, T, scale, add);
	outputGradients(shift, scale, add);
}
