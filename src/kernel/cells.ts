import type { Edit } from "./protocol.js";
import type { TypeScript } from "./tslab.js";

/**
 * Turns the ES module that tslab emits for a cell into the body of a function, so that its
 * top-level variables are locals of that function and run at full speed.
 *
 * - Declarations move to the function's head (`let s = 0` becomes `(s = 0)`): `finally` can then
 *   hand their values over (`$$.save`) to the cells that follow.
 * - A variable that a function of the cell uses may change at any time after the cell's end:
 *   it is handed over as a getter and a setter (`$$.live`). So is every variable of a cell
 *   that awaits, because an interrupted cell that awaits never reaches its end.
 * - `import` becomes `require`, and an imported name a property of what that returns.
 * - `await x` becomes `await $$.hold(x)`, which never comes back to a cell that was interrupted.
 */
export interface RewrittenCell {
	code: string;
	edits: Edit[];
	/** The values that the cell declares. */
	names: string[];
}

type Ts = typeof TypeScript & {
	bindSourceFile(file: TypeScript.SourceFile, options: TypeScript.CompilerOptions): void;
};
type Node = TypeScript.Node;
type Scoped = Node & { locals?: Map<string, unknown> };

/**
 * @param text the emitted module
 * @param result the constant that tslab made of the last expression, if there is one
 * @param isKnown whether an earlier cell has declared a value of this name
 */
export function rewriteCell(
	ts: Ts,
	text: string,
	result: string | undefined,
	isKnown: (name: string) => boolean,
): RewrittenCell {
	const file = ts.createSourceFile("cell.ts", text, ts.ScriptTarget.ES2022, true);
	ts.bindSourceFile(file, {});
	const editor = new Editor(text);
	const cell = scanCell(ts, file, isKnown);
	const imported = new Map<string, string>();
	const hoisted: string[] = [];
	const functions: string[] = [];
	const names = new Set<string>();

	file.statements.forEach((statement, index) => {
		const start = statement.getStart(file);
		if (ts.isImportDeclaration(statement)) {
			editor.replace(start, statement.end, importCode(statement, `$$${index}`));
		} else if (ts.isExportDeclaration(statement)) {
			editor.replace(start, statement.end, reexportCode(statement));
		} else if (ts.isVariableStatement(statement)) {
			const { declarationList } = statement;
			const declared = declaredNames(declarationList);
			if (result !== undefined && declared[0] === result) {
				const value = declarationList.declarations[0]?.initializer;
				if (value) editor.replace(start, value.pos, "$$.result =");
				return;
			}
			for (const name of declared) names.add(name);
			if (!(declarationList.flags & ts.NodeFlags.BlockScoped)) return;
			hoisted.push(...declared);
			const keyword = declarationList.flags & ts.NodeFlags.Const ? "const" : "let";
			editor.replace(start, start + keyword.length, `${" ".repeat(keyword.length - 1)}(`);
			editor.insert(declarationList.end, ")");
		} else if (ts.isClassDeclaration(statement) && statement.name) {
			hoisted.push(statement.name.text);
			names.add(statement.name.text);
			editor.insert(start, `${statement.name.text} = `);
			editor.insert(statement.end, ";");
		} else if (ts.isFunctionDeclaration(statement) && statement.name) {
			functions.push(statement.name.text);
			names.add(statement.name.text);
		}
	});
	for (const name of cell.hoistedVars) names.add(name);

	for (const node of cell.references) rewriteReference(node);
	for (const node of cell.awaits) {
		if (ts.isForOfStatement(node)) {
			editor.insert(node.expression.getStart(file), "$$.holdEach(");
			editor.insert(node.expression.end, ")");
		} else {
			editor.insert(node.expression.getStart(file), "$$.hold(");
			editor.insert(node.expression.end, ")");
		}
	}
	for (const node of cell.dynamicImports) {
		editor.replace(node.getStart(file), node.end, "$$.import");
	}

	const variables = [...names].filter((name) => !functions.includes(name));
	const live = variables.filter((name) => cell.isAsync || cell.captured.has(name));
	const held = variables.filter((name) => !live.includes(name));
	const head = [
		`(${cell.isAsync ? "async " : ""}function ($$, exports, require) {`,
		hoisted.length > 0 ? `let ${hoisted.join(", ")};` : "",
		...live.map((name) => `$$.live("${name}", () => ${name}, ($$v) => { ${name} = $$v; });`),
		held.length > 0 ? `$$.held = "${held.join(", ")}";` : "",
		"try {",
		functions.length > 0 ? `$$.save({ ${functions.join(", ")} });` : "",
	];
	const tail = `\n} finally { $$.save({ ${held.join(", ")} }); } })`;
	const { code, edits } = editor.finish(`${head.filter(Boolean).join(" ")}\n`, tail);
	return { code, edits, names: [...names, ...imported.keys()] };

	function importCode(statement: TypeScript.ImportDeclaration, module: string): string {
		const request = `require(${statement.moduleSpecifier.getText(file)})`;
		const clause = statement.importClause;
		if (!clause) return `${request};`;
		const share = (name: string, value: string) => {
			imported.set(name, value);
			return ` $$.live("${name}", () => ${value});`;
		};
		let code = `const ${module} = ${request};`;
		if (clause.name) code += share(clause.name.text, `$$.default(${module}).default`);
		const bindings = clause.namedBindings;
		if (bindings && ts.isNamespaceImport(bindings)) {
			code += ` const ${module}s = $$.star(${module});`;
			code += share(bindings.name.text, `${module}s`);
		} else if (bindings) {
			for (const { name, propertyName } of bindings.elements) {
				const from = (propertyName ?? name).text;
				const value = from === "default" ? `$$.default(${module})` : module;
				code += share(name.text, `${value}.${from}`);
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
			names.add(exportClause.name.text);
			return `$$.reexport({ all: $$.star(${request}) }, { "${exportClause.name.text}": "all" });`;
		}
		const pairs = exportClause.elements.map(({ name, propertyName }) => {
			names.add(name.text);
			return `"${name.text}": "${(propertyName ?? name).text}"`;
		});
		return `$$.reexport(${request}, { ${pairs.join(", ")} });`;
	}

	function rewriteReference(node: TypeScript.Identifier): void {
		const value = imported.get(node.text) ?? (cell.earlier.has(node) ? `exports.${node.text}` : "");
		if (value === "") return;
		const { parent } = node;
		const start = node.getStart(file);
		if (ts.isShorthandPropertyAssignment(parent)) {
			editor.insert(node.end, `: ${value}`);
		} else if (isCallee(ts, node)) {
			editor.replace(start, node.end, `(0, ${value})`);
		} else {
			editor.replace(start, node.end, value);
		}
	}

	function declaredNames(list: TypeScript.VariableDeclarationList): string[] {
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
	/** Uses of top-level names, and of names that only an earlier cell can have declared. */
	references: TypeScript.Identifier[];
	/** Those of the references that tslab has left for us to find in an earlier cell. */
	earlier: Set<TypeScript.Identifier>;
	/** Top-level names that a function or a class of the cell uses. */
	captured: Set<string>;
	/** Names that `var` declares inside a block. */
	hoistedVars: Set<string>;
	awaits: (TypeScript.AwaitExpression | TypeScript.ForOfStatement)[];
	dynamicImports: Node[];
	/** Whether the cell awaits at its top level. */
	isAsync: boolean;
}

function scanCell(ts: Ts, file: TypeScript.SourceFile, isKnown: (name: string) => boolean): Scan {
	const scan: Scan = {
		references: [],
		earlier: new Set(),
		captured: new Set(),
		hoistedVars: new Set(),
		awaits: [],
		dynamicImports: [],
		isAsync: false,
	};
	const top = (file as Scoped).locals ?? new Map<string, unknown>();
	visit(file, [], 0);
	return scan;

	/** @param depth how many functions are around the node */
	function visit(node: Node, scopes: Scoped[], depth: number): void {
		if (ts.isIdentifier(node)) {
			if (isReference(ts, node)) refer(node, scopes, depth);
			return;
		}
		if (ts.isAwaitExpression(node) || (ts.isForOfStatement(node) && node.awaitModifier)) {
			scan.awaits.push(node);
			if (depth === 0) scan.isAsync = true;
		} else if (node.kind === ts.SyntaxKind.ImportKeyword) {
			if (ts.isCallExpression(node.parent)) scan.dynamicImports.push(node);
		} else if (depth === 0 && ts.isVariableDeclarationList(node)) {
			const isVar = !(node.flags & ts.NodeFlags.BlockScoped);
			for (const { name } of isVar ? node.declarations : []) addNames(name);
		}
		if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return;
		const inner = node !== file && (node as Scoped).locals ? [...scopes, node] : scopes;
		const named = ts.isFunctionExpression(node) || ts.isClassExpression(node);
		const around = named && node.name ? [...inner, ownName(node.name)] : inner;
		const isFunction = ts.isFunctionLike(node) || ts.isClassLike(node);
		ts.forEachChild(node, (child) => visit(child, around, isFunction ? depth + 1 : depth));
	}

	function refer(node: TypeScript.Identifier, scopes: Scoped[], depth: number): void {
		if (scopes.some((scope) => scope.locals?.has(node.text))) return;
		if (top.has(node.text)) {
			scan.references.push(node);
			if (depth > 0) scan.captured.add(node.text);
		} else if (isKnown(node.text)) {
			scan.references.push(node);
			scan.earlier.add(node);
		}
	}

	function addNames(name: TypeScript.BindingName): void {
		if (ts.isIdentifier(name)) scan.hoistedVars.add(name.text);
		else {
			for (const element of name.elements) {
				if (ts.isBindingElement(element)) addNames(element.name);
			}
		}
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
