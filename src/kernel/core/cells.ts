import type { Edit } from "./protocol.js";
import type { TypeScript } from "./tslab.js";

/**
 * Turns the ES module that tslab emits for a cell into the text of a function, so that its
 * top-level variables are locals of that function and run at full speed.
 *
 * - Declarations move to the function's head (`let s = 0` becomes `(s = 0)`): `finally` can then
 *   hand their values over (`$$.save`) to the cells that follow. An await does so, too, because
 *   an interrupted cell never comes back from it.
 * - A variable that a function of the cell uses may change at any time after the cell's end:
 *   it is handed over as a getter and a setter (`$$.live`).
 * - An earlier cell's variable (`exports.s`, as tslab writes it) is copied into a local and
 *   written back with the rest, if no function anywhere uses it.
 * - `import` becomes `require`, and an imported name a property of what that returns.
 * - `await x` becomes `await $$.hold(x)`, which never comes back to a cell that was interrupted.
 */
export interface RewrittenCell {
	code: string;
	edits: Edit[];
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

type Ts = typeof TypeScript & {
	bindSourceFile(file: TypeScript.SourceFile, options: TypeScript.CompilerOptions): void;
};
type Node = TypeScript.Node;
type Scoped = Node & { locals?: Map<string, unknown> };

/**
 * @param text the emitted module
 * @param result the constant that tslab made of the last expression, if there is one
 */
export function rewriteCell(
	ts: Ts,
	text: string,
	result: string | undefined,
	earlier: Earlier,
): RewrittenCell {
	const file = ts.createSourceFile("cell.ts", text, ts.ScriptTarget.ES2022, true);
	ts.bindSourceFile(file, {});
	const editor = new Editor(text);
	const cell = scanCell(ts, file, earlier);
	/** Imported names and what stands for them. */
	const imported = new Map<string, string>();
	const reexported: string[] = [];
	const hoisted: string[] = [];
	const functions: string[] = [];
	const topLevelVars: string[] = [];

	file.statements.forEach((statement, index) => {
		const start = statement.getStart(file);
		if (ts.isImportDeclaration(statement)) {
			editor.replace(start, statement.end, importCode(statement, `$$${index}`));
		} else if (ts.isExportDeclaration(statement)) {
			editor.replace(start, statement.end, reexportCode(statement));
		} else if (ts.isVariableStatement(statement)) {
			const { declarationList } = statement;
			const [first] = declarationList.declarations;
			if (result !== undefined && first?.name.getText(file) === result) {
				editor.replace(start, first.initializer?.pos ?? start, "$$.result =");
			} else if (declarationList.flags & ts.NodeFlags.BlockScoped) {
				hoisted.push(...declaredNames(ts, declarationList));
				const keyword = declarationList.flags & ts.NodeFlags.Const ? "const" : "let";
				editor.replace(start, start + keyword.length, `${" ".repeat(keyword.length - 1)}(`);
				editor.insert(declarationList.end, ")");
			} else {
				topLevelVars.push(...declaredNames(ts, declarationList));
			}
		} else if (ts.isClassDeclaration(statement) && statement.name) {
			hoisted.push(statement.name.text);
			editor.insert(start, `${statement.name.text} = `);
			editor.insert(statement.end, ";");
		} else if (ts.isFunctionDeclaration(statement) && statement.name) {
			functions.push(statement.name.text);
		}
	});

	const isLive = (name: string) => cell.captured.has(name) || cell.unsteady.has(name);
	const own = [...new Set([...hoisted, ...cell.vars])];
	const live = own.filter(isLive);
	const held = own.filter((name) => !isLive(name));
	const copied = [...new Set(cell.earlier.values())].filter((name) => {
		return !isLive(name) && !earlier.isShared(name);
	});
	const save = [
		held.length > 0 ? `$$.save({ ${held.join(", ")} })` : "",
		...copied.map((name) => `exports.${name} = ${name}`),
	]
		.filter(Boolean)
		.join(", ");

	for (const node of cell.references) {
		const value = imported.get(node.text);
		if (value !== undefined) rewriteReference(node, value);
	}
	for (const [node, name] of cell.earlier) {
		rewriteReference(node, copied.includes(name) ? name : `exports.${name}`);
	}
	for (const { node, isTopLevel } of cell.awaits) {
		const hold = ts.isForOfStatement(node) ? "holdEach" : "hold";
		editor.insert(node.expression.getStart(file), `$$.${hold}(`);
		editor.insert(node.expression.end, isTopLevel && save !== "" ? `, (${save}))` : ")");
	}
	for (const node of cell.dynamicImports) {
		editor.replace(node.getStart(file), node.end, "$$.import");
	}

	const head = [
		`(${cell.isAsync ? "async " : ""}function ($$, exports, require) {`,
		hoisted.length > 0 ? `let ${hoisted.join(", ")};` : "",
		...copied.map((name) => `let ${name} = exports.${name};`),
		...live.map((name) => `$$.live("${name}", () => ${name}, ($$v) => { ${name} = $$v; });`),
		save !== "" ? `$$.saving = ${JSON.stringify(save)};` : "",
		"try {",
		functions.length > 0 ? `$$.save({ ${functions.join(", ")} });` : "",
	];
	const { code, edits } = editor.finish(
		`${head.filter(Boolean).join(" ")}\n`,
		`\n} finally { ${save} } })`,
	);
	const names = new Map<string, boolean>();
	for (const name of [...held, ...functions]) names.set(name, false);
	for (const name of [...live, ...imported.keys(), ...reexported]) names.set(name, true);
	const captured = [...cell.earlier.values()].filter((name) => cell.captured.has(name));
	const nestedVars = [...cell.vars].filter((name) => !topLevelVars.includes(name));
	return { code, edits, names, captured, nestedVars };

	function importCode(statement: TypeScript.ImportDeclaration, module: string): string {
		const request = `require(${statement.moduleSpecifier.getText(file)})`;
		const clause = statement.importClause;
		if (!clause) return `${request};`;
		const share = (name: string, value: string) => {
			imported.set(name, value);
			return ` $$.live("${name}", () => ${value});`;
		};
		let code = `const ${module} = ${request}, ${module}d = $$.default(${module});`;
		if (clause.name) code += share(clause.name.text, `${module}d.default`);
		const bindings = clause.namedBindings;
		if (bindings && ts.isNamespaceImport(bindings)) {
			code += ` const ${module}s = $$.star(${module});`;
			code += share(bindings.name.text, `${module}s`);
		} else if (bindings) {
			for (const { name, propertyName } of bindings.elements) {
				const from = (propertyName ?? name).text;
				code += share(name.text, `${from === "default" ? `${module}d` : module}.${from}`);
			}
		}
		return code;
	}

	function reexportCode(statement: TypeScript.ExportDeclaration): string {
		const { moduleSpecifier, exportClause } = statement;
		if (!moduleSpecifier) return "";
		const request = `require(${moduleSpecifier.getText(file)})`;
		if (!exportClause) return `$$.reexportAll(${request});`;
		if (ts.isNamespaceExport(exportClause)) {
			reexported.push(exportClause.name.text);
			return `$$.reexport({ all: $$.star(${request}) }, { "${exportClause.name.text}": "all" });`;
		}
		const pairs = exportClause.elements.map(({ name, propertyName }) => {
			reexported.push(name.text);
			return `"${name.text}": "${(propertyName ?? name).text}"`;
		});
		return `$$.reexport(${request}, { ${pairs.join(", ")} });`;
	}

	function rewriteReference(node: TypeScript.Expression, value: string): void {
		const { parent } = node;
		const start = node.getStart(file);
		if (ts.isShorthandPropertyAssignment(parent)) {
			editor.insert(node.end, `: ${value}`);
		} else if (isCallee(ts, node) && value.includes(".")) {
			editor.replace(start, node.end, `(0, ${value})`);
		} else {
			editor.replace(start, node.end, value);
		}
	}
}

function declaredNames(ts: Ts, list: TypeScript.VariableDeclarationList): string[] {
	const found: string[] = [];
	const collect = (name: TypeScript.BindingName): void => {
		if (ts.isIdentifier(name)) found.push(name.text);
		else {
			for (const element of name.elements) {
				if (ts.isBindingElement(element)) collect(element.name);
			}
		}
	};
	for (const declaration of list.declarations) collect(declaration.name);
	return found;
}

function isCallee(ts: Ts, node: Node): boolean {
	const { parent } = node;
	return (
		(ts.isCallExpression(parent) && parent.expression === node) ||
		(ts.isTaggedTemplateExpression(parent) && parent.tag === node)
	);
}

/** What a walk through the bound cell finds. */
interface Scan {
	/** Uses of names that the cell itself declares or imports. */
	references: TypeScript.Identifier[];
	/** Uses of earlier cells' names: tslab writes `exports.s`, but leaves the `s` of `{ s }`. */
	earlier: Map<TypeScript.Expression, string>;
	/** Names that a function or a class of the cell uses. */
	captured: Set<string>;
	/** Names that cannot be saved at an await: hidden there, or used while `for await` waits. */
	unsteady: Set<string>;
	/** What `var` declares, inside blocks, too. */
	vars: Set<string>;
	awaits: { node: TypeScript.AwaitExpression | TypeScript.ForOfStatement; isTopLevel: boolean }[];
	dynamicImports: Node[];
	/** Whether the cell awaits at its top level. */
	isAsync: boolean;
}

function scanCell(ts: Ts, file: TypeScript.SourceFile, earlier: Earlier): Scan {
	const scan: Scan = {
		references: [],
		earlier: new Map(),
		captured: new Set(),
		unsteady: new Set(),
		vars: new Set(),
		awaits: [],
		dynamicImports: [],
		isAsync: false,
	};
	const top = (file as Scoped).locals ?? new Map<string, unknown>();
	visit(file, { scopes: [], isInFunction: false, isInForAwait: false });
	return scan;

	interface Place {
		scopes: Scoped[];
		isInFunction: boolean;
		isInForAwait: boolean;
	}

	function visit(node: Node, place: Place): void {
		if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return;
		if (ts.isIdentifier(node)) {
			if (isReference(ts, node)) refer(node, node.text, place);
			return;
		}
		if (ts.isPropertyAccessExpression(node) && node.expression.getText(file) === "exports") {
			refer(node, node.name.text, place, true);
			return;
		}
		const isForAwait = ts.isForOfStatement(node) && node.awaitModifier !== undefined;
		if (ts.isAwaitExpression(node) || isForAwait) {
			scan.awaits.push({ node, isTopLevel: !place.isInFunction });
			if (!place.isInFunction) {
				scan.isAsync = true;
				for (const { locals } of place.scopes) {
					for (const name of locals?.keys() ?? []) scan.unsteady.add(name);
				}
			}
		} else if (node.kind === ts.SyntaxKind.ImportKeyword) {
			if (ts.isCallExpression(node.parent)) scan.dynamicImports.push(node);
		} else if (!place.isInFunction && ts.isVariableDeclarationList(node)) {
			if (!(node.flags & ts.NodeFlags.BlockScoped)) {
				for (const name of declaredNames(ts, node)) scan.vars.add(name);
			}
		}
		const isFunction = ts.isFunctionLike(node) || ts.isClassLike(node);
		const inside = {
			scopes: [...place.scopes, ...scopesOf(node)],
			isInFunction: place.isInFunction || isFunction,
			isInForAwait: place.isInForAwait || (isForAwait && !place.isInFunction),
		};
		ts.forEachChild(node, (child) => visit(child, inside));
	}

	function scopesOf(node: Node): Scoped[] {
		if (node === file) return [];
		const scopes = (node as Scoped).locals ? [node as Scoped] : [];
		const hasOwnName = ts.isFunctionExpression(node) || ts.isClassExpression(node);
		return hasOwnName && node.name ? [...scopes, ownName(node.name)] : scopes;
	}

	function refer(
		node: TypeScript.Identifier | TypeScript.PropertyAccessExpression,
		name: string,
		place: Place,
		isExported = false,
	): void {
		if (!isExported && place.scopes.some(({ locals }) => locals?.has(name))) return;
		if (!isExported && top.has(name)) scan.references.push(node as TypeScript.Identifier);
		else if (earlier.has(name)) scan.earlier.set(node, name);
		else return;
		if (place.isInFunction) scan.captured.add(name);
		if (place.isInForAwait) scan.unsteady.add(name);
	}
}

/** The scope in which a function or class expression sees its own name. */
function ownName(name: TypeScript.Identifier): Scoped {
	return { locals: new Map([[name.text, name]]) } as unknown as Scoped;
}

/** Whether an identifier stands for a variable, and not for a property, a label or a declaration. */
function isReference(ts: Ts, node: TypeScript.Identifier): boolean {
	const { parent } = node;
	if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
	if (ts.isShorthandPropertyAssignment(parent)) return parent.name === node;
	if (ts.isBindingElement(parent) || ts.isParameter(parent) || ts.isVariableDeclaration(parent)) {
		return parent.initializer === node;
	}
	if (ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent)) {
		return parent.initializer === node;
	}
	if (ts.isLabeledStatement(parent) || ts.isBreakOrContinueStatement(parent)) return false;
	if (ts.isMetaProperty(parent)) return false;
	const declared = parent as { name?: Node };
	return declared.name !== node;
}

/** Replaces pieces of a text and remembers where, so that positions can be mapped back. */
class Editor {
	readonly #text: string;
	readonly #pieces: { start: number; end: number; text: string; order: number }[] = [];

	constructor(text: string) {
		this.#text = text;
	}

	replace(start: number, end: number, text: string): void {
		this.#pieces.push({ start, end, text, order: this.#pieces.length });
	}

	insert(at: number, text: string): void {
		this.replace(at, at, text);
	}

	finish(head: string, tail: string): { code: string; edits: Edit[] } {
		const isInsert = (piece: { start: number; end: number }) => (piece.start === piece.end ? 0 : 1);
		const pieces = this.#pieces.sort(
			(a, b) => a.start - b.start || isInsert(a) - isInsert(b) || a.order - b.order,
		);
		const edits: Edit[] = [[0, head.length, 0]];
		let code = head;
		let at = 0;
		for (const { start, end, text } of pieces) {
			code += this.#text.slice(at, start);
			edits.push([code.length, text.length, end - start]);
			code += text;
			at = end;
		}
		return { code: code + this.#text.slice(at) + tail, edits };
	}
}
