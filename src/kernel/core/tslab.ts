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

/** What the platform does to code, beside TypeScript, on its way to JavaScript. */
export interface Emission {
	/** For cells, after those of the kernel. */
	readonly transforms: readonly TypeScript.TransformerFactory<TypeScript.SourceFile>[];
	/** A local module as the platform loads it, and its source map's mappings. */
	emitModule(file: TypeScript.SourceFile): { code: string; mappings: string };
}

/** What the platform gives. */
export interface TslabPlatform {
	ts: Ts;
	files: Files;
	language: Language;
	places: Places;
	/** Loads tslab with the TypeScript that it is given. */
	loadTslab(typescript: object): TslabModules;
	/** Without it, modules stay ES modules. */
	emission?: Emission;
}

/** tslab's converter, and the TypeScript that it works with. */
export class Tslab {
	readonly ts: Ts;
	readonly programs: Programs;
	readonly settings: Settings;
	readonly modules: TslabModules;
	readonly converter: Converter;
	/** What the last `convert` has found to be wrong. */
	found: readonly TypeScript.Diagnostic[] = [];
	/** Code whose types are wrong is compiled nevertheless. */
	isLenient = false;
	readonly #files: Files;
	readonly #system: ReturnType<typeof systemOf>;
	readonly #check: Check;

	/** @param check finds what is wrong with a file and all that it needs */
	constructor({ ts, files, language, places, loadTslab }: TslabPlatform, check: Check) {
		this.ts = ts;
		this.settings = makeSettings(ts, files, language, places);
		this.programs = new Programs(ts, files, this.settings);
		this.#files = files;
		this.#system = systemOf(files, places);
		this.#check = check;
		const exchanged = Object.entries({ __esModule: true, ...this.#exchanged() });
		const properties = exchanged.map(([name, value]) => [name, { value }]);
		this.modules = loadTslab(Object.create(ts, Object.fromEntries(properties)));
		this.converter = this.modules.createConverter();
	}

	/** The file of the cell in the newest program. */
	get cell(): TypeScript.SourceFile {
		const file = this.programs.program.getSourceFile(`${this.settings.folder}/${cellFile}`);
		if (!file) throw new Error("there is no cell");
		return file;
	}

	#exchanged() {
		const { ts, programs, settings } = this;
		return {
			sys: this.#system,
			createWatchCompilerHost: (roots: string[], _: unknown, system: TypeScript.System) =>
				programs.createHost(roots, system),
			createWatchProgram: programs.watch.bind(programs),
			getDefaultTypeRoots: () => settings.options.typeRoots,
			getNullTransformationContext: () => ts.nullTransformationContext,
			// What it emits stays an ES module.
			transpileModule: (outputText: string) => ({ outputText }),
			getPreEmitDiagnosticsOfFiles: (_: unknown, [file]: TypeScript.SourceFile[]) =>
				this.#find(file),
			getPreEmitDiagnostics: (_: unknown, file: TypeScript.SourceFile) => this.#find(file),
			// What is under the cursor is looked up in the program that the converter makes for it.
			getQuickInfoAtPosition: () => undefined,
			Completions: { getCompletionsAtPositionForTslab: this.#completions.bind(this) },
		};
	}

	/**
	 * What keeps the converter from emitting. It would take a message that has parts for several,
	 * and leave out its file: it is told that there is something, and not what.
	 */
	#find(file: TypeScript.SourceFile | undefined) {
		this.found = file ? this.#check(this, file) : [];
		const isFatal = (diagnostic: TypeScript.Diagnostic) =>
			!this.isLenient ||
			(diagnostic.file && internalsOf(diagnostic.file).parseDiagnostics.length > 0);
		const nothing = { start: 0, length: 0, code: 1, messageText: "" };
		return this.found.filter(isFatal).map(({ category }) => ({ ...nothing, category, file }));
	}

	#completions(
		_host: unknown,
		program: TypeScript.Program,
		log: (text: string) => void,
		file: TypeScript.SourceFile,
		position: number,
	): TypeScript.CompletionInfo | undefined {
		const { fileExists, directoryExists, readFile, readDirectory } = this.#system;
		const host = {
			getCompilationSettings: () => this.settings.options,
			getCurrentDirectory: () => this.settings.folder,
			useCaseSensitiveFileNames: () => true,
			getDirectories: (path: string) => this.#files.list(path).folders,
			...{ fileExists, directoryExists, readFile, readDirectory },
			realpath: this.#files.realPath,
		};
		return this.ts.Completions.getCompletionsAtPosition(
			host,
			program,
			log,
			file,
			position,
			{},
			undefined,
			this.ts.CompletionTriggerKind.Invoked,
			neverCancelled,
		);
	}
}

type Check = (tslab: Tslab, file: TypeScript.SourceFile) => TypeScript.Diagnostic[];

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
