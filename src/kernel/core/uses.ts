import type { Scan } from "./scan.js";
import type { Ts, TypeScript } from "./typescript.js";

type Node = TypeScript.Node;

/** What a cell names, as its text says it. */
export interface CellUses {
	/**
	 * What it declares. Imports are `code`, and functions and classes that use none of the values that
	 * the cell itself declares: only another text changes them.
	 */
	readonly declares: Readonly<Record<string, "value" | "code">>;
	/** The names that it uses itself, its own and earlier cells'. */
	readonly direct: readonly string[];
	/** Earlier cells' names that it gives another value. */
	readonly assigns: readonly string[];
	/** The names that its functions and classes use, by the names of these. */
	readonly through: Readonly<Record<string, readonly string[]>>;
	/** The names that functions without a name use: whoever holds such a function may call it. */
	readonly inside: readonly string[];
	/** Where each imported name is from: the module's name. */
	readonly imports: Readonly<Record<string, string>>;
}

/**
 * What a cell names. What a function uses is used by whoever calls it, and is kept by its name.
 *
 * @param file what TypeScript has emitted for the cell
 * @param declared the names that the cell declares
 * @param imports those of them that it imports
 */
export function usesOf(
	ts: Ts,
	file: TypeScript.SourceFile,
	{ references, earlier }: Scan,
	declared: readonly string[],
	imports: CellUses["imports"],
): CellUses {
	const direct = new Set<string>();
	const inside = new Set<string>();
	const assigns = new Set<string>();
	const overwritten = new Set<string>();
	const through = new Map<string, Set<string>>();
	for (const node of [...references, ...earlier.keys()].sort((a, b) => a.pos - b.pos)) {
		const { text: name } = node;
		const { owner, isInFunction } = placeOf(ts, file, node);
		if (earlier.has(node) && isTarget(ts, node)) assigns.add(name);
		if (owner !== undefined) through.set(owner, (through.get(owner) ?? new Set()).add(name));
		if (owner !== undefined && isInFunction) continue;
		if (isInFunction) inside.add(name);
		if (!direct.has(name) && overwrites(ts, file, node)) overwritten.add(name);
		if (!overwritten.has(name)) direct.add(name);
	}
	const code = new Set([...Object.keys(imports), ...file.statements.flatMap(codeIn(ts))]);
	const values = new Set([...declared].filter((name) => !code.has(name)));
	for (const value of values) {
		for (const [name, used] of through) if (used.has(value)) values.add(name);
	}
	return {
		declares: Object.fromEntries(
			Array.from(declared, (name) => [name, values.has(name) ? "value" : "code"] as const),
		),
		direct: [...direct],
		assigns: [...assigns],
		through: Object.fromEntries(Array.from(through, ([name, used]) => [name, [...used]])),
		inside: [...inside],
		imports,
	};
}

/** The names that a statement of the top level gives to functions and classes. */
function codeIn(ts: Ts): (statement: TypeScript.Statement) => string[] {
	return (statement) => {
		if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) {
			return statement.name ? [statement.name.text] : [];
		}
		if (!ts.isVariableStatement(statement)) return [];
		return statement.declarationList.declarations.flatMap((each) => codeName(ts, each) ?? []);
	};
}

/** `f` of `const f = () => …`. */
function codeName(ts: Ts, { name, initializer, parent }: TypeScript.VariableDeclaration) {
	const isConst = (parent.flags & ts.NodeFlags.Const) !== 0;
	const isCode =
		initializer !== undefined &&
		(ts.isFunctionLike(initializer) || ts.isClassExpression(initializer));
	return isConst && isCode && ts.isIdentifier(name) ? name.text : undefined;
}

/** The function or class of the top level that a node is part of, and whether that runs later. */
function placeOf(ts: Ts, file: TypeScript.SourceFile, node: Node) {
	let owner: string | undefined;
	let isInFunction = false;
	for (let at = node; at !== file; at = at.parent) {
		if (ts.isFunctionLike(at)) isInFunction = true;
		if (ts.isFunctionDeclaration(at) || ts.isClassDeclaration(at)) {
			if (at.parent === file) owner = at.name?.text;
		} else if (ts.isVariableDeclaration(at) && at.parent.parent.parent === file) {
			owner = codeName(ts, at);
		}
	}
	return { owner, isInFunction };
}

/** Whether a name gets another value here, of its own or in a pattern. */
function isTarget(ts: Ts, node: Node): boolean {
	const { parent } = node;
	if (ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent)) {
		const { PlusPlusToken, MinusMinusToken } = ts.SyntaxKind;
		return parent.operator === PlusPlusToken || parent.operator === MinusMinusToken;
	}
	if (ts.isBinaryExpression(parent)) {
		const { kind } = parent.operatorToken;
		const { FirstAssignment, LastAssignment } = ts.SyntaxKind;
		return parent.left === node && kind >= FirstAssignment && kind <= LastAssignment;
	}
	if (ts.isForOfStatement(parent) || ts.isForInStatement(parent))
		return parent.initializer === node;
	const isPart =
		ts.isArrayLiteralExpression(parent) ||
		ts.isObjectLiteralExpression(parent) ||
		ts.isSpreadElement(parent) ||
		ts.isSpreadAssignment(parent) ||
		ts.isParenthesizedExpression(parent) ||
		ts.isPropertyAssignment(parent) ||
		ts.isShorthandPropertyAssignment(parent);
	return isPart && isTarget(ts, parent);
}

/** Whether a statement of the top level is `name = …`, and what stands there does not use the name. */
function overwrites(ts: Ts, file: TypeScript.SourceFile, node: TypeScript.Identifier): boolean {
	const { parent } = node;
	if (!ts.isBinaryExpression(parent) || parent.left !== node) return false;
	if (parent.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return false;
	if (!ts.isExpressionStatement(parent.parent) || parent.parent.parent !== file) return false;
	return !mentions(ts, parent.right, node.text);
}

function mentions(ts: Ts, place: Node, name: string): boolean {
	if (ts.isIdentifier(place) && place.text === name) return true;
	return ts.forEachChild(place, (child) => mentions(ts, child, name)) ?? false;
}
