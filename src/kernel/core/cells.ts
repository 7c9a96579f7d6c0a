import { Editor } from "./editor.js";
import type { Edit, ImportRequest } from "./protocol.js";
import { declaredNames, isCallee, type Scan, scanCell } from "./scan.js";
import type { Ts, TypeScript } from "./typescript.js";

/**
 * Turns the ES module that TypeScript emits for a cell into the text of a function, so that its
 * top-level variables are locals of that function and run at full speed.
 *
 * - Declarations move to the function's head (`let s = 0` becomes `(s = 0)`): `finally` can then
 *   hand their values over (`$$.save`) to the cells that follow. An await does so, too, because
 *   an interrupted cell never comes back from it.
 * - A variable that a function of the cell uses may change at any time after the cell's end:
 *   it is handed over as a getter and a setter (`$$.live`).
 * - An earlier cell's variable is `$$_s.ref.v`, whose `$$_s` is found once, at the head: as fast
 *   as a variable of V8's. If no function anywhere uses it, it is copied into a local and written
 *   back with the rest.
 * - Imports are loaded before the cell runs, and an imported name is a property of a module.
 * - `await x` becomes `await $$.hold(x)`, which never comes back to a cell that was interrupted.
 *
 * `$$` stands here for a name that does not occur in the cell.
 */
export interface RewrittenCell {
	code: string;
	edits: Edit[];
	/** The modules that the cell imports, in their order. */
	imports: ImportRequest[];
	/** The values that the cell declares, and whether they can change when it is not running. */
	names: Map<string, boolean>;
	/** Earlier cells' variables that functions of this cell use. */
	captured: string[];
	/** What `var` declares inside a block: tslab hands no declaration of it on. */
	nestedVars: string[];
}

/** What earlier cells have declared. */
export interface Earlier {
	has(name: string): boolean;
	/** Whether some function uses the variable. */
	isShared(name: string): boolean;
}

/** What is known of a cell from its source. */
export interface CellFacts {
	/** See `runtimeName`. */
	runtime: string;
	/** The names that the cell declares: TypeScript adds some of its own. */
	declared: ReadonlySet<string>;
	/** Whether the last statement is an expression, which is the cell's result. */
	hasResult: boolean;
	/** Whether something is to be disposed of when the cell ends, and whether it may take time. */
	using?: "sync" | "async" | undefined;
}

/** The name under which a rewritten cell finds its `CellRuntime`. */
export function runtimeName(code: string): string {
	let name = "$$";
	while (code.includes(name)) name += "$";
	return name;
}

/** @param text the emitted module */
export function rewriteCell(
	ts: Ts,
	text: string,
	facts: CellFacts,
	earlier: Earlier,
): RewrittenCell {
	const file = ts.createSourceFile("cell.js", text, ts.ScriptTarget.ESNext, true);
	ts.bindSourceFile(file, {});
	return new CellRewriter(ts, file, facts, earlier).rewrite();
}

class CellRewriter {
	readonly #ts: Ts;
	readonly #file: TypeScript.SourceFile;
	readonly #facts: CellFacts;
	readonly #earlier: Earlier;
	readonly #editor: Editor;
	readonly #scan: Scan;
	readonly #imports: ImportRequest[] = [];
	/** Imported names and what stands for them. */
	readonly #imported = new Map<string, string>();
	/** Code that hands on what other modules export. */
	readonly #reexports: string[] = [];
	readonly #reexported: string[] = [];
	readonly #hoisted: string[] = [];
	readonly #functions: string[] = [];
	readonly #topLevelVars: string[] = [];

	constructor(ts: Ts, file: TypeScript.SourceFile, facts: CellFacts, earlier: Earlier) {
		this.#ts = ts;
		this.#file = file;
		this.#facts = facts;
		this.#earlier = earlier;
		this.#editor = new Editor(file.text);
		this.#scan = scanCell(ts, file, (name) => name !== facts.runtime && earlier.has(name));
	}

	rewrite(): RewrittenCell {
		for (const statement of this.#file.statements) this.#declare(statement);
		if (this.#facts.hasResult) this.#markResult();
		const scan = this.#scan;
		const isLive = (name: string) => scan.captured.has(name) || scan.unsteady.has(name);
		const own = [...new Set([...this.#hoisted, ...scan.vars])].filter((name) =>
			this.#facts.declared.has(name),
		);
		const live = own.filter(isLive);
		const held = own.filter((name) => !isLive(name));
		const used = [...new Set(scan.earlier.values())];
		const copied = used.filter((name) => !isLive(name) && !this.#earlier.isShared(name));
		const save = this.#saving(held, copied);
		this.#rewriteUses(new Set(copied), save);
		const { code, edits } = this.#editor.finish(
			this.#head(live, used, copied, save),
			this.#tail(save),
		);
		const names = new Map<string, boolean>();
		for (const name of [...held, ...this.#functions]) names.set(name, false);
		for (const name of [...live, ...this.#imported.keys(), ...this.#reexported]) {
			names.set(name, true);
		}
		return {
			code,
			edits,
			imports: this.#imports,
			names,
			captured: used.filter((name) => scan.captured.has(name)),
			nestedVars: own.filter((name) => scan.vars.has(name) && !this.#topLevelVars.includes(name)),
		};
	}

	/** Makes locals of what a statement of the top level declares. */
	#declare(statement: TypeScript.Statement): void {
		const ts = this.#ts;
		const start = statement.getStart(this.#file);
		if (ts.isImportDeclaration(statement)) {
			this.#editor.replace(start, statement.end, "");
			this.#import(statement);
		} else if (ts.isExportDeclaration(statement)) {
			this.#editor.replace(start, statement.end, "");
			this.#reexport(statement);
		} else if (ts.isVariableStatement(statement)) {
			const { declarationList } = statement;
			const names = declaredNames(ts, declarationList);
			if (declarationList.flags & ts.NodeFlags.BlockScoped) {
				this.#hoisted.push(...names);
				const keyword = declarationList.flags & ts.NodeFlags.Const ? "const" : "let";
				this.#editor.replace(start, start + keyword.length, `${" ".repeat(keyword.length - 1)}(`);
				this.#editor.insert(declarationList.end, ")");
			} else {
				this.#topLevelVars.push(...names);
			}
		} else if (ts.isClassDeclaration(statement) && statement.name) {
			this.#hoisted.push(statement.name.text);
			this.#editor.insert(start, `${statement.name.text} = `);
			this.#editor.insert(statement.end, ";");
		} else if (ts.isFunctionDeclaration(statement) && statement.name) {
			this.#functions.push(statement.name.text);
		}
	}

	#markResult(): void {
		const ts = this.#ts;
		const last = this.#file.statements.findLast((each) => !ts.isExportDeclaration(each));
		if (!last || !ts.isExpressionStatement(last)) return;
		this.#editor.insert(last.getStart(this.#file), `${this.#facts.runtime}.result = `);
	}

	/** The name of the local for the module that a statement names. */
	#module(
		{ text: specifier }: TypeScript.StringLiteral,
		attributes: TypeScript.ImportAttributes | undefined,
	): string {
		const pairs = attributes?.elements.map(({ name, value }) => [
			name.text,
			(value as TypeScript.StringLiteral).text,
		]);
		const request = pairs ? { specifier, attributes: Object.fromEntries(pairs) } : { specifier };
		return `${this.#facts.runtime}m${this.#imports.push(request) - 1}`;
	}

	#import({ importClause, moduleSpecifier, attributes }: TypeScript.ImportDeclaration): void {
		const module = this.#module(moduleSpecifier as TypeScript.StringLiteral, attributes);
		if (!importClause) return;
		const { name, namedBindings } = importClause;
		if (name) this.#imported.set(name.text, `${module}.default`);
		if (!namedBindings) return;
		if (this.#ts.isNamespaceImport(namedBindings)) {
			this.#imported.set(namedBindings.name.text, module);
			return;
		}
		for (const element of namedBindings.elements) {
			this.#imported.set(element.name.text, member(module, element.propertyName ?? element.name));
		}
	}

	#reexport({ moduleSpecifier, exportClause, attributes }: TypeScript.ExportDeclaration): void {
		if (!moduleSpecifier) return;
		const module = this.#module(moduleSpecifier as TypeScript.StringLiteral, attributes);
		if (!exportClause) {
			this.#reexports.push(`${this.#facts.runtime}.reexport(${module});`);
		} else if (this.#ts.isNamespaceExport(exportClause)) {
			this.#share(exportClause.name.text, module);
		} else {
			for (const { name, propertyName } of exportClause.elements) {
				this.#share(name.text, member(module, propertyName ?? name));
			}
		}
	}

	#share(name: string, value: string): void {
		this.#reexported.push(name);
		this.#reexports.push(this.#live(name, value, false));
	}

	#live(name: string, value: string, isVariable: boolean): string {
		const { runtime } = this.#facts;
		const set = isVariable ? `, set v(${runtime}v) { ${value} = ${runtime}v; }` : "";
		return `${runtime}.live(${JSON.stringify(name)}, { get v() { return ${value}; }${set} });`;
	}

	/** The expression that hands over what the cell holds in locals. */
	#saving(held: readonly string[], copied: readonly string[]): string {
		return [
			...(held.length > 0 ? [`${this.#facts.runtime}.save({ ${held.join(", ")} })`] : []),
			...copied.map((name) => `${this.#slot(name)}.ref.v = ${name}`),
		].join(", ");
	}

	#slot(name: string): string {
		return `${this.#facts.runtime}_${name}`;
	}

	#rewriteUses(copied: ReadonlySet<string>, save: string): void {
		const { runtime } = this.#facts;
		const scan = this.#scan;
		for (const node of scan.references) {
			const value = this.#imported.get(node.text);
			if (value !== undefined) this.#rewriteReference(node, value);
		}
		for (const [node, name] of scan.earlier) {
			if (!copied.has(name)) this.#rewriteReference(node, `${this.#slot(name)}.ref.v`);
		}
		for (const { node, isTopLevel } of scan.awaits) {
			const hold = this.#ts.isForOfStatement(node) ? "holdEach" : "hold";
			this.#editor.insert(node.expression.getStart(this.#file), `${runtime}.${hold}(`);
			this.#editor.insert(node.expression.end, isTopLevel && save !== "" ? `, (${save}))` : ")");
		}
		for (const node of scan.dynamicImports) {
			this.#editor.replace(node.getStart(this.#file), node.end, `${runtime}.import`);
		}
		for (const node of scan.metas) {
			this.#editor.replace(node.getStart(this.#file), node.end, `${runtime}.meta`);
		}
	}

	#rewriteReference(node: TypeScript.Identifier, value: string): void {
		const { parent } = node;
		const start = node.getStart(this.#file);
		if (this.#ts.isShorthandPropertyAssignment(parent) && parent.name === node) {
			this.#editor.insert(node.end, `: ${value}`);
		} else if (isCallee(this.#ts, node) && value.includes(".")) {
			this.#editor.replace(start, node.end, `(0, ${value})`);
		} else {
			this.#editor.replace(start, node.end, value);
		}
	}

	#head(
		live: readonly string[],
		used: readonly string[],
		copied: readonly string[],
		save: string,
	): string {
		const { runtime, using } = this.#facts;
		const isAsync = this.#scan.isAsync || using === "async";
		return `${[
			`(${isAsync ? "async " : ""}function (${runtime}) {`,
			...this.#imports.map((_, i) => `const ${runtime}m${i} = ${runtime}.modules[${i}];`),
			...[...this.#imported].map(([name, value]) => this.#live(name, value, false)),
			...this.#reexports,
			...(this.#hoisted.length > 0 ? [`let ${this.#hoisted.join(", ")};`] : []),
			...used.map(
				(name) => `const ${this.#slot(name)} = ${runtime}.slot(${JSON.stringify(name)});`,
			),
			...copied.map((name) => `let ${name} = ${this.#slot(name)}.ref.v;`),
			...live.map((name) => this.#live(name, name, true)),
			...(save !== "" ? [`${runtime}.saving = ${JSON.stringify(save)};`] : []),
			"try {",
			...(this.#functions.length > 0
				? [`${runtime}.save({ ${this.#functions.join(", ")} });`]
				: []),
		].join(" ")}\n`;
	}

	#tail(save: string): string {
		const { runtime, using } = this.#facts;
		if (!using) return `\n} finally { ${save} } })`;
		const caught = `catch (${runtime}e) { ${runtime}.fail(${runtime}e); }`;
		const dispose =
			using === "async"
				? `await ${runtime}.hold(${runtime}.disposeAsync())`
				: `${runtime}.dispose()`;
		return `\n} ${caught} finally { ${save === "" ? "" : `${save}; `}${dispose}; } })`;
	}
}

/** A module's export, which may have any text as its name. */
function member(module: string, { text }: { text: string }): string {
	return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(text)
		? `${module}.${text}`
		: `${module}[${JSON.stringify(text)}]`;
}
