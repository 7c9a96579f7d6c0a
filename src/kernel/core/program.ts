import { compilerHost } from "./compiler-host.js";
import type { Files } from "./files.js";
import { outDir, type Settings } from "./settings.js";
import {
	internalsOf,
	parseCell,
	resolvedModule,
	type Ts,
	type TypeScript,
	withoutMapComment,
} from "./typescript.js";

/** What tslab's converter uses of the program builder that TypeScript's watcher would give it. */
export interface Builder {
	getSourceFile(path: string): TypeScript.SourceFile | undefined;
	getProgram(): TypeScript.Program;
	getAllDependencies(file: TypeScript.SourceFile): string[];
	emit(
		file: TypeScript.SourceFile,
		write: (path: string, text: string) => void,
		cancellation: undefined,
		emitOnly: undefined,
		transformers: TypeScript.CustomTransformers,
	): void;
}

interface WatchHost {
	system: TypeScript.System;
	roots: string[];
	/** The converter puts this here. */
	afterProgramCreate?(builder: Builder): void;
}

interface Known {
	stamp: string | undefined;
	text: string;
	file: TypeScript.SourceFile;
	isDocumented: boolean;
}

/** The converter has one file for the cell that it compiles, and one for what is declared before. */
export const cellFile = "__tslab__.ts";
/** The line that the converter puts before the cell. */
export const cellPrefix = "export {};\n";
const declarationsFile = "__prev__.d.ts";

/**
 * TypeScript's programs for tslab's converter: a new one for each cell, from the files of the one
 * before. No file is watched; those that are not in `node_modules` are looked at for each cell.
 */
export class Programs {
	/** The emitted cell's source map. */
	mappings = "";
	/** The types of all of Node, and not only what `globals.d.ts` has. */
	nodeTypes = false;
	/** What libraries and packages say of themselves is read, too: it fills 10 MB. */
	isDocumented = false;
	/** Modules that were not found are looked for again. */
	looksAgain = false;
	/** Change what a cell's source becomes before anything else does. */
	transforms: TypeScript.TransformerFactory<TypeScript.SourceFile>[] = [];
	/** Local modules in which no error was found, as long as no local module changes. */
	readonly clean = new Set<TypeScript.SourceFile>();
	readonly #ts: Ts;
	readonly #files: Files;
	readonly #settings: Settings;
	readonly #known = new Map<string, Known>();
	#current: TypeScript.Program | undefined;

	constructor(ts: Ts, files: Files, settings: Settings) {
		this.#ts = ts;
		this.#files = files;
		this.#settings = settings;
	}

	get program(): TypeScript.Program {
		if (!this.#current) throw new Error("no program has been made");
		return this.#current;
	}

	/** In the place of `ts.createWatchCompilerHost`. */
	createHost(roots: string[], system: TypeScript.System): WatchHost {
		return { system, roots };
	}

	/** In the place of `ts.createWatchProgram`. */
	watch(host: WatchHost) {
		const { system } = host;
		let scheduled = false;
		const rebuild = () => {
			scheduled = false;
			host.afterProgramCreate?.(this.#createBuilder(host));
		};
		const schedule = () => {
			if (scheduled) return;
			scheduled = true;
			system.setTimeout?.(rebuild, 0);
		};
		for (const path of host.roots) system.watchFile?.(path, schedule);
		rebuild();
		return {
			close: () => {},
			updateRootFileNames(roots: string[]) {
				host.roots = roots;
				schedule();
			},
		};
	}

	/** The program is made when it is asked for: the converter first wants the cell's names only. */
	#createBuilder(host: WatchHost): Builder {
		let program: TypeScript.Program | undefined;
		const getProgram = () => {
			program ??= this.#createProgram(host);
			return program;
		};
		return {
			getProgram,
			getSourceFile: (path) => {
				if (program || !isConverters(path)) return getProgram().getSourceFile(path);
				const { options } = this.#settings;
				const languageVersion = options.target ?? this.#ts.ScriptTarget.ESNext;
				const file = this.#sourceFile(path, { languageVersion }, host.system);
				if (file) this.#ts.bindSourceFile(file, options);
				return file;
			},
			// Modules are checked and emitted beside the converter.
			getAllDependencies: ({ fileName }) => [fileName],
			emit: (file, write, _cancellation, _emitOnly, { afterDeclarations }) => {
				const transformers = { before: this.transforms, afterDeclarations };
				const take = (path: string, text: string) => {
					if (path.endsWith(".map")) this.mappings = JSON.parse(text).mappings;
					else write(`${outDir}/${path.slice(path.lastIndexOf("/") + 1)}`, text);
				};
				this.#emit(getProgram(), file, take, transformers);
				// The converter takes out of it what the cell has declared again.
				this.#known.delete(`${this.#settings.folder}/${declarationsFile}`);
			},
		};
	}

	/** Emits code and declarations; these with what cannot be declared left out, and never not. */
	#emit(
		program: TypeScript.Program,
		file: TypeScript.SourceFile,
		write: TypeScript.WriteFileCallback,
		transformers: TypeScript.CustomTransformers,
	): void {
		const emit = program.emit as (...args: unknown[]) => void;
		emit(file, write, undefined, undefined, transformers, true);
	}

	/** A local module as it will run, and its source map's mappings. */
	emitModule(file: TypeScript.SourceFile): { code: string; mappings: string } {
		const emitted = { code: "", mappings: "" };
		const write = (path: string, text: string) => {
			if (path.endsWith(".map")) emitted.mappings = JSON.parse(text).mappings;
			else emitted.code = withoutMapComment(text);
		};
		const codeOnly = 0;
		const emit = this.program.emit as (...args: unknown[]) => void;
		emit(file, write, undefined, codeOnly);
		return emitted;
	}

	/** What the imports of a file mean that are local modules: their names and paths. */
	localImports(file: TypeScript.SourceFile): Map<string, string> {
		const found = new Map<string, string>();
		for (const specifier of internalsOf(file).imports ?? []) {
			const module = resolvedModule(this.program, specifier, file);
			if (!module || module.isExternalLibraryImport) continue;
			const path = module.resolvedFileName;
			if (!path.includes("/node_modules/") && !/\.d\.[cm]?ts$/.test(path)) {
				found.set(specifier.text, path);
			}
		}
		return found;
	}

	/** The local modules that a file needs, and those that these need. */
	dependencies(file: TypeScript.SourceFile): TypeScript.SourceFile[] {
		const found = new Set([file]);
		for (const each of found) {
			for (const path of this.localImports(each).values()) {
				const dependency = this.program.getSourceFile(path);
				if (dependency) found.add(dependency);
			}
		}
		found.delete(file);
		return [...found];
	}

	#createProgram({ roots, system }: WatchHost): TypeScript.Program {
		const { options, globals, nodeTypes, always } = this.#settings;
		const looksAgain = this.looksAgain;
		this.looksAgain = false;
		const program = this.#ts.createProgram({
			rootNames: [...roots, ...always, ...(this.nodeTypes ? [] : [globals])],
			options: this.nodeTypes ? { ...options, types: nodeTypes } : options,
			host: compilerHost(this.#ts, this.#files, this.#settings, system, {
				getSourceFile: (path, options) => this.#sourceFile(path, options, system),
				hasInvalidatedResolutions: () => looksAgain,
			}),
			oldProgram: this.#current,
		});
		this.#current = program;
		if (!this.nodeTypes && program.getSourceFiles().some(isNodeTypes)) {
			// A package has asked for them: there must not be two descriptions of the same.
			this.nodeTypes = true;
			return this.#createProgram({ roots, system });
		}
		return program;
	}

	/** Whether a file was checked before, and nothing has changed since. */
	isPrepared(path: string): boolean {
		return this.#files.prepared?.(path) !== undefined;
	}

	/** The same object as long as the text is the same: then TypeScript need not look at it again. */
	#sourceFile(
		path: string,
		options: TypeScript.ScriptTarget | TypeScript.CreateSourceFileOptions,
		system: TypeScript.System,
	): TypeScript.SourceFile | undefined {
		const known = this.#known.get(path);
		const isForeign = path.startsWith(this.#settings.libFolder) || path.includes("/node_modules/");
		if (known && isForeign && (known.isDocumented || !this.isDocumented)) return known.file;
		const stamp = isForeign ? undefined : this.#files.stamp(path);
		if (known && stamp !== undefined && stamp === known.stamp) return known.file;
		const text = this.#settings.library.get(path) ?? readSource(system, path);
		if (text !== undefined && text === known?.text && !isForeign) {
			known.stamp = stamp;
			return known.file;
		}
		// A new cell changes nothing for the modules.
		if (!isConverters(path)) this.clean.clear();
		if (text === undefined) {
			this.#known.delete(path);
			return undefined;
		}
		const isCell = path.endsWith(`/${cellFile}`);
		const { isDocumented } = this;
		const { ParseAll, ParseNone } = this.#ts.JSDocParsingMode;
		const file = isCell
			? parseCell(this.#ts, path, text, options)
			: this.#ts.createSourceFile(path, text, {
					...(typeof options === "object" ? options : { languageVersion: options }),
					jsDocParsingMode: isForeign && !isDocumented ? ParseNone : ParseAll,
				});
		this.#known.set(path, { stamp, text, file, isDocumented });
		return file;
	}
}

/**
 * The converter exports all names of a cell, and as TypeScript keeps them: `__x` is `___x` there,
 * and what begins with two of them is TypeScript's own.
 */
function readSource(system: TypeScript.System, path: string): string | undefined {
	const text = system.readFile(path);
	if (!path.endsWith(`/${cellFile}`)) return text;
	return text?.replace(/\nexport \{([^}\n]*)\}$/, (_, list: string) => {
		const names = list.split(", ").filter((name) => !/^__(?!_)/.test(name));
		return `\nexport {${names.map((name) => name.replace(/^___/, "__")).join(", ")}}`;
	});
}

/** Whether a file is one of the two that the converter makes up. */
function isConverters(path: string): boolean {
	return path.endsWith(`/${cellFile}`) || path.endsWith(`/${declarationsFile}`);
}

function isNodeTypes({ fileName }: TypeScript.SourceFile): boolean {
	return fileName.includes("/@types/node/");
}
