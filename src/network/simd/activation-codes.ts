import { type Activation, activations } from "../activations.js";

/** The numbers by which assembly/activations.ts knows the activations. */
const codes = new Map<Activation, number>([
	[activations.identity, 0],
	[activations.sigmoid, 1],
	[activations.tanh, 2],
	[activations.softplus, 3],
	[activations.relu, 4],
]);

/** Whether the core has this activation. It has none that a reader has written. */
export function hasActivation(activation: Activation): boolean {
	return codes.has(activation);
}

/** The core's number for an activation. Throws a RangeError for one that it does not have. */
export function activationCode(activation: Activation): number {
	const code = codes.get(activation);
	if (code === undefined) throw new RangeError(`the core has no activation ${activation.name}`);
	return code;
}
