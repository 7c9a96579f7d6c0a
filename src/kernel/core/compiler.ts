import { rewriteCell, runtimeName } from "./cells.js";
import { check, isAboutNode, isUnresolved, type Naming, reportMistakes } from "./check.js";
import { pickDeclarations, withoutExports } from "./declarations.js";
import { inspectAt } from "./inspect.js";
import type { Compiled, CompilerCalls, Completeness, Completion, Inspection } from "./ports.js";
import { cellFile } from "./program.js";
import type { CellScript, ErrorReport, ModuleScript } from "./protocol.js";
import { type CodeMetadata, type Converted, Tslab, type TslabPlatform } from "./tslab.js";
import { internalsOf, parseCell, type TypeScript, withoutMapComment } from "./typescript.js";
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

/** Converters add a line before what the user wrote. */
const prefix = "export {};\n";

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
	#memory: Memory | undefined;

	/** @param memory of a compiler that this one takes the place of */
	constructor(platform: TslabPlatform, typeErrors: TypeErrors = "refuse", memory?: Memory) {
		this.#platform = platform;
		this.#typeErrors = typeErrors;
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

	/** Compiles a typical cell and forgets it: the first cells cost three times what later ones do. */
	warmUp(): void {
		this.compile("const doubled = [1, 2].map((x) => 2 * x); doubled[0] + 1", "warm-up");
		this.reset();
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
		const found = this.tslab.converter.complete(this.#declarations, code, position);
		const entries = found.original?.entries ?? [];
		const kinds = new Map(entries.map(({ name, kind }) => [name, kind]));
		let { start, end, candidates } = found;
		const token = this.tslab.ts.getTokenAtPosition(this.tslab.cell, position + prefix.length - 1);
		if (this.tslab.ts.isStringLiteralLike(token)) {
			// The path of a module, or one of some texts: what stands before the cursor begins it.
			const span = entries[0]?.replacementSpan;
			const [word = ""] = /[\w$]*$/.exec(code.slice(0, position)) ?? [];
			start = span ? span.start - prefix.length : position - word.length;
			end = span ? start + span.length : position;
			const typed = code.slice(start, position);
			candidates = candidates.filter((text) => text.startsWith(typed));
		}
		return {
			start,
			end,
			candidates: candidates.map((text) => ({ text, kind: kinds.get(text) ?? "" })),
		};
	}

	inspect(code: string, position: number, detail: number): Inspection | undefined {
		const { ts, programs, converter } = this.tslab;
		programs.isDocumented = true;
		converter.inspect(this.#declarations, code, position);
		return inspectAt(ts, programs.program, this.tslab.cell, position + prefix.length, detail);
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
		const runtime = runtimeName(code);
		programs.transform = lowerUsing(ts, runtime);
		const converted = this.#convert(source, code);
		const warnings = this.tslab.found.length > 0 ? this.#report(name) : undefined;
		if (warnings && converted.diagnostics.length > 0) return { error: warnings };
		const { cell } = this.tslab;
		const last = cell.statements.findLast((statement) => !ts.isExportDeclaration(statement));
		const emitted = withoutMapComment(converted.output ?? "");
		const { names, captured, nestedVars, ...rewritten } = rewriteCell(
			ts,
			emitted,
			{
				runtime,
				declared: new Set(
					Array.from(internalsOf(cell).locals?.keys() ?? [], ts.unescapeLeadingUnderscores),
				),
				hasResult: last !== undefined && ts.isExpressionStatement(last),
				using: usingKind(ts, cell),
			},
			{
				has: (known) => this.#names.has(known),
				isShared: (known) => this.#names.get(known) !== false,
			},
		);
		for (const [declared, isShared] of names) this.#names.set(declared, isShared);
		for (const shared of captured) this.#names.set(shared, true);
		this.#before = this.#declarations;
		this.#declarations = converted.declOutput ?? this.#declarations;
		for (const name of nestedVars) this.#declarations += `declare let ${name}: any;\n`;
		this.#remember();
		const script: CellScript = {
			...rewritten,
			...{ name, emitted, source: code, prefixLines: 1 },
			mappings: programs.mappings,
			paths: Object.fromEntries(programs.localImports(cell)),
		};
		return { script, modules: this.#changedModules(cell), warnings };
	}

	/** A cell that is a module: others import from it, and it runs when they do. */
	#compileModule(module: string, code: string, name: string, meta: CodeMetadata): Compiled {
		this.tslab.converter.addModule(module, code, meta);
		if (this.tslab.found.length > 0) return { error: this.#report(name) };
		this.#cellModules.set(module, code);
		return this.#compileCell("", "", name);
	}

	#convert(source: string, code: string): Converted {
		const { ts, programs, converter } = this.tslab;
		const isLenient = this.#typeErrors === "warn" || /^\s*\/\/\s*@ts-nocheck\b/.test(code);
		this.tslab.isLenient = isLenient;
		let converted = converter.convert(this.#declarations, source);
		const { language } = this.#platform;
		const needsNode = this.tslab.found.some((each) => isAboutNode(this.tslab, language, each));
		if (needsNode && !programs.nodeTypes) {
			programs.nodeTypes = true;
			programs.clean.clear();
			converted = converter.convert(this.#declarations, source);
		}
		programs.looksAgain = this.tslab.found.some((each) => isUnresolved(ts, each));
		return converted;
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
		const { programs } = this.tslab;
		const path = file.fileName;
		const { commonJsModuleIndicator, externalModuleIndicator } = internalsOf(file);
		const isJson = path.endsWith(".json");
		const { code, mappings } = isJson
			? { code: file.text, mappings: "" }
			: programs.emitModule(file);
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
			prefixLines: (path) => {
				const module = inFolder(path).replace(/\.tsx?$/, "");
				return isCell(path) || this.#isCellModule(path, module) ? 1 : 0;
			},
		};
	}

	#isCellModule(path: string, module: string): boolean {
		return (
			this.#platform.files.stamp(path) === undefined &&
			(this.#cellModules.has(module) || !path.endsWith(".json"))
		);
	}
}

/** Unterminated string template, comment, regular expression: more may follow. */
const unterminated = new Set([1160, 1010]);
