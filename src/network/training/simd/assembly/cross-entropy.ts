import { exponential, softplus } from "./activations";
import { d, E, mask, T4, Y, y } from "./memory";

/*
 * E = −Σ_t m^t Σ_k d_k^t ln y_k^t, from net_y while it is still where y will be: logarithms of y
 * itself would be infinite where y has rounded to 0. Two steps t at a time.
 */

/** E where each output is a choice of two: −ln y = softplus(−net) and −ln(1 − y) = softplus(net). */
export function ofBits(): void {
	const times = (<usize>T4) << 3;
	const one = f64x2.splat(1);
	let sum = f64x2.splat(0);
	for (let k: usize = 0; k < <usize>Y; k++) {
		for (let t: usize = 0; t < times; t += 16) {
			const net = v128.load(y + k * times + t);
			const d_k = v128.load(d + k * times + t);
			const yes = f64x2.mul(d_k, softplus(f64x2.neg(net)));
			const no = f64x2.mul(f64x2.sub(one, d_k), softplus(net));
			sum = f64x2.add(sum, f64x2.mul(v128.load(mask + t), f64x2.add(yes, no)));
		}
	}
	store<f64>(E, f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1));
}

/** y^t = softmax(net_y^t), in place, and E: −ln y_k = ln Σ_j e^{net_j} − net_k, the largest taken off. */
export function ofChoice(): void {
	const times = (<usize>T4) << 3;
	let sum = f64x2.splat(0);
	for (let t: usize = 0; t < times; t += 16) {
		const net = y + t;
		const end = net + <usize>Y * times;
		let largest = v128.load(net);
		for (let k = net; k < end; k += times) largest = f64x2.max(largest, v128.load(k));
		let powers = f64x2.splat(0);
		let weighted = f64x2.splat(0);
		let wanted = f64x2.splat(0);
		for (let k = net; k < end; k += times) {
			const below = f64x2.sub(v128.load(k), largest);
			const d_k = v128.load(d + (k - y));
			weighted = f64x2.add(weighted, f64x2.mul(d_k, below));
			wanted = f64x2.add(wanted, d_k);
			const power = exponential(below);
			powers = f64x2.add(powers, power);
			v128.store(k, power);
		}
		for (let k = net; k < end; k += times) v128.store(k, f64x2.div(v128.load(k), powers));
		const entropy = f64x2.sub(f64x2.mul(wanted, logarithms(powers)), weighted);
		sum = f64x2.add(sum, f64x2.mul(v128.load(mask + t), entropy));
	}
	store<f64>(E, f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1));
}

function logarithms(v: v128): v128 {
	const first = f64x2.splat(Math.log(f64x2.extract_lane(v, 0)));
	return f64x2.replace_lane(first, 1, Math.log(f64x2.extract_lane(v, 1)));
}
