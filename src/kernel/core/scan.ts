import type { Ts, TypeScript } from "./typescript.js";

type Node = TypeScript.Node;
type Scoped = Node & { locals?: Map<TypeScript.__String, unknown> };

/** What a walk through an emitted cell finds. */
export interface Scan {
	/** Uses of names that the cell itself declares or imports. */
	references: TypeScript.Identifier[];
	/** Uses of earlier cells' names. */
	earlier: Map<TypeScript.Identifier, string>;
	/** Names that a function or a class of the cell uses. */
	captured: Set<string>;
	/** Names that cannot be saved at an await: hidden there, or used while `for await` waits. */
	unsteady: Set<string>;
	/** What `var` declares, inside blocks, too. */
	vars: Set<string>;
	awaits: { node: TypeScript.AwaitExpression | TypeScript.ForOfStatement; isTopLevel: boolean }[];
	/** The `import` of `import(…)`. */
	dynamicImports: Node[];
	/** Each `import.meta`. */
	metas: Node[];
	/** Whether the cell awaits at its top level. */
	isAsync: boolean;
}

interface Place {
	scopes: Scoped[];
	isInFunction: boolean;
	isInForAwait: boolean;
}

/** @param isEarlier whether earlier cells have declared a name */
export function scanCell(
	ts: Ts,
	file: TypeScript.SourceFile,
	isEarlier: (name: string) => boolean,
): Scan {
	const scanner = new Scanner(ts, file, isEarlier);
	scanner.visit(file, { scopes: [], isInFunction: false, isInForAwait: false });
	return scanner.scan;
}

class Scanner {
	readonly scan: Scan = {
		references: [],
		earlier: new Map(),
		captured: new Set(),
		unsteady: new Set(),
		vars: new Set(),
		awaits: [],
		dynamicImports: [],
		metas: [],
		isAsync: false,
	};
	readonly #ts: Ts;
	readonly #file: TypeScript.SourceFile;
	readonly #top: Map<TypeScript.__String, unknown>;
	readonly #isEarlier: (name: string) => boolean;

	constructor(ts: Ts, file: TypeScript.SourceFile, isEarlier: (name: string) => boolean) {
		this.#ts = ts;
		this.#file = file;
		this.#top = (file as Scoped).locals ?? new Map();
		this.#isEarlier = isEarlier;
	}

	visit(node: Node, place: Place): void {
		const ts = this.#ts;
		if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return;
		if (ts.isIdentifier(node)) {
			if (isReference(ts, node)) this.#refer(node, place);
			return;
		}
		const isForAwait = ts.isForOfStatement(node) && node.awaitModifier !== undefined;
		if (ts.isAwaitExpression(node) || isForAwait) this.#await(node, place);
		else if (ts.isMetaProperty(node)) this.#meta(node);
		else if (node.kind === ts.SyntaxKind.ImportKeyword) {
			if (ts.isCallExpression(node.parent)) this.scan.dynamicImports.push(node);
		} else if (!place.isInFunction && ts.isVariableDeclarationList(node)) {
			if (!(node.flags & ts.NodeFlags.BlockScoped)) {
				for (const name of declaredNames(ts, node)) this.scan.vars.add(name);
			}
		}
		const isFunction = ts.isFunctionLike(node) || ts.isClassLike(node);
		const inside = {
			scopes: [...place.scopes, ...this.#scopesOf(node)],
			isInFunction: place.isInFunction || isFunction,
			isInForAwait: place.isInForAwait || (isForAwait && !place.isInFunction),
		};
		ts.forEachChild(node, (child) => this.visit(child, inside));
	}

	#await(node: TypeScript.AwaitExpression | TypeScript.ForOfStatement, place: Place): void {
		this.scan.awaits.push({ node, isTopLevel: !place.isInFunction });
		if (place.isInFunction) return;
		this.scan.isAsync = true;
		for (const { locals } of place.scopes) {
			for (const name of locals?.keys() ?? []) {
				this.scan.unsteady.add(this.#ts.unescapeLeadingUnderscores(name));
			}
		}
	}

	#meta(node: TypeScript.MetaProperty): void {
		if (node.keywordToken === this.#ts.SyntaxKind.ImportKeyword) this.scan.metas.push(node);
	}

	#scopesOf(node: Node): Scoped[] {
		if (node === this.#file) return [];
		const scopes = (node as Scoped).locals ? [node as Scoped] : [];
		const hasOwnName = this.#ts.isFunctionExpression(node) || this.#ts.isClassExpression(node);
		return hasOwnName && node.name ? [...scopes, ownName(node.name)] : scopes;
	}

	#refer(node: TypeScript.Identifier, place: Place): void {
		const { text: name, escapedText } = node;
		if (place.scopes.some(({ locals }) => locals?.has(escapedText))) return;
		if (this.#top.has(escapedText)) this.scan.references.push(node);
		else if (this.#isEarlier(name)) this.scan.earlier.set(node, name);
		else return;
		if (place.isInFunction) this.scan.captured.add(name);
		if (place.isInForAwait) this.scan.unsteady.add(name);
	}
}

/** The scope in which a function or class expression sees its own name. */
function ownName(name: TypeScript.Identifier): Scoped {
	return { locals: new Map([[name.escapedText, name]]) } as unknown as Scoped;
}

/** Whether an identifier stands for a variable, and not for a property, a label or a declaration. */
function isReference(ts: Ts, node: TypeScript.Identifier): boolean {
	const { parent } = node;
	if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
	if (ts.isShorthandPropertyAssignment(parent)) return true;
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

export function declaredNames(ts: Ts, list: TypeScript.VariableDeclarationList): string[] {
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

export function isCallee(ts: Ts, node: Node): boolean {
	const { parent } = node;
	return (
		(ts.isCallExpression(parent) && parent.expression === node) ||
		(ts.isTaggedTemplateExpression(parent) && parent.tag === node)
	);
}
