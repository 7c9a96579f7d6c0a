/**
 * The only seam with tslab: its converter works with a TypeScript in which a few functions are
 * exchanged. What is relied upon is written down in this folder's README.
 */
import type { Files, Language } from "./files.js";
import { cellFile, Programs } from "./program.js";
import { makeSettings, type Places, type Settings } from "./settings.js";
import { internalsOf, neverCancelled, type Ts, type TypeScript } from "./typescript.js";

/** What is used of `tslab/dist/converter.js`. */
export interface Converter {
	convert(declarations: string, source: string): Converted;
	complete(declarations: string, source: string, position: number): Completed;
	inspect(declarations: string, source: string, position: number): unknown;
	addModule(name: string, source: string, meta: CodeMetadata): unknown[];
}
export interface Converted {
	/** Something was found to be wrong; what, is in `Seam.found`. */
	diagnostics: unknown[];
	output?: string;
	declOutput?: string;
}
export interface Completed {
	start: number;
	end: number;
	candidates: string[];
	original?: TypeScript.CompletionInfo;
}
export interface CodeMetadata {
	/** The name of the module that a cell is: `@module name`. */
	module?: string;
	jsx?: boolean;
}

/** What is used of the files of tslab. */
export interface TslabModules {
	version: string;
	createConverter(): Converter;
	isCompleteCode(code: string): { completed: boolean; indent?: string };
	getCodeMetadata(code: string): CodeMetadata;
}

/** What the platform gives. */
export interface TslabPlatform {
	ts: Ts;
	files: Files;
	language: Language;
	places: Places;
	/** Loads tslab with the TypeScript that it is given. */
	loadTslab(typescript: object): TslabModules;
}

export interface Tslab extends TslabModules {
	ts: Ts;
	programs: Programs;
	settings: Settings;
	/** The file of the cell in the newest program. */
	readonly cell: TypeScript.SourceFile;
	converter: Converter;
	/** What the last `convert` has found to be wrong. */
	found: readonly TypeScript.Diagnostic[];
	/** Code whose types are wrong is compiled nevertheless. */
	isLenient: boolean;
}

/** @param check finds what is wrong with a file and all that it needs */
export function openTslab(
	platform: TslabPlatform,
	check: (tslab: Tslab, file: TypeScript.SourceFile) => TypeScript.Diagnostic[],
): Tslab {
	const { ts, files, language, places } = platform;
	const settings = makeSettings(ts, files, language, places);
	const programs = new Programs(ts, files, settings);
	const exchanged = {
		sys: systemOf(files, places),
		createWatchCompilerHost: (roots: string[], _options: unknown, system: TypeScript.System) =>
			programs.createHost(roots, system),
		createWatchProgram: programs.watch.bind(programs),
		getDefaultTypeRoots: () => settings.options.typeRoots,
		getNullTransformationContext: () => ts.nullTransformationContext,
		// What it emits stays an ES module.
		transpileModule: (outputText: string) => ({ outputText }),
		getPreEmitDiagnosticsOfFiles: (_: unknown, [file]: TypeScript.SourceFile[]) => find(file),
		getPreEmitDiagnostics: (_: unknown, file: TypeScript.SourceFile) => find(file),
		// What is under the cursor is looked up in the program that the converter makes for it.
		getQuickInfoAtPosition: () => undefined,
		Completions: { getCompletionsAtPositionForTslab: completionsAt },
	};
	const find = (file: TypeScript.SourceFile | undefined) => {
		tslab.found = file ? check(tslab, file) : [];
		const isFatal = ({ file, start }: TypeScript.Diagnostic) =>
			!tslab.isLenient ||
			(file && internalsOf(file).parseDiagnostics.length > 0 && start !== undefined);
		// The converter would take a message that has parts for several, and leave out its file.
		return tslab.found.filter(isFatal).map(({ category }) => ({ ...nothing, category, file }));
	};
	const descriptions = Object.entries(exchanged).map(([name, value]) => [name, { value }]);
	const modules = platform.loadTslab(
		Object.create(ts, { __esModule: { value: true }, ...Object.fromEntries(descriptions) }),
	);
	const tslab: Tslab = {
		...modules,
		ts,
		programs,
		settings,
		get cell() {
			const file = programs.program.getSourceFile(`${places.folder}/${cellFile}`);
			if (!file) throw new Error("there is no cell");
			return file;
		},
		converter: modules.createConverter(),
		found: [],
		isLenient: false,
	};
	return tslab;

	function completionsAt(
		_host: unknown,
		program: TypeScript.Program,
		log: (text: string) => void,
		file: TypeScript.SourceFile,
		position: number,
	): TypeScript.CompletionInfo | undefined {
		const { fileExists, directoryExists, readFile } = exchanged.sys;
		const host = {
			getCompilationSettings: () => settings.options,
			getCurrentDirectory: () => places.folder,
			useCaseSensitiveFileNames: () => true,
			getDirectories: (path: string) => files.list(path).folders,
			readDirectory: exchanged.sys.readDirectory,
			...{ fileExists, directoryExists, readFile, realpath: files.realPath },
		};
		return ts.Completions.getCompletionsAtPosition(
			host,
			program,
			log,
			file,
			position,
			{},
			undefined,
			ts.CompletionTriggerKind.Invoked,
			neverCancelled,
		);
	}
}

const nothing = { start: 0, length: 0, code: 1, messageText: "" };

/** A computer, as far as TypeScript and tslab need one. */
function systemOf(files: Files, { folder }: Places) {
	return {
		args: [],
		newLine: "\n",
		useCaseSensitiveFileNames: true,
		getCurrentDirectory: () => folder,
		getExecutingFilePath: () => folder,
		readFile: (path: string) => files.read(path),
		fileExists: (path: string) => files.stamp(path) !== undefined,
		directoryExists: (path: string) => files.isFolder(path),
		getDirectories: (path: string) => files.list(path).folders,
		readDirectory: (path: string, extensions: readonly string[] = []) =>
			files
				.list(path)
				.files.filter((name) => extensions.some((extension) => name.endsWith(extension)))
				.map((name) => `${path}/${name}`),
		realpath: files.realPath,
		watchFile: () => ({ close: () => {} }),
		write: () => {},
		writeFile: () => {},
		exit: () => {},
	};
}
