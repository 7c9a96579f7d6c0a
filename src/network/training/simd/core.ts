import { type Activation, activations, softmax } from "../../activations.js";
import { bytes, type Core } from "./core.generated.js";

/** What the compiled assembly/index.ts offers: its functions, and the settings of assembly/memory.ts. */
export type { Core };

/** The core's names for the activations. It has none that a reader has written. */
const codes = new Map<
	Activation,
	"IDENTITY" | "SIGMOID" | "TANH" | "SOFTPLUS" | "RELU" | "SOFTMAX"
>([
	[activations.identity, "IDENTITY"],
	[activations.sigmoid, "SIGMOID"],
	[activations.tanh, "TANH"],
	[activations.softplus, "SOFTPLUS"],
	[activations.relu, "RELU"],
	[softmax, "SOFTMAX"],
]);

/** Whether the core has this activation. */
export function hasActivation(activation: Activation): boolean {
	return codes.has(activation);
}

/** The core's number for an activation. Throws a RangeError for one that it does not have. */
export function activationCode(core: Core, activation: Activation): number {
	const code = codes.get(activation);
	if (code === undefined) throw new RangeError(`the core has no activation ${activation.name}`);
	return core[code].value;
}

let compiled: WebAssembly.Module | undefined;

/** A core with a memory of its own. Throws an Error where there is no WebAssembly SIMD. */
export function createCore(): Core {
	compiled ??= compile();
	return new WebAssembly.Instance(compiled).exports as unknown as Core;
}

function compile(): WebAssembly.Module {
	const code = Uint8Array.from(atob(bytes), (character) => character.charCodeAt(0));
	if (!WebAssembly.validate(code)) {
		throw new Error('backend "simd" needs WebAssembly SIMD, which is missing here: choose "plain"');
	}
	return new WebAssembly.Module(code);
}

/** What can be set in the core: a number for each variable of assembly/memory.ts. */
export type Settings = Partial<
	Record<{ [K in keyof Core]: Core[K] extends { value: number } ? K : never }[keyof Core], number>
>;

/** Writes settings, each times `unit`. */
export function configure(core: Core, settings: Settings, unit = 1): void {
	for (const [name, value] of Object.entries(settings)) {
		(core[name as keyof Core] as { value: number }).value = value * unit;
	}
}
