import { isBuiltin } from "node:module";
import type { Language } from "../core/files.js";
import { libs } from "../core/libs.js";

/** What Node's types have for modules of CommonJS. */
const ofModules = new Set(["require", "module", "exports", "__filename", "__dirname"]);

/** The JavaScript that this Node runs. */
export const language: Language = {
	libs,
	hasGlobal: (name) => name in globalThis || ofModules.has(name),
	isBuiltIn: isBuiltin,
};
