/**
 * The only seam with tslab: loads its converter with a TypeScript whose options are tuned.
 * What is relied upon is written down in this folder's README.
 */
import { statSync } from "node:fs";
import { createRequire, Module } from "node:module";
import { join, relative } from "node:path";
import type * as TypeScript from "@tslab/typescript-for-tslab";
import type { Converter, Diagnostic } from "tslab/dist/converter.js";
import type { CodeMetadata } from "tslab/dist/metadata.js";

export type { Diagnostic, TypeScript };

/** Parts of TypeScript that it exports but does not declare. */
interface Internals {
	bindSourceFile(file: TypeScript.SourceFile, options: TypeScript.CompilerOptions): void;
	/** An addition of tslab's TypeScript. */
	getPreEmitDiagnosticsOfFiles(
		program: TypeScript.Program,
		files: TypeScript.SourceFile[],
	): TypeScript.Diagnostic[];
}
type Ts = typeof TypeScript & Internals;

export interface Tslab {
	ts: Ts;
	version: string;
	/** A converter for cells; with the types of Node if `nodeTypes`. */
	createConverter(nodeTypes: boolean): Converter;
	isCompleteCode(code: string): { completed: boolean; indent?: string };
	codeMetadata(code: string): CodeMetadata;
	printQuickInfo(info: TypeScript.QuickInfo): string;
	/** Tells the converter which files have changed on disk since the last call. */
	refresh(): void;
}

/**
 * @param root the repository: cells import from here
 * @param typescript the TypeScript to load: the build has one without spaces
 * @param globals a declaration file with the globals that cells and modules may use
 */
export function loadTslab(root: string, typescript: string, globals: string): Tslab {
	const require = createRequire(join(root, "package.json"));
	const id = require.resolve("@tslab/typescript-for-tslab");
	const ts = require(typescript) as Ts;
	ts.sys.getExecutingFilePath = () => id;
	const watched = watchOnDemand(ts);
	joinLibraries(ts, join(id, ".."), "lib.es2022.d.ts");
	let nodeTypes = false;

	const createWatchCompilerHost = (
		files: string[],
		options: TypeScript.CompilerOptions,
		system: TypeScript.System,
		_createProgram: unknown,
		...rest: unknown[]
	) =>
		(ts.createWatchCompilerHost as (...args: unknown[]) => unknown)(
			nodeTypes ? files : [...files, globals],
			{
				...options,
				types: nodeTypes ? ["node"] : [],
				disableTopLevelAwait: false,
				inlineSourceMap: true,
			},
			system,
			createProgramWithModules(ts),
			...rest,
		);
	// The emitted modules stay as they are: cells.ts and compiler.ts turn them into functions.
	const transpileModule = (text: string) => ({ outputText: text });
	// Modules that were found to be right stay right until a file changes.
	const clean = new Set<string>();
	const getPreEmitDiagnosticsOfFiles = (
		program: TypeScript.Program,
		files: TypeScript.SourceFile[],
	) => {
		const unsure = files.filter(({ fileName }) => !clean.has(fileName));
		const found = ts.getPreEmitDiagnosticsOfFiles(program, unsure);
		const faulty = new Set(found.map(({ file }) => file?.fileName));
		for (const { fileName } of unsure) {
			if (!faulty.has(fileName) && !isCell(fileName)) clean.add(fileName);
		}
		return found;
	};
	const tuned: unknown = Object.create(ts, {
		__esModule: { value: true },
		createWatchCompilerHost: { value: createWatchCompilerHost },
		transpileModule: { value: transpileModule },
		getPreEmitDiagnosticsOfFiles: { value: getPreEmitDiagnosticsOfFiles },
	});
	const module = new Module(id);
	Object.assign(module, { exports: tuned, loaded: true, filename: id });
	require.cache[id] = module;
	const converter = require("tslab/dist/converter.js") as typeof import("tslab/dist/converter.js");
	const metadata = require("tslab/dist/metadata.js") as typeof import("tslab/dist/metadata.js");
	const inspect = require("tslab/dist/inspect.js") as typeof import("tslab/dist/inspect.js");

	return {
		ts,
		version: (require("tslab/package.json") as { version: string }).version,
		createConverter(withNode) {
			nodeTypes = withNode;
			watched.clear();
			clean.clear();
			const made = converter.createConverter();
			return {
				...made,
				addModule(...args) {
					clean.clear();
					return made.addModule(...args);
				},
			};
		},
		isCompleteCode: converter.isCompleteCode,
		codeMetadata: metadata.getCodeMetadata,
		printQuickInfo: inspect.printQuickInfo,
		refresh() {
			for (const [path, file] of watched) {
				const stamp = fileStamp(path);
				if (stamp === file.stamp) continue;
				const { Changed, Deleted } = ts.FileWatcherEventKind;
				file.stamp = stamp;
				clean.clear();
				file.changed(path, stamp === "" ? Deleted : Changed);
			}
		},
	};
}

/** The converter has one file for the cell that it compiles; all others are modules. */
function isCell(fileName: string): boolean {
	return fileName.endsWith("/__tslab__.ts");
}

/**
 * The converter would have a local module emitted as it does a cell, and its declarations. It is
 * emitted as it will run instead: as CommonJS, with its source in its source map.
 */
function createProgramWithModules(ts: Ts) {
	type Create = TypeScript.CreateProgram<TypeScript.EmitAndSemanticDiagnosticsBuilderProgram>;
	const compilerOptions: TypeScript.CompilerOptions = {
		module: ts.ModuleKind.CommonJS,
		target: ts.ScriptTarget.ES2022,
		esModuleInterop: true,
		experimentalDecorators: true,
		jsx: ts.JsxEmit.React,
		inlineSourceMap: true,
		inlineSources: true,
	};
	return (...args: Parameters<Create>) => {
		const builder = ts.createEmitAndSemanticDiagnosticsBuilderProgram(...args);
		const { emit } = builder;
		builder.emit = (file, write, ...rest) => {
			const isModule = file && !isCell(file.fileName) && !file.fileName.endsWith(".json");
			if (!isModule || !write) return emit(file, write, ...rest);
			const { fileName, text } = file;
			const { outDir = "", rootDir = "" } = builder.getCompilerOptions();
			const path = join(outDir, relative(rootDir, fileName)).replace(/\.[jt]sx?$/, ".js");
			write(path, ts.transpileModule(text, { fileName, compilerOptions }).outputText, false);
			return { emitSkipped: false, diagnostics: [] };
		};
		return builder;
	};
}

/**
 * TypeScript would watch some hundred files and folders. Nobody needs to know of a change
 * before the next cell is compiled, so they are looked at then.
 */
function watchOnDemand(ts: Ts) {
	const watched = new Map<string, { stamp: string; changed: TypeScript.FileWatcherCallback }>();
	ts.sys.watchFile = (path, changed) => {
		if (!path.includes("/node_modules/")) watched.set(path, { stamp: fileStamp(path), changed });
		return { close: () => watched.delete(path) };
	};
	ts.sys.watchDirectory = () => ({ close: () => {} });
	return watched;
}

/**
 * A library of JavaScript is described in some sixty files, and many add to the same interfaces.
 * TypeScript puts these together for each cell again, unless they stand in one file: `name` is
 * read with all that it refers to in it, and what it refers to as empty.
 */
function joinLibraries(ts: Ts, folder: string, name: string): void {
	const { readFile } = ts.sys;
	const joined = new Set<string>();
	const read = (name: string): string => {
		joined.add(join(folder, name));
		const text = readFile(join(folder, name)) ?? "";
		return text.replace(/^\/\/\/ <reference lib="(.+)" \/>/gm, (_, lib: string) => {
			const other = `lib.${lib}.d.ts`;
			return joined.has(join(folder, other)) ? "" : read(other);
		});
	};
	const text = read(name);
	ts.sys.readFile = (path, encoding) => {
		if (path === join(folder, name)) return text;
		return joined.has(path) ? "" : readFile(path, encoding);
	};
}

function fileStamp(path: string): string {
	const stat = statSync(path, { throwIfNoEntry: false });
	return stat ? `${stat.mtimeMs} ${stat.size}` : "";
}
