import { CellImports, liveCode } from "./cell-imports.js";
import { Editor } from "./editor.js";
import type { Edit, ImportRequest } from "./protocol.js";
import { declaredNames, isCallee, type Scan, scanCell } from "./scan.js";
import { SharedUses } from "./shared.js";
import type { Ts, TypeScript } from "./typescript.js";
import { type CellUses, usesOf } from "./uses.js";

/**
 * Turns the ES module that TypeScript emits for a cell into the text of a function, so that its
 * top-level variables are locals of that function and run at full speed.
 *
 * - Declarations move to the function's head (`let s = 0` becomes `(s = 0)`): `finally` can then
 *   hand their values over (`$$.save`) to the cells that follow. An await does so, too, because
 *   an interrupted cell never comes back from it.
 * - A variable that a function of the cell uses may change at any time after the cell's end:
 *   it is handed over as a getter and a setter (`$$.live`), and a later cell calls these (see
 *   `shared.ts`). A variable that no function anywhere uses is copied into a local of a later
 *   cell, and written back with the rest.
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
	uses: CellUses;
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
	readonly #imports: CellImports;
	readonly #shared: SharedUses;
	readonly #hoisted: string[] = [];
	readonly #functions: string[] = [];
	readonly #topLevelVars: string[] = [];

	constructor(ts: Ts, file: TypeScript.SourceFile, facts: CellFacts, earlier: Earlier) {
		this.#ts = ts;
		this.#file = file;
		this.#facts = facts;
		this.#earlier = earlier;
		this.#editor = new Editor(file.text);
		this.#imports = new CellImports(ts, facts.runtime);
		this.#shared = new SharedUses(ts, file, this.#editor, facts.runtime);
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
		for (const name of [...live, ...this.#imports.declared]) names.set(name, true);
		return {
			code,
			edits,
			imports: this.#imports.requests,
			names,
			captured: used.filter((name) => scan.captured.has(name)),
			nestedVars: own.filter((name) => scan.vars.has(name) && !this.#topLevelVars.includes(name)),
			uses: usesOf(this.#ts, this.#file, scan, [...names.keys()], this.#imports.sources),
		};
	}

	/** Makes locals of what a statement of the top level declares. */
	#declare(statement: TypeScript.Statement): void {
		const ts = this.#ts;
		const start = statement.getStart(this.#file);
		if (ts.isImportDeclaration(statement)) {
			this.#editor.replace(start, statement.end, "");
			this.#imports.add(statement);
		} else if (ts.isExportDeclaration(statement)) {
			this.#editor.replace(start, statement.end, "");
			this.#imports.addReexport(statement);
		} else if (ts.isVariableStatement(statement)) {
			const { declarationList } = statement;
			const names = declaredNames(ts, declarationList);
			if (declarationList.flags & ts.NodeFlags.BlockScoped) {
				this.#hoisted.push(...names);
				const keyword = declarationList.flags & ts.NodeFlags.Const ? "const" : "let";
				this.#editor.replace(start, start + keyword.length, `${" ".repeat(keyword.length - 1)}(`);
				this.#editor.close(declarationList.end, ")", start);
			} else {
				this.#topLevelVars.push(...names);
			}
		} else if (ts.isClassDeclaration(statement) && statement.name) {
			this.#hoisted.push(statement.name.text);
			this.#editor.insert(start, `${statement.name.text} = `);
			this.#editor.close(statement.end, ";", start);
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

	/** The expression that hands over what the cell holds in locals. */
	#saving(held: readonly string[], copied: readonly string[]): string {
		return [
			...(held.length > 0 ? [`${this.#facts.runtime}.save({ ${held.join(", ")} })`] : []),
			...copied.map((name) => `${this.#slot(name)}.set(${name})`),
		].join(", ");
	}

	#slot(name: string): string {
		return `${this.#facts.runtime}_${name}`;
	}

	#rewriteUses(copied: ReadonlySet<string>, save: string): void {
		const { runtime } = this.#facts;
		const scan = this.#scan;
		for (const node of scan.references) {
			const value = this.#imports.values.get(node.text);
			if (value !== undefined) this.#rewriteReference(node, value);
		}
		for (const [node, name] of scan.earlier) {
			if (!copied.has(name)) this.#shared.rewrite(node, this.#slot(name));
		}
		for (const { node, isTopLevel } of scan.awaits) {
			const hold = this.#ts.isForOfStatement(node) ? "holdEach" : "hold";
			const start = node.expression.getStart(this.#file);
			const saving = isTopLevel && save !== "" ? `, (${save}))` : ")";
			this.#editor.insert(start, `${runtime}.${hold}(`);
			this.#editor.close(node.expression.end, saving, start);
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
			...this.#imports.code(),
			...this.#shared.code(),
			...(this.#hoisted.length > 0 ? [`let ${this.#hoisted.join(", ")};`] : []),
			...used.map(
				(name) => `const ${this.#slot(name)} = ${runtime}.slot(${JSON.stringify(name)});`,
			),
			...copied.map((name) => `let ${name} = ${this.#slot(name)}.get();`),
			...live.map((name) => liveCode(runtime, name, name, true)),
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
