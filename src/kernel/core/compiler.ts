import { existsSync, readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { join, relative } from "node:path";
import type { Converter, ConvertResult } from "tslab/dist/converter.js";
import { rewriteCell } from "./cells.js";
import type { Compiled, CompilerCalls, Completeness, Completion } from "./ports.js";
import type { ErrorReport, ModuleScript } from "./protocol.js";
import { type Diagnostic, loadTslab, type Tslab, type TypeScript } from "./tslab.js";

/** What a compiler knows of the cells before: another one can go on with it. */
export interface Memory {
	readonly declarations: string;
	readonly before: string;
	readonly names: readonly (readonly [name: string, isShared: boolean])[];
	/** The cells that are modules, and their text. */
	readonly cellModules: readonly (readonly [name: string, code: string])[];
}

/** Type-checks and compiles cells, one after the other, and remembers what they declare. */
export class Compiler implements CompilerCalls {
	readonly tslab: Tslab;
	readonly #root: string;
	#converter: Converter;
	#nodeTypes = false;
	/** The types that `globals.d.ts` declares in part. */
	readonly #globals: ReadonlySet<string>;
	/** What the cells before declare, as tslab hands it on. */
	#declarations = "";
	/** The declarations before the cell that was compiled last. */
	#before = "";
	/** The values that cells have declared, and whether functions use them: see `cells.ts`. */
	readonly #names = new Map<string, boolean>();
	readonly #cellModules = new Map<string, string>();
	#memory: Memory | undefined;

	/**
	 * @param folder where the built kernel is
	 * @param memory of a compiler that this one takes the place of
	 */
	constructor(root: string, folder: string, memory?: Memory) {
		this.#root = root;
		const globals = join(root, "src/kernel/core/globals.d.ts");
		const declared = readFileSync(globals, "utf8").matchAll(
			/^(?:interface|declare namespace) (\w+)/gm,
		);
		this.#globals = new Set(Array.from(declared, ([, name = ""]) => name));
		this.tslab = loadTslab(root, join(folder, "typescript.cjs"), globals);
		this.#converter = this.tslab.createConverter(false);
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
			this.#converter.addModule(name, code, this.tslab.codeMetadata(code));
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
		const source = this.#withoutExports(code);
		const meta = this.tslab.codeMetadata(code);
		if (meta.module !== undefined) {
			const found = this.#converter.addModule(meta.module, code, meta);
			if (found.length > 0) return { error: this.#report(found, code, `${meta.module}.ts`) };
			this.#cellModules.set(meta.module, code);
			return this.#finish({ diagnostics: [], output: "export {};\n" }, "", name);
		}
		let converted = this.#convert(source);
		const needsNodeTypes =
			!this.#nodeTypes && converted.diagnostics.some((found) => isAboutNode(found, this.#globals));
		if (needsNodeTypes || converted.diagnostics.some(isAboutMissing)) {
			// Node's types cost half a second and 50 MB: they are loaded when a cell needs them.
			this.#nodeTypes ||= needsNodeTypes;
			this.#converter.close();
			this.#converter = this.tslab.createConverter(this.#nodeTypes);
			converted = this.#convert(source);
		}
		if (converted.diagnostics.length > 0) {
			return { error: this.#report(converted.diagnostics, code, name) };
		}
		return this.#finish(converted, code, name);
	}

	compileExpression(code: string): Compiled {
		const converted = this.#convert(`(${code}\n)`);
		if (converted.diagnostics.length > 0) {
			return { error: this.#report(converted.diagnostics, code, "expression") };
		}
		const declarations = this.#declarations;
		const compiled = this.#finish(converted, code, "expression");
		this.#declarations = declarations;
		this.#remember();
		return compiled;
	}

	withdraw(unset: string[]): void {
		if (unset.length === 0) return;
		const old = this.#statements(this.#before, (name) => unset.includes(name));
		const lost = this.#statements(this.#declarations, (name) => !unset.includes(name));
		if (old !== "") this.#declarations = old + lost;
		for (const name of unset) this.#names.set(name, true);
		this.#remember();
	}

	complete(code: string, position: number): Completion {
		const found = this.#converter.complete(this.#declarations, code, position);
		const kinds = new Map(found.original?.entries.map(({ name, kind }) => [name, kind]));
		const candidates = found.candidates.map((text) => ({ text, kind: kinds.get(text) ?? "" }));
		return { start: found.start, end: found.end, candidates };
	}

	inspect(code: string, position: number): string | undefined {
		const info: TypeScript.QuickInfo | undefined = this.#converter.inspect(
			this.#declarations,
			code,
			position,
		);
		return info && this.tslab.printQuickInfo(info);
	}

	isComplete(code: string): Completeness {
		const { ts } = this.tslab;
		const { completed, indent } = this.tslab.isCompleteCode(code);
		if (!completed) return { status: "incomplete", indent: indent ?? "" };
		const file = ts.createSourceFile("cell.ts", code, ts.ScriptTarget.ES2022);
		const { parseDiagnostics } = file as unknown as { parseDiagnostics: TypeScript.Diagnostic[] };
		if (parseDiagnostics.length === 0) return { status: "complete" };
		const isOpen = parseDiagnostics.some(({ start = 0, code: number }) => {
			return start >= code.trimEnd().length || unterminated.has(number);
		});
		return isOpen ? { status: "incomplete", indent: "" } : { status: "invalid" };
	}

	#convert(source: string): ConvertResult {
		this.tslab.refresh();
		return this.#converter.convert(this.#declarations, source);
	}

	#finish(converted: ConvertResult, code: string, name: string): Compiled {
		const [emitted, { mappings }] = splitSourceMap(converted.output ?? "");
		const { names, captured, nestedVars, ...rewritten } = rewriteCell(
			this.tslab.ts,
			emitted,
			converted.lastExpressionVar,
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
		const modules = (converted.sideOutputs ?? []).map(({ path, data }) =>
			this.#describeModule(path, data),
		);
		this.#remember();
		const script = { ...rewritten, name, emitted, mappings, source: code, prefixLines: 1 };
		return { script, modules };
	}

	#describeModule(path: string, text: string): ModuleScript {
		const [code, { mappings, sources = [], sourcesContent = [] }] = splitSourceMap(text);
		const file = join(path, "..", sources[0] ?? "");
		const name = relative(this.#root, file);
		const source = sourcesContent[0] ?? "";
		// A module that is a cell begins with a line of the converter's.
		if (existsSync(file)) return { path, name, code, source, mappings, prefixLines: 0 };
		return { path, name, code, source: afterFirstLine(source), mappings, prefixLines: 1 };
	}

	/** tslab exports all of a cell's names itself, and an `export` before one is an error to it. */
	#withoutExports(code: string): string {
		if (!/\bexport\b/.test(code)) return code;
		const { ts } = this.tslab;
		const file = ts.createSourceFile("cell.ts", code, ts.ScriptTarget.ES2022, true);
		let text = code;
		const blank = (start: number, end: number) => {
			text = text.slice(0, start) + " ".repeat(end - start) + text.slice(end);
		};
		for (const statement of file.statements) {
			if (ts.isExportAssignment(statement)) {
				blank(statement.getStart(file), statement.expression.getStart(file));
			} else if (ts.canHaveModifiers(statement)) {
				for (const modifier of ts.getModifiers(statement) ?? []) {
					const { ExportKeyword, DefaultKeyword } = ts.SyntaxKind;
					if (modifier.kind === ExportKeyword || modifier.kind === DefaultKeyword) {
						blank(modifier.getStart(file), modifier.end);
					}
				}
			}
		}
		return text;
	}

	/** Those of the declarations in `text` whose name is wanted. */
	#statements(text: string, isWanted: (name: string) => boolean): string {
		const { ts } = this.tslab;
		const file = ts.createSourceFile("declarations.d.ts", text, ts.ScriptTarget.ES2022, true);
		let kept = "";
		for (const statement of file.statements) {
			if (ts.isVariableStatement(statement)) {
				const { declarations, flags } = statement.declarationList;
				const keyword = flags & ts.NodeFlags.Const ? "const" : "let";
				for (const declaration of declarations) {
					if (!isWanted(declaration.name.getText(file))) continue;
					kept += `declare ${keyword} ${declaration.getText(file)};\n`;
				}
			} else {
				const { name } = statement as { name?: TypeScript.Node };
				if (isWanted(name?.getText(file) ?? "")) kept += `${statement.getText(file)}\n`;
			}
		}
		return kept;
	}

	#report(diagnostics: Diagnostic[], code: string, name: string): ErrorReport {
		const [first] = diagnostics;
		const traceback = diagnostics.map((diagnostic) => {
			const { start, end, fileName, messageText } = diagnostic;
			const file = fileName === undefined ? undefined : join(this.#root, fileName);
			const text = file !== undefined && existsSync(file) ? readFileSync(file, "utf8") : code;
			const line = text.split("\n")[start.line] ?? "";
			const width = end.line === start.line ? end.character - start.character : 1;
			const mark = line.slice(0, start.character).replace(/[^\t]/g, " ");
			const where = `${fileName ?? name}:${start.line + 1}:${start.character + 1}`;
			return [
				`${where} - error TS${diagnostic.code}: ${messageText}`,
				`    ${line}`,
				`    ${mark}${"~".repeat(Math.max(1, width))}`,
			].join("\n");
		});
		return {
			ename: `TS${first?.code ?? ""}`,
			evalue: first?.messageText ?? "",
			traceback,
		};
	}
}

/** A module that is not found may have been made since, or be one of Node's. */
function isAboutMissing({ code }: Diagnostic): boolean {
	return code === 2307 || code === 2792;
}

/** Whether Node's types may know better: a module or a global of Node's, or a part of one. */
function isAboutNode({ code, messageText }: Diagnostic, globals: ReadonlySet<string>): boolean {
	const [, name = "", type = ""] =
		/'([^']+)'(?:.* on type '(?:typeof )?(\w+))?/.exec(messageText) ?? [];
	if (code === 2307 || code === 2792) return isBuiltin(name);
	if (code === 2304 || code === 2552 || code === 2580 || code === 2591) return name in globalThis;
	return globals.has(type);
}

/** Unterminated string template, comment, regular expression: more may follow. */
const unterminated = new Set([1160, 1010]);

interface SourceMap {
	mappings: string;
	sources?: string[];
	sourcesContent?: string[];
}

function splitSourceMap(text: string): [code: string, map: SourceMap] {
	const at = text.lastIndexOf("//# sourceMappingURL=");
	if (at < 0) return [text, { mappings: "" }];
	const base64 = text.slice(text.indexOf("base64,", at) + "base64,".length).trim();
	return [text.slice(0, at), JSON.parse(Buffer.from(base64, "base64").toString("utf8"))];
}

function afterFirstLine(text: string): string {
	return text.slice(text.indexOf("\n") + 1);
}
