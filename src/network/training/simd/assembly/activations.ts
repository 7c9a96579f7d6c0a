/**
 * Activations on two lanes, all from one exponential.
 *
 * e^z = 2^k e^r with k = round(z / ln 2) and |r| ≤ ½ ln 2. There e^r is (a + b) / (a − b), the
 * Padé approximant [6/6], where a holds its even and b its odd powers; its relative error, below
 * 2·10⁻¹⁹, is far under a double's. The coefficients are whole numbers, so none is rounded. Kept as
 * a fraction, it gives the sigmoid and tanh with one division and no cancellation.
 */

import { H, H4 } from "./memory";

export const IDENTITY: i32 = 0;
export const SIGMOID: i32 = 1;
export const TANH: i32 = 2;
export const SOFTPLUS: i32 = 3;
export const RELU: i32 = 4;
/** Not of one net input but of a column of them: see cross-entropy.ts. */
export const SOFTMAX: i32 = 5;

/**
 * Constants, in memory: written as literals, each would cost the engine three instructions wherever
 * it is used, and the loops below are made of little else.
 */
const CONSTANTS = memory.data<f64>([
	// Added to a small number, it leaves round(number) + 1023 in the lowest bits: 1.5·2⁵² + 1023.
	6755399441056767,
	Math.LOG2E,
	// ln 2 in two parts: the first has zeros at its end, so that k times it is exact.
	0.6931471803691238,
	1.9082149292705877e-10,
	// The approximant's coefficients: even powers, then odd ones.
	840,
	75600,
	665280,
	42,
	10080,
	332640,
]);
const ROUND: usize = 0;
const LOG2_E: usize = 8;
const LN2_HIGH: usize = 16;
const LN2_LOW: usize = 24;
const EVEN_4: usize = 32;
const EVEN_2: usize = 40;
const EVEN_0: usize = 48;
const ODD_5: usize = 56;
const ODD_3: usize = 64;
const ODD_1: usize = 72;

function constant(which: usize): v128 {
	return v128.load64_splat(CONSTANTS + which);
}

/** z / ln 2 rounded to k, as a number whose lowest bits are k + 1023. For |z| ≤ 708. */
function exponent(z: v128): v128 {
	return f64x2.add(f64x2.mul(z, constant(LOG2_E)), constant(ROUND));
}

/** r = z − k ln 2. */
function rest(z: v128, exponent: v128): v128 {
	const k = f64x2.sub(exponent, constant(ROUND));
	const high = f64x2.sub(z, f64x2.mul(k, constant(LN2_HIGH)));
	return f64x2.sub(high, f64x2.mul(k, constant(LN2_LOW)));
}

/** 2^k. */
function power(exponent: v128): v128 {
	return i64x2.shl(exponent, 52);
}

/** a = 665280 + 75600 r² + 840 r⁴ + r⁶ */
function even(r: v128): v128 {
	const s = f64x2.mul(r, r);
	const a = f64x2.add(f64x2.mul(s, f64x2.add(s, constant(EVEN_4))), constant(EVEN_2));
	return f64x2.add(f64x2.mul(s, a), constant(EVEN_0));
}

/** b = 332640 r + 10080 r³ + 42 r⁵ */
function odd(r: v128): v128 {
	const s = f64x2.mul(r, r);
	const b = f64x2.add(f64x2.mul(s, constant(ODD_5)), constant(ODD_3));
	return f64x2.mul(r, f64x2.add(f64x2.mul(s, b), constant(ODD_1)));
}

// pmax and pmin with the value first let NaN through.
function clamp(z: v128, low: f64, high: f64): v128 {
	return f64x2.pmin(f64x2.pmax(z, f64x2.splat(low)), f64x2.splat(high));
}

function sigmoid(net: v128): v128 {
	// Beyond 40 the sigmoid is 1 in doubles; the limit keeps 2^k (a + b) finite.
	const z = clamp(net, -708, 40);
	const e = exponent(z);
	const r = rest(z, e);
	const a = even(r);
	const b = odd(r);
	const grown = f64x2.mul(power(e), f64x2.add(a, b));
	return f64x2.div(grown, f64x2.add(f64x2.sub(a, b), grown));
}

/** 2^k (a + b) − (a − b), written so that small z loses no digit. */
function growth(power: v128, a: v128, b: v128): v128 {
	const one = f64x2.splat(1);
	return f64x2.add(f64x2.mul(f64x2.sub(power, one), a), f64x2.mul(f64x2.add(power, one), b));
}

/** (e^{2z} − 1) / (e^{2z} + 1) */
function tanh(net: v128): v128 {
	const z = clamp(f64x2.add(net, net), -44, 44);
	const e = exponent(z);
	const r = rest(z, e);
	const a = even(r);
	const b = odd(r);
	const p = power(e);
	return f64x2.div(growth(p, a, b), f64x2.add(f64x2.mul(p, f64x2.add(a, b)), f64x2.sub(a, b)));
}

/** 1 − e^{−y}, for y ≥ 0. */
function oneMinusExponential(y: v128): v128 {
	const z = f64x2.neg(clamp(y, 0, 708));
	const e = exponent(z);
	const r = rest(z, e);
	const a = even(r);
	const b = odd(r);
	return f64x2.neg(f64x2.div(growth(power(e), a, b), f64x2.sub(a, b)));
}

/** e^z, for z ≤ 0. */
export function exponential(net: v128): v128 {
	const z = clamp(net, -708, 0);
	const e = exponent(z);
	const r = rest(z, e);
	const a = even(r);
	const b = odd(r);
	return f64x2.div(f64x2.mul(power(e), f64x2.add(a, b)), f64x2.sub(a, b));
}

/** ln(1 + e^z) = max(z, 0) + ln(1 + u) with u = e^{−|z|}; ln(1 + u) = 2 artanh(u / (2 + u)). */
export function softplus(net: v128): v128 {
	const u = exponential(f64x2.neg(f64x2.abs(net)));
	const q = f64x2.div(u, f64x2.add(u, f64x2.splat(2)));
	const s = f64x2.mul(q, q);
	let series = f64x2.splat(0);
	// q ≤ 1/3: eighteen terms of the series reach a double's precision.
	for (let n: f64 = 35; n > 0; n -= 2) {
		series = f64x2.add(f64x2.mul(series, s), f64x2.splat(1 / n));
	}
	const positive = f64x2.pmax(net, f64x2.splat(0));
	return f64x2.add(positive, f64x2.mul(f64x2.add(q, q), series));
}

/** Replaces `columns` net inputs, a multiple of two, by their activations. */
export function activate(kind: i32, row: usize, columns: i32): void {
	const end = row + ((<usize>columns) << 3);
	if (kind === SIGMOID) {
		for (let p = row; p < end; p += 16) v128.store(p, sigmoid(v128.load(p)));
	} else if (kind === TANH) {
		for (let p = row; p < end; p += 16) v128.store(p, tanh(v128.load(p)));
	} else if (kind === SOFTPLUS) {
		for (let p = row; p < end; p += 16) v128.store(p, softplus(v128.load(p)));
	} else if (kind === RELU) {
		for (let p = row; p < end; p += 16) {
			v128.store(p, f64x2.pmax(v128.load(p), f64x2.splat(0)));
		}
	}
}

/** delta *= f'(net), with the derivative taken from the activation's output. */
export function timesSlope(kind: i32, delta: usize, output: usize, columns: i32): void {
	const end = delta + ((<usize>columns) << 3);
	const one = f64x2.splat(1);
	if (kind === SIGMOID) {
		for (; delta < end; delta += 16, output += 16) {
			const h = v128.load(output);
			const slope = f64x2.mul(h, f64x2.sub(one, h));
			v128.store(delta, f64x2.mul(v128.load(delta), slope));
		}
	} else if (kind === TANH) {
		for (; delta < end; delta += 16, output += 16) {
			const h = v128.load(output);
			const slope = f64x2.sub(one, f64x2.mul(h, h));
			v128.store(delta, f64x2.mul(v128.load(delta), slope));
		}
	} else if (kind === SOFTPLUS) {
		for (; delta < end; delta += 16, output += 16) {
			const slope = oneMinusExponential(v128.load(output));
			v128.store(delta, f64x2.mul(v128.load(delta), slope));
		}
	} else if (kind === RELU) {
		for (; delta < end; delta += 16, output += 16) {
			const open = f64x2.gt(v128.load(output), f64x2.splat(0));
			v128.store(delta, v128.and(v128.load(delta), open));
		}
	}
}

/**
 * Sets the columns beyond H of a row of h to zero. The parameters' padding starts at zero and stays
 * there, because every product with it has one of these zeros in it.
 */
export function zeroPadding(row: usize): void {
	for (let j = H; j < H4; j++) store<f64>(row + ((<usize>j) << 3), 0);
}
