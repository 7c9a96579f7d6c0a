import { activate, SOFTMAX, timesSlope } from "./activations";
import { ofBits, ofChoice } from "./cross-entropy";
import {
	b_y,
	biases,
	crossEntropy,
	d,
	delta_h,
	delta_y,
	E,
	g,
	H4,
	h,
	mask,
	T,
	T4,
	W,
	Y,
	y,
} from "./memory";
import { addProductTransposed, sumOuterProducts } from "./products";

/** y^t = g(h^t W + b_y) for all t at once, and E where it is had from net_y. */
export function forwardOutput(): void {
	const row = (<usize>H4) << 3;
	const times = (<usize>T4) << 3;
	for (let k: usize = 0; k < <usize>Y; k++) {
		const y_k = y + k * times;
		const bias = v128.load64_splat(b_y + (k << 3));
		for (let t: usize = 0; t < times; t += 16) v128.store(y_k + t, bias);
		addProductTransposed(y_k, h + row, T, W + k * row, H4);
	}
	if (g === SOFTMAX) {
		ofChoice();
		return;
	}
	if (crossEntropy) ofBits();
	activate(g, y, Y * T4);
}

/**
 * δ_y^t = m^t (y^t − d^t) ∘ g'(net_y^t), without the slope where E is the cross-entropy, and
 * δ_h^t = δ_y^t Wᵀ for all t; and E where it is the squared error.
 */
export function outputDelta(): void {
	const times = (<usize>T4) << 3;
	let sum = f64x2.splat(0);
	for (let k: usize = 0; k < <usize>Y; k++) {
		const start = k * times;
		for (let t: usize = 0; t < times; t += 16) {
			const at = start + t;
			const m = v128.load(mask + t);
			const error = f64x2.sub(v128.load(y + at), v128.load(d + at));
			const delta = f64x2.mul(m, error);
			sum = f64x2.add(sum, f64x2.mul(delta, error));
			v128.store(delta_y + at, delta);
		}
	}
	if (!crossEntropy) {
		timesSlope(g, delta_y, y, Y * T4);
		store<f64>(E, 0.5 * (f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1)));
	}
	sumOuterProducts(delta_h, delta_y, times, T, W, H4, Y, 1, false);
}

/** ΔW = Σ_t (h^t)ᵀ δ_y^t and Δb_y = Σ_t δ_y^t, put where `shift` bytes past W and b_y is. */
export function outputGradients(shift: usize, scale: f64, add: bool): void {
	const row = (<usize>H4) << 3;
	const times = (<usize>T4) << 3;
	for (let k: usize = 0; k < <usize>Y; k++) {
		const delta = delta_y + k * times;
		sumOuterProducts(W + shift + k * row, delta, 8, 1, h + row, H4, T, scale, add);
		if (!biases) continue;
		let sum: f64 = 0;
		for (let t: usize = 0; t < times; t += 8) sum += load<f64>(delta + t);
		const place = b_y + shift + (k << 3);
		store<f64>(place, add ? load<f64>(place) + scale * sum : scale * sum);
	}
}
