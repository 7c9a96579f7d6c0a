import { bytes } from "./core.generated.js";

/** What the compiled assembly/index.ts offers: its functions, and the settings of assembly/memory.ts. */
export type Core = Record<Setting, { value: number }> & {
	readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
	/** The first byte that is free. */
	readonly free: { readonly value: number };
	activate(kind: number, row: number, columns: number): void;
	rnnStep(): void;
	rnnGradients(shift: number, scale: number, add: number): void;
	lstmStep(): void;
	lstmGradients(shift: number, scale: number, add: number): void;
	gradientNorm(): number;
	descend(alpha: number): void;
	adam(
		alpha: number,
		beta1: number,
		beta2: number,
		epsilon: number,
		first: number,
		second: number,
		scale: number,
	): void;
};

export type Setting =
	| ("X" | "H" | "Y" | "H4" | "T" | "T4" | "f" | "g" | "biases")
	| ("parameters" | "parameterBytes" | "x" | "d" | "mask" | "E" | "y" | "delta_y" | "h" | "delta_h")
	| ("W" | "b_y" | "V" | "U" | "b_h")
	| ("W_h" | "W_x" | "b" | "gates" | "delta_gates" | "C" | "tanh_C" | "delta_C");

// Both belong to the host, not to the language, so the language's own types do not have them.
declare function atob(base64: string): string;
declare const WebAssembly: {
	validate(bytes: Uint8Array): boolean;
	Module: new (bytes: Uint8Array) => object;
	Instance: new (module: object) => { readonly exports: unknown };
};

let compiled: object | undefined;

/** A core with a memory of its own. Throws an Error where the host has no WebAssembly SIMD. */
export function createCore(): Core {
	compiled ??= compile();
	return new WebAssembly.Instance(compiled).exports as Core;
}

function compile(): object {
	const code = Uint8Array.from(atob(bytes), (character) => character.charCodeAt(0));
	if (!WebAssembly.validate(code)) {
		throw new Error('backend "simd" needs WebAssembly SIMD, which is missing here: choose "plain"');
	}
	return new WebAssembly.Module(code);
}

/** Writes settings, each times `unit`. */
export function configure(core: Core, settings: Partial<Record<Setting, number>>, unit = 1): void {
	for (const [name, value] of Object.entries(settings)) core[name as Setting].value = value * unit;
}
