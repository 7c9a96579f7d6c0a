import { createRequire, Module } from "node:module";
import { dirname, join } from "node:path";
import type { TslabModules, TslabPlatform } from "../core/tslab.js";
import { loadTypeScript } from "./code-cache.js";
import { diskFiles, type Folders, slashes } from "./files.js";
import { language } from "./language.js";

/** What the compiler needs, from the disk. */
export function tslabFromDisk({ folder, home, root }: Folders): TslabPlatform {
	const require = createRequire(join(folder, "main.cjs"));
	const types = dirname(dirname(require.resolve("@types/node/package.json")));
	return {
		ts: loadTypeScript(folder, require),
		files: diskFiles,
		language,
		places: {
			folder: slashes(root),
			home: slashes(home),
			libFolder: slashes(dirname(require.resolve("typescript"))),
			globals: slashes(join(folder, "globals.d.ts")),
			always: [slashes(join(folder, "always.d.ts"))],
			typeRoots: [slashes(types)],
		},
		loadTslab: (typescript) => loadTslab(require, typescript),
	};
}

/** tslab finds its TypeScript in Node's cache of modules. */
function loadTslab(require: NodeJS.Require, typescript: object): TslabModules {
	const id = createRequire(require.resolve("tslab/package.json")).resolve(
		"@tslab/typescript-for-tslab",
	);
	const module = new Module(id);
	Object.assign(module, { exports: typescript, loaded: true, filename: id });
	require.cache[id] = module;
	// A compiler before this one has had its own.
	const loaded = dirname(require.resolve("tslab/dist/converter.js"));
	for (const path of Object.keys(require.cache)) {
		if (path.startsWith(loaded)) delete require.cache[path];
	}
	const converter = require("tslab/dist/converter.js") as TslabModules;
	const metadata = require("tslab/dist/metadata.js") as TslabModules;
	return {
		version: (require("tslab/package.json") as { version: string }).version,
		createConverter: converter.createConverter,
		isCompleteCode: converter.isCompleteCode,
		getCodeMetadata: metadata.getCodeMetadata,
	};
}
