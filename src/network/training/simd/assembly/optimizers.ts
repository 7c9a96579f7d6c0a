import { parameterBytes, parameters } from "./memory";

/** The norm of all gradients together, before any clipping. */
export function gradientNorm(): f64 {
	const start = parameters + parameterBytes;
	let sum = f64x2.splat(0);
	for (let p = start; p < start + parameterBytes; p += 16) {
		const gradient = v128.load(p);
		sum = f64x2.add(sum, f64x2.mul(gradient, gradient));
	}
	return Math.sqrt(f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1));
}

/** θ ← θ − α Δθ */
export function descent(alpha: f64): void {
	const rate = f64x2.splat(alpha);
	const end = parameters + parameterBytes;
	for (let p = parameters; p < end; p += 16) {
		const gradient = v128.load(p + parameterBytes);
		v128.store(p, f64x2.sub(v128.load(p), f64x2.mul(rate, gradient)));
	}
}

/**
 * Adam (Kingma and Ba 2015): m ← β₁ m + (1 − β₁) Δ, v ← β₂ v + (1 − β₂) Δ², and
 * θ ← θ − α m̂ / (√v̂ + ε), with m̂ = m / first and v̂ = v / second, where first = 1 − β₁ⁿ and
 * second = 1 − β₂ⁿ at the n-th update. Δ is scale · Δθ.
 */
export function adam(
	alpha: f64,
	beta1: f64,
	beta2: f64,
	epsilon: f64,
	first: f64,
	second: f64,
	scale: f64,
): void {
	const end = parameters + parameterBytes;
	for (let p = parameters; p < end; p += 16) {
		const gradient = f64x2.mul(f64x2.splat(scale), v128.load(p + parameterBytes));
		const m_at = p + 2 * parameterBytes;
		const v_at = p + 3 * parameterBytes;
		const m = f64x2.add(
			f64x2.mul(f64x2.splat(beta1), v128.load(m_at)),
			f64x2.mul(f64x2.splat(1 - beta1), gradient),
		);
		const v = f64x2.add(
			f64x2.mul(f64x2.splat(beta2), v128.load(v_at)),
			f64x2.mul(f64x2.splat(1 - beta2), f64x2.mul(gradient, gradient)),
		);
		v128.store(m_at, m);
		v128.store(v_at, v);
		const m_hat = f64x2.div(m, f64x2.splat(first));
		const v_hat = f64x2.div(v, f64x2.splat(second));
		const step = f64x2.div(m_hat, f64x2.add(f64x2.sqrt(v_hat), f64x2.splat(epsilon)));
		v128.store(p, f64x2.sub(v128.load(p), f64x2.mul(f64x2.splat(alpha), step)));
	}
}
