import type { TslabModules, TslabPlatform } from "../core/tslab.js";
import type { Ts } from "../core/typescript.js";
import { emissionFor } from "./emission.js";
import { home, type MemoryFiles } from "./files.js";
import { language } from "./language.js";

/** What the compiler needs, from memory. @param folder in which cells run */
export function tslabFromMemory(
	ts: Ts,
	files: MemoryFiles,
	folder: string,
	canStop: boolean,
): TslabPlatform {
	return {
		ts,
		files,
		language,
		places: {
			folder,
			home,
			libFolder: `${home}/node_modules/typescript/lib`,
			globals: `${home}/globals.d.ts`,
			always: [`${home}/always.d.ts`],
			typeRoots: [`${home}/node_modules/@types`],
		},
		emission: emissionFor(ts, canStop),
		loadTslab,
	};
}

/**
 * tslab's modules find the TypeScript that they are to work with under a global name: the bundler
 * has put it in the place of their own. They are loaded when they are first asked for.
 */
function loadTslab(typescript: object): TslabModules {
	Object.assign(globalThis, { tslabTypeScript: typescript });
	const { createConverter, isCompleteCode } = require("tslab/dist/converter.js") as TslabModules;
	const { getCodeMetadata } = require("tslab/dist/metadata.js") as TslabModules;
	const { version } = require("tslab/package.json") as { version: string };
	return { version, createConverter, isCompleteCode, getCodeMetadata };
}
