import type { Language } from "../core/files.js";
import { libs } from "../core/libs.js";

/** The JavaScript that this browser's workers run. */
export const language: Language = {
	libs,
	hasGlobal: (name) => name in globalThis,
	isBuiltIn: () => false,
};
