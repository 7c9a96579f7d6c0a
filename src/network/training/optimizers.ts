import type { Matrix } from "../matrix.js";

/** How gradients become an update. */
export interface OptimizerOptions {
	/** "descent": θ ← θ − α Δθ. "adam": Kingma and Ba 2015, with β₁ = 0.9, β₂ = 0.999, ε = 1e−8. */
	readonly method: "descent" | "adam";
	/** α, the learning rate: a finite number above 0. */
	readonly alpha: number;
	/** If the norm of all gradients together is above this, they are scaled down to it. */
	readonly clip: number | undefined;
}

export const BETA_1 = 0.9;
export const BETA_2 = 0.999;
export const EPSILON = 1e-8;

/**
 * The function that changes `parameters` by `gradients`, array k by array k, as the optimizer says.
 * Everything that it remembers between two updates is allocated here.
 */
export function createOptimizer(
	{ method, alpha, clip }: OptimizerOptions,
	parameters: readonly Matrix[],
): (gradients: readonly Matrix[]) => void {
	const update = method === "adam" ? adam(alpha, parameters) : descent(alpha, parameters);
	if (clip === undefined) return update;
	return (gradients) => {
		clipNorm(gradients, clip);
		update(gradients);
	};
}

/** θ ← θ − α Δθ. */
function descent(alpha: number, parameters: readonly Matrix[]) {
	return (gradients: readonly Matrix[]): void => {
		for (let p = 0; p < parameters.length; p++) {
			const theta = parameters[p].data;
			const gradient = gradients[p].data;
			for (let k = 0; k < theta.length; k++) theta[k] -= alpha * gradient[k];
		}
	};
}

/** Adam (Kingma and Ba 2015, algorithm 1): each parameter has a step length of its own. */
function adam(alpha: number, parameters: readonly Matrix[]) {
	const m = parameters.map(({ data }) => new Float64Array(data.length));
	const v = parameters.map(({ data }) => new Float64Array(data.length));
	let decay_1 = 1;
	let decay_2 = 1;
	return (gradients: readonly Matrix[]): void => {
		decay_1 *= BETA_1;
		decay_2 *= BETA_2;
		for (let p = 0; p < parameters.length; p++) {
			const theta = parameters[p].data;
			const gradient = gradients[p].data;
			const m_p = m[p];
			const v_p = v[p];
			for (let k = 0; k < theta.length; k++) {
				m_p[k] = BETA_1 * m_p[k] + (1 - BETA_1) * gradient[k];
				v_p[k] = BETA_2 * v_p[k] + (1 - BETA_2) * gradient[k] * gradient[k];
				const m_hat = m_p[k] / (1 - decay_1);
				const v_hat = v_p[k] / (1 - decay_2);
				theta[k] -= (alpha * m_hat) / (Math.sqrt(v_hat) + EPSILON);
			}
		}
	};
}

/** Scales the gradients down so that their norm, all of them together, is `limit` at most. */
function clipNorm(gradients: readonly Matrix[], limit: number): void {
	let squares = 0;
	for (const { data } of gradients) {
		for (let k = 0; k < data.length; k++) squares += data[k] * data[k];
	}
	const norm = Math.sqrt(squares);
	if (norm <= limit) return;
	const factor = limit / norm;
	for (const { data } of gradients) {
		for (let k = 0; k < data.length; k++) data[k] *= factor;
	}
}
