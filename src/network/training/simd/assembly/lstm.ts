import { activate, SIGMOID, TANH, zeroPadding } from "./activations";
import {
	b,
	biases,
	C,
	delta_C,
	delta_gates,
	delta_h,
	gates,
	H,
	H4,
	h,
	reach,
	T,
	tanh_C,
	travelling,
	travelling_C,
	travelling_h,
	W_h,
	W_x,
	X,
	x,
} from "./memory";
import { forwardOutput, outputDelta, outputGradients } from "./output";
import { addProduct, addProductTransposed, sumOuterProducts } from "./products";
import { addRow, copyRow, sumRows } from "./rows";

/** Forward and backward over the example in memory. Keeps all states and deltas, and E. */
export function lstmStep(): void {
	forward();
	forwardOutput();
	outputDelta();
	if (reach < T - 1) backwardWithinReach();
	else backward();
}

function forward(): void {
	const row = (<usize>H4) << 3;
	let x_t = x;
	for (let t: usize = 0; t < <usize>T; t++) {
		// All four gates at once: [h_{t−1}, x_t] times their weights.
		const gate = gates + t * (row << 2);
		copyRow(gate, b, H4 << 2);
		addProduct(gate, x_t, X, W_x, H4 << 2);
		if (t > 0) addProduct(gate, h + t * row, H, W_h, H4 << 2);
		activate(SIGMOID, gate, 3 * H4);
		activate(TANH, gate + 3 * row, H4);

		// C_t = f ∘ C_{t−1} + i ∘ Ĉ
		const C_t = C + (t + 1) * row;
		const squashed = tanh_C + t * row;
		for (let j: usize = 0; j < row; j += 16) {
			const f = v128.load(gate + j);
			const i = v128.load(gate + row + j);
			const C_hat = v128.load(gate + 3 * row + j);
			const kept = f64x2.mul(f, v128.load(C_t - row + j));
			const C_j = f64x2.add(kept, f64x2.mul(i, C_hat));
			v128.store(C_t + j, C_j);
			v128.store(squashed + j, C_j);
		}
		activate(TANH, squashed, H4);

		// h_t = o ∘ tanh(C_t)
		const h_t = h + (t + 1) * row;
		for (let j: usize = 0; j < row; j += 16) {
			const o = v128.load(gate + 2 * row + j);
			v128.store(h_t + j, f64x2.mul(o, v128.load(squashed + j)));
		}
		zeroPadding(h_t);
		x_t += (<usize>X) << 3;
	}
}

/** The deltas of all gates' net inputs, where δ_h^t already holds what the output layer sends. */
function backward(): void {
	const row = (<usize>H4) << 3;
	memory.fill(delta_C, 0, row);
	for (let t = T - 1; t >= 0; t--) {
		const delta = delta_gates + <usize>t * (row << 2);
		const delta_h_t = delta_h + <usize>t * row;
		if (t < T - 1) addProductTransposed(delta_h_t, W_h, H, delta + (row << 2), H4 << 2);
		stepBack(<usize>t, delta, delta_h_t, delta_C, delta_C);
	}
}

/** The same for errors that travel at most `reach` steps: see src/network/reach.ts. */
function backwardWithinReach(): void {
	const row = (<usize>H4) << 3;
	const shift = travelling - delta_gates;
	memory.fill(travelling_C, 0, <usize>T * row);
	for (let t = 0; t < T; t++) {
		const delta = delta_gates + <usize>t * (row << 2);
		const part_C = travelling_C + <usize>t * row;
		stepBack(<usize>t, delta, delta_h + <usize>t * row, part_C, part_C);
		copyRow(delta + shift, delta, H4 << 2);
	}
	for (let k = 1; k <= reach; k++) {
		for (let t = 0; t < T - k; t++) {
			const delta = delta_gates + <usize>t * (row << 2);
			const part = delta + shift;
			const part_C = travelling_C + <usize>t * row;
			memory.fill(travelling_h, 0, row);
			addProductTransposed(travelling_h, W_h, H, part + (row << 2), H4 << 2);
			stepBack(<usize>t, part, travelling_h, part_C + row, part_C);
			addRow(delta, part, H4 << 2);
		}
	}
}

/**
 * One step: from δ_h^t, and from δ_C ∘ f of t + 1 at `later_C`, the deltas of the gates' net inputs,
 * and δ_C ∘ f of this step at `past_C`, which may be the same row.
 */
function stepBack(t: usize, delta: usize, delta_h_t: usize, later_C: usize, past_C: usize): void {
	const row = (<usize>H4) << 3;
	const one = f64x2.splat(1);
	const gate = gates + t * (row << 2);
	const squashed = tanh_C + t * row;
	const C_before = C + t * row;
	for (let j: usize = 0; j < row; j += 16) {
		const f = v128.load(gate + j);
		const i = v128.load(gate + row + j);
		const o = v128.load(gate + 2 * row + j);
		const C_hat = v128.load(gate + 3 * row + j);
		const tanh = v128.load(squashed + j);
		const dh = v128.load(delta_h_t + j);

		// δ_C = δ_h ∘ o ∘ tanh'(C_t) + δ_C ∘ f of t + 1
		const slope = f64x2.sub(one, f64x2.mul(tanh, tanh));
		const dC = f64x2.add(f64x2.mul(f64x2.mul(dh, o), slope), v128.load(later_C + j));
		v128.store(past_C + j, f64x2.mul(dC, f));

		const df = f64x2.mul(f64x2.mul(dC, v128.load(C_before + j)), f64x2.mul(f, f64x2.sub(one, f)));
		const di = f64x2.mul(f64x2.mul(dC, C_hat), f64x2.mul(i, f64x2.sub(one, i)));
		const d_o = f64x2.mul(f64x2.mul(dh, tanh), f64x2.mul(o, f64x2.sub(one, o)));
		const dC_hat = f64x2.mul(f64x2.mul(dC, i), f64x2.sub(one, f64x2.mul(C_hat, C_hat)));
		v128.store(delta + j, df);
		v128.store(delta + row + j, di);
		v128.store(delta + 2 * row + j, d_o);
		v128.store(delta + 3 * row + j, dC_hat);
	}
}

/** Puts scale · Δθ where `shift` bytes past each parameter θ is, or adds it there. */
export function lstmGradients(shift: usize, scale: f64, add: bool): void {
	const row = (<usize>H4) << 3;
	const columns = H4 << 2;
	sumOuterProducts(W_x + shift, x, (<usize>X) << 3, X, delta_gates, columns, T, scale, add);
	// h^0 is zero: step 1 adds nothing to what comes from h.
	const later = delta_gates + (row << 2);
	sumOuterProducts(W_h + shift, h + row, row, H, later, columns, T - 1, scale, add);
	if (biases) sumRows(b + shift, delta_gates, columns, T, scale, add);
	outputGradients(shift, scale, add);
}
