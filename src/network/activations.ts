import { inWords } from "./validation.js";

/** A function that a layer applies to each of its net inputs. */
export interface Activation {
	readonly name: string;
	/** The activation of net input x. Finite for every finite x. */
	of(x: number): number;
	/** The derivative at the x whose activation is y, from y alone: what the backward pass has kept. */
	slope(y: number): number;
	/** Only where each output depends on the whole row, as in softmax; `of` and `slope` then throw. */
	ofRow?(net: Float64Array, y?: Float64Array): Float64Array;
}

/** S(x) = 1 / (1 + e^{−x}), S' = S (1 − S). A gate: 0 forgets and 1 remembers. */
export const sigmoid: Activation = {
	name: "sigmoid",
	of(x) {
		// e^{−|x|} is at most 1, so that neither side can overflow.
		if (x >= 0) return 1 / (1 + Math.exp(-x));
		const e = Math.exp(x);
		return e / (1 + e);
	},
	slope: (y) => y * (1 - y),
};

/** tanh x, from −1 to 1, with tanh' = 1 − tanh². */
export const tanh: Activation = {
	name: "tanh",
	of: Math.tanh,
	slope: (y) => 1 - y * y,
};

/** The net input itself: for outputs that are not bounded, and for networks that are only products. */
export const identity: Activation = {
	name: "identity",
	of: (x) => x,
	slope: () => 1,
};

/** ln(1 + e^x), a smooth corner. Its slope is S(x), which is 1 − e^{−y} in terms of the output. */
export const softplus: Activation = {
	name: "softplus",
	of: (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
	slope: (y) => -Math.expm1(-y),
};

/** max(x, 0). At the corner itself the slope is taken as 0. */
export const relu: Activation = {
	name: "relu",
	of: (x) => (x < 0 ? 0 : x),
	slope: (y) => (y > 0 ? 1 : 0),
};

/**
 * y_k = e^{net_k} / Σ_j e^{net_j} (Bridle 1990): a choice of one of Y as Y numbers above 0 that sum to
 * 1. For the output layer, and cross-entropy: its derivative is no number for each net input.
 */
export const softmax = {
	name: "softmax",
	of: (): never => notOfOne(),
	slope: (): never => notOfOne(),
	/** The whole row y of a row of net inputs; a new one, where there is no place for it. */
	ofRow(net: ArrayLike<number>, y: Float64Array = new Float64Array(net.length)): Float64Array {
		// Of the largest, e^0: nothing overflows.
		let largest = Number.NEGATIVE_INFINITY;
		for (let k = 0; k < net.length; k++) largest = Math.max(largest, net[k]);
		let sum = 0;
		for (let k = 0; k < net.length; k++) {
			y[k] = Math.exp(net[k] - largest);
			sum += y[k];
		}
		for (let k = 0; k < net.length; k++) y[k] /= sum;
		return y;
	},
} as const satisfies Activation;

function notOfOne(): never {
	throw new RangeError("softmax needs the whole row of net inputs: call softmax.ofRow(net)");
}

/** Every activation that acts on each net input by itself, by its name. */
export const activations = { sigmoid, tanh, identity, softplus, relu } as const;

export type ActivationName = keyof typeof activations;

/** What an output layer may have: one of them, or softmax. */
const outputActivations = { ...activations, softmax } as const;

export type OutputActivationName = keyof typeof outputActivations;

/** The activation of this name, or the one that was given. Throws a RangeError on anything else. */
export function toActivation(
	which: Activation | ActivationName,
	argument = "activation",
): Activation {
	const found = toOutputActivation(which, argument, activations);
	if (found.ofRow === undefined) return found;
	throw new RangeError(`${argument} must act on each net input by itself (got ${found.name})`);
}

/** The same for g, the activation of an output layer, which may be softmax. */
export function toOutputActivation(
	which: Activation | OutputActivationName,
	argument = "g",
	named: Readonly<Record<string, Activation>> = outputActivations,
): Activation {
	if (typeof which === "string" && Object.hasOwn(named, which)) return named[which];
	if (typeof which === "object" && typeof which?.of === "function") return which;
	const names = Object.keys(named).join(", ");
	throw new RangeError(
		`${argument} must be one of ${names} or an Activation (got ${inWords(which)})`,
	);
}
