import type { Files, Language } from "./files.js";
import type { Ts, TypeScript } from "./typescript.js";

/** Where the compiler finds things. Paths are absolute. */
export interface Places {
	/** Cells import from here: their notebook's folder. */
	folder: string;
	/** Where the kernel is installed: what is not found from the folder may be found from here. */
	home: string;
	/** TypeScript's own lib files. */
	libFolder: string;
	/** The types of the globals that most cells need: `globals.d.ts`. */
	globals: string;
	/** Declaration files that are always there. */
	always: readonly string[];
	/** Folders with the types of packages that come with the kernel, those of Node among them. */
	typeRoots: readonly string[];
}

export interface Settings extends Places {
	options: TypeScript.CompilerOptions;
	/** The names of packages with types for every file, Node's among them. */
	nodeTypes: string[];
	/** The file name of the library that `options.lib` names. */
	lib: string;
	/** The texts of lib files, by their paths. */
	library: ReadonlyMap<string, string>;
}

/** What of the nearest `tsconfig.json` holds for cells. */
const fromProject = [
	...["strict", "noImplicitAny", "noImplicitThis", "alwaysStrict", "strictNullChecks"],
	...["strictFunctionTypes", "strictBindCallApply", "strictPropertyInitialization"],
	...["strictBuiltinIteratorReturn", "useUnknownInCatchVariables", "exactOptionalPropertyTypes"],
	...["noUncheckedIndexedAccess", "noPropertyAccessFromIndexSignature", "noImplicitOverride"],
	...["noImplicitReturns", "noFallthroughCasesInSwitch", "allowUnreachableCode"],
	...[
		"jsx",
		"jsxFactory",
		"jsxFragmentFactory",
		"jsxImportSource",
		"paths",
		"pathsBasePath",
		"baseUrl",
	],
	...["experimentalDecorators", "emitDecoratorMetadata", "useDefineForClassFields"],
	...["customConditions", "allowArbitraryExtensions", "checkJs"],
];

/** Where the converter looks for what is emitted; nothing is written. */
export const outDir = "outDir";

export function makeSettings(ts: Ts, files: Files, language: Language, places: Places): Settings {
	const { folder, home, libFolder } = places;
	const lib = "lib.kernel.d.ts";
	const project = projectOptions(ts, files, folder);
	const chosen = fromProject.filter((name) => project[name] !== undefined);
	const types = (project.types ?? []).filter((name) => name !== "node" && name !== "*");
	const options: TypeScript.CompilerOptions = {
		strict: false,
		checkJs: true,
		jsx: ts.JsxEmit.React,
		...Object.fromEntries(chosen.map((name) => [name, project[name]])),
		// The newest that leaves nothing in the code that Node 20 does not have.
		target: ts.ScriptTarget.ES2025,
		module: ts.ModuleKind.ESNext,
		moduleResolution: ts.ModuleResolutionKind.Bundler,
		moduleDetection: ts.ModuleDetectionKind.Auto,
		lib: [lib],
		types,
		typeRoots: [
			...ancestors(folder).map((path) => `${path}/node_modules/@types`),
			...places.typeRoots,
		],
		esModuleInterop: true,
		resolveJsonModule: true,
		allowImportingTsExtensions: true,
		allowJs: true,
		skipLibCheck: true,
		declaration: true,
		sourceMap: true,
		newLine: ts.NewLineKind.LineFeed,
		// Everything: cells may import from outside their folder.
		rootDir: ancestors(folder).at(-1),
		// For the completion of import paths; what is imported is found by `program.ts`.
		rootDirs: [folder, home],
		outDir,
	};
	if (options.jsx === ts.JsxEmit.Preserve || options.jsx === ts.JsxEmit.ReactNative) {
		options.jsx = ts.JsxEmit.React;
	}
	const library = joinLibraries(files, libFolder, lib, language.libs);
	return { ...places, options, nodeTypes: [...types, "node"], lib, library };
}

function projectOptions(ts: Ts, files: Files, folder: string): TypeScript.CompilerOptions {
	const path = ancestors(folder)
		.map((ancestor) => `${ancestor}/tsconfig.json`)
		.find((candidate) => files.stamp(candidate) !== undefined);
	if (path === undefined) return {};
	const { config } = ts.readConfigFile(path, files.read);
	const host: TypeScript.ParseConfigHost = {
		useCaseSensitiveFileNames: true,
		readDirectory: () => [],
		fileExists: (file) => files.stamp(file) !== undefined,
		readFile: files.read,
	};
	return ts.parseJsonConfigFileContent(config ?? {}, host, parentOf(path), undefined, path).options;
}

/** A folder and all that it is in, from the inside out. */
export function ancestors(folder: string): string[] {
	const parent = parentOf(folder);
	return parent === folder ? [folder] : [folder, ...ancestors(parent)];
}

function parentOf(path: string): string {
	return path.slice(0, path.lastIndexOf("/")) || path.slice(0, path.indexOf("/") + 1) || path;
}

/**
 * JavaScript is described in some hundred files, and many add to the same interfaces. TypeScript
 * puts these together for each cell again, unless they stand in one file: `name` gets all that
 * `libs` need in it, and the files that it was made of become empty.
 */
function joinLibraries(
	files: Files,
	folder: string,
	name: string,
	libs: readonly string[],
): Map<string, string> {
	const library = new Map<string, string>();
	/** One of them is a module, and would make one of what stands beside it. */
	const apart: string[] = [];
	const read = (lib: string): string => {
		const path = `${folder}/lib.${lib}.d.ts`;
		if (library.has(path)) return "";
		const text = files.read(path) ?? "";
		if (/^export \{\};?$/m.test(text)) {
			apart.push(`/// <reference lib="${lib}" />`);
			return "";
		}
		library.set(path, "");
		return text.replace(/^\/\/\/ <reference lib="(.+)" \/>/gm, (_, other: string) => read(other));
	};
	const texts = libs.map(read);
	library.set(`${folder}/${name}`, [...apart, ...texts].join("\n"));
	return library;
}
