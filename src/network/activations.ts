import { inWords } from "./validation.js";

/** A function that a layer applies to each of its net inputs. */
export interface Activation {
	readonly name: string;
	/** The activation of net input x. Finite for every finite x. */
	of(x: number): number;
	/** The derivative at the x whose activation is y, from y alone: what the backward pass has kept. */
	slope(y: number): number;
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

/** Every activation by its name. */
export const activations = { sigmoid, tanh, identity, softplus, relu } as const;

export type ActivationName = keyof typeof activations;

/** The activation of this name, or the one that was given. Throws a RangeError on anything else. */
export function toActivation(
	which: Activation | ActivationName,
	argument = "activation",
): Activation {
	if (typeof which === "string" && Object.hasOwn(activations, which)) return activations[which];
	if (typeof which === "object" && typeof which?.of === "function") return which;
	const names = Object.keys(activations).join(", ");
	throw new RangeError(
		`${argument} must be one of ${names} or an Activation (got ${inWords(which)})`,
	);
}
