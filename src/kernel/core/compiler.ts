import { rewriteCell, runtimeName } from "./cells.js";
import { check, isAboutNode, isUnresolved, type Naming, reportMistakes } from "./check.js";
import { completeAt } from "./complete.js";
import {
	pickDeclarations,
	pickNamespaces,
	withoutExports,
	withoutGlobals,
} from "./declarations.js";
import { inspectAt } from "./inspect.js";
import { ModuleVersions } from "./module-versions.js";
import type { Compiled, CompilerCalls, Completeness, Completion, Inspection } from "./ports.js";
import { cellFile, cellPrefix } from "./program.js";
import type { CellScript, ErrorReport, ModuleScript } from "./protocol.js";
import { type CodeMetadata, type Converted, Tslab, type TslabPlatform } from "./tslab.js";
import { internalsOf, parseCell, type TypeScript, withoutMapComment } from "./typescript.js";
import { isUnchecked } from "./unchecked.js";
import { lowerUsing, usingKind } from "./using.js";

/** What a compiler knows of the cells before: another one can go on with it. */
export interface Memory {
	readonly declarations: string;
	readonly before: string;
	readonly names: readonly (readonly [name: string, isShared: boolean])[];
	/** The cells that are modules, and their text. */
	readonly cellModules: readonly (readonly [name: string, code: string])[];
}

/** What is done about code whose types are wrong: it is refused, or shown and run. */
export type TypeErrors = "refuse" | "warn";

/** Type-checks and compiles cells, one after the other, and remembers what they declare. */
export class Compiler implements CompilerCalls {
	readonly tslab: Tslab;
	readonly #platform: TslabPlatform;
	readonly #typeErrors: TypeErrors;
	/** What the cells before declare, as tslab hands it on. */
	#declarations = "";
	/** The declarations before the cell that was compiled last. */
	#before = "";
	/** The values that cells have declared, and whether functions use them: see `cells.ts`. */
	readonly #names = new Map<string, boolean>();
	readonly #cellModules = new Map<string, string>();
	/** The local modules that were handed out, by their paths. */
	readonly #modules = new Map<string, { file: TypeScript.SourceFile; script: ModuleScript }>();
	readonly #versions: ModuleVersions;
	#memory: Memory | undefined;

	/** @param memory of a compiler that this one takes the place of */
	constructor(platform: TslabPlatform, typeErrors: TypeErrors = "refuse", memory?: Memory) {
		this.#platform = platform;
		this.#typeErrors = typeErrors;
		this.#versions = new ModuleVersions(platform.files, (path) => this.#modules.get(path)?.script);
		this.tslab = new Tslab(platform, check);
		if (memory) this.#restore(memory);
	}

	/** The same object as long as nothing has changed. */
	get memory(): Memory | undefined {
		return this.#memory;
	}

	#restore(memory: Memory): void {
		this.#declarations = memory.declarations;
		this.#before = memory.before;
		for (const [name, isShared] of memory.names) this.#names.set(name, isShared);
		for (const [name, code] of memory.cellModules) {
			this.#cellModules.set(name, code);
			this.tslab.converter.addModule(name, code, this.tslab.modules.getCodeMetadata(code));
		}
		this.#memory = memory;
	}

	#remember(): void {
		this.#memory = {
			declarations: this.#declarations,
			before: this.#before,
			names: [...this.#names],
			cellModules: [...this.#cellModules],
		};
	}

	reset(): void {
		this.#declarations = "";
		this.#names.clear();
		this.#remember();
	}

	/** Compiles a cell and forgets it: the first cells cost three times what later ones do. */
	warmUp(code = "const doubled = [1, 2].map((x) => 2 * x); doubled[0] + 1"): void {
		this.compile(code, "warm-up");
		this.reset();
		this.#modules.clear();
	}

	compile(code: string, name: string): Compiled {
		const meta = this.tslab.modules.getCodeMetadata(code);
		if (meta.module !== undefined) return this.#compileModule(meta.module, code, name, meta);
		return this.#compileCell(withoutExports(this.tslab.ts, code), code, name);
	}

	compileExpression(code: string): Compiled {
		const declarations = this.#declarations;
		const compiled = this.#compileCell(`(${code}\n)`, code, "expression");
		this.#declarations = declarations;
		this.#remember();
		return compiled;
	}

	withdraw(unset: string[]): void {
		if (unset.length === 0) return;
		const { ts } = this.tslab;
		const old = pickDeclarations(ts, this.#before, (name) => unset.includes(name));
		const lost = pickDeclarations(ts, this.#declarations, (name) => !unset.includes(name));
		if (old !== "") this.#declarations = old + lost;
		for (const name of unset) this.#names.set(name, true);
		this.#remember();
	}

	complete(code: string, position: number): Completion {
		return completeAt(this.tslab, this.#declarations, code, position);
	}

	inspect(code: string, position: number, detail: number): Inspection | undefined {
		const { ts, programs, converter } = this.tslab;
		programs.isDocumented = true;
		converter.inspect(this.#declarations, code, position);
		return inspectAt(ts, programs.program, this.tslab.cell, position + cellPrefix.length, detail);
	}

	isComplete(code: string): Completeness {
		const { ts } = this.tslab;
		const { completed, indent } = this.tslab.modules.isCompleteCode(code);
		if (!completed) return { status: "incomplete", indent: indent ?? "" };
		const { parseDiagnostics } = internalsOf(parseCell(ts, "cell.ts", code));
		if (parseDiagnostics.length === 0) return { status: "complete" };
		const isOpen = parseDiagnostics.some(({ start, code: number }) => {
			return start >= code.trimEnd().length || unterminated.has(number);
		});
		return isOpen ? { status: "incomplete", indent: "" } : { status: "invalid" };
	}

	#compileCell(source: string, code: string, name: string): Compiled {
		const { ts, programs } = this.tslab;
		// The converter puts an export behind the cell, and what is left open would run into it.
		const { parseDiagnostics } = internalsOf(
			parseCell(ts, `${this.#platform.places.folder}/${cellFile}`, cellPrefix + code),
		);
		if (parseDiagnostics.length > 0) {
			return { error: reportMistakes(ts, parseDiagnostics, this.#naming(name)) };
		}
		const runtime = runtimeName(code);
		programs.transforms = [lowerUsing(ts, runtime), ...(this.#platform.emission?.transforms ?? [])];
		const before = withoutGlobals(ts, this.#declarations, code);
		const converted = this.#convert(before, source, code);
		const found = this.tslab.found.length > 0 ? this.#report(name) : undefined;
		if (found && converted.diagnostics.length > 0) return { error: found };
		const warnings = isUnchecked(code) ? undefined : found;
		const { cell } = this.tslab;
		const last = cell.statements.findLast((each) => !ts.isExportDeclaration(each));
		const emitted = withoutMapComment(converted.output ?? "");
		const declared = new Set(
			Array.from(internalsOf(cell).locals?.keys() ?? [], ts.unescapeLeadingUnderscores),
		);
		const { names, captured, nestedVars, uses, ...rewritten } = rewriteCell(
			ts,
			emitted,
			{
				runtime,
				declared,
				hasResult: last !== undefined && ts.isExpressionStatement(last),
				using: usingKind(ts, cell),
			},
			{
				has: (known) => this.#names.has(known),
				isShared: (known) => this.#names.get(known) !== false,
			},
		);
		for (const [name, isShared] of names) this.#names.set(name, isShared);
		for (const shared of captured) this.#names.set(shared, true);
		this.#before = this.#declarations;
		const namespaces = pickNamespaces(ts, before, (name) => !declared.has(name));
		this.#declarations = (converted.declOutput ?? before) + namespaces;
		for (const name of nestedVars) this.#declarations += `declare let ${name}: any;\n`;
		this.#remember();
		const paths = Object.fromEntries(programs.localImports(cell));
		const { mappings } = programs;
		const origin = { name, emitted, source: code, prefixLines: 1, mappings };
		const script: CellScript = { ...rewritten, ...origin, paths };
		const modules = this.#changedModules(cell);
		const versioned = this.#versions.withVersions(uses, paths);
		return { script, modules, warnings, uses: versioned, versions: this.versions() };
	}

	versions = (): Record<string, string> => this.#versions.now();

	/** A cell that is a module: others import from it, and it runs when they do. */
	#compileModule(module: string, code: string, name: string, meta: CodeMetadata): Compiled {
		const add = () => this.tslab.converter.addModule(module, code, meta);
		this.tslab.isLenient = this.#isLenient(code);
		const fatal = this.#withNodeTypes(add, add());
		const found = this.tslab.found.length > 0 ? this.#report(name) : undefined;
		if (found && fatal.length > 0) return { error: found };
		this.#cellModules.set(module, code);
		const compiled = this.#compileCell("", "", name);
		return "error" in compiled
			? compiled
			: { ...compiled, warnings: isUnchecked(code) ? undefined : found };
	}

	#convert(declarations: string, source: string, code: string): Converted {
		const { ts, programs, converter } = this.tslab;
		const convert = () => converter.convert(declarations, source);
		this.tslab.isLenient = this.#isLenient(code);
		const converted = this.#withNodeTypes(convert, convert());
		programs.looksAgain = this.tslab.found.some((each) => isUnresolved(ts, each));
		return converted;
	}

	/** Whether wrong types are no reason not to run some code. */
	#isLenient(code: string): boolean {
		return this.#typeErrors === "warn" || isUnchecked(code);
	}

	/** Does something again once all types of Node are there, if it has found that it needs them. */
	#withNodeTypes<T>(again: () => T, result: T): T {
		const { programs, found } = this.tslab;
		const { language } = this.#platform;
		if (programs.nodeTypes || !found.some((each) => isAboutNode(this.tslab, language, each))) {
			return result;
		}
		programs.nodeTypes = true;
		programs.clean.clear();
		return again();
	}

	/** The local modules that a cell needs, as far as they are new or have changed. */
	#changedModules(cell: TypeScript.SourceFile): ModuleScript[] {
		const changed: ModuleScript[] = [];
		for (const file of this.tslab.programs.dependencies(cell)) {
			const known = this.#modules.get(file.fileName);
			if (known?.file === file) continue;
			const script = this.#emitModule(file);
			this.#modules.set(file.fileName, { file, script });
			const isSame = known?.script.code === script.code && known.script.source === script.source;
			if (!isSame) changed.push(script);
		}
		return changed;
	}

	#emitModule(file: TypeScript.SourceFile): ModuleScript {
		const path = file.fileName;
		const prepared = this.#platform.files.prepared?.(path);
		if (prepared) return prepared;
		const { programs } = this.tslab;
		const { commonJsModuleIndicator, externalModuleIndicator } = internalsOf(file);
		const isJson = path.endsWith(".json");
		const { code, mappings } = isJson
			? { code: file.text, mappings: "" }
			: (this.#platform.emission ?? programs).emitModule(file);
		// TypeScript takes a .cjs for a module of either kind.
		const isEsModule = externalModuleIndicator && !path.endsWith(".cjs");
		const kind = commonJsModuleIndicator && !isEsModule ? "commonjs" : "module";
		const prefixLines = this.#naming("").prefixLines(path);
		return {
			path,
			name: this.#naming("").nameOf(path),
			kind: isJson ? "json" : kind,
			code,
			mappings,
			prefixLines,
			source: file.text.split("\n").slice(prefixLines).join("\n"),
			paths: Object.fromEntries(programs.localImports(file)),
		};
	}

	#report(name: string): ErrorReport {
		return reportMistakes(this.tslab.ts, this.tslab.found, this.#naming(name));
	}

	#naming(cellName: string): Naming {
		const { folder, home } = this.#platform.places;
		const isCell = (path: string) => path === `${folder}/${cellFile}`;
		const inFolder = (path: string) => {
			const root = [folder, home].find((place) => path.startsWith(`${place}/`));
			return root === undefined ? path : path.slice(root.length + 1);
		};
		return {
			nameOf: (path) => (isCell(path) ? cellName : inFolder(path)),
			// A module that is on no disk is a cell.
			prefixLines: (path) =>
				isCell(path) || this.#platform.files.stamp(path) === undefined ? 1 : 0,
		};
	}
}

/** Unterminated string template, comment, regular expression: more may follow. */
const unterminated = new Set([1160, 1010]);
