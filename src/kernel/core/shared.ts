import type { Editor } from "./editor.js";
import type { Ts, TypeScript } from "./typescript.js";

/**
 * Rewrites a use of an earlier cell's variable that lives elsewhere. V8 inlines the two functions
 * of its slot, and then the variable is as fast as one of the cell's own that a function uses:
 * accessors, which would need no rewriting, take ten times as long.
 *
 * - `s` becomes `slot.get()`, `s = e` becomes `slot.set(e)`, `s += e` `slot.set(slot.get() + (e))`,
 *   and `s++`, where nobody looks at what it gives, `slot.set(step(slot.get()))`.
 * - Elsewhere, in the patterns of assignments for instance, `slot.v` does the same, more slowly.
 */
export class SharedUses {
	/** The functions `++` and `--` that were needed. */
	readonly steps = new Set<"++" | "--">();
	readonly #ts: Ts;
	readonly #file: TypeScript.SourceFile;
	readonly #editor: Editor;
	readonly #runtime: string;

	constructor(ts: Ts, file: TypeScript.SourceFile, editor: Editor, runtime: string) {
		this.#ts = ts;
		this.#file = file;
		this.#editor = editor;
		this.#runtime = runtime;
	}

	/** Statements for the head of the cell. */
	code(): string[] {
		return [...this.steps].map((step) => `const ${this.#stepName(step)} = (v) => ${step}v;`);
	}

	rewrite(node: TypeScript.Identifier, slot: string): void {
		const { parent } = node;
		const start = node.getStart(this.#file);
		// In a pattern, `s = e` is no assignment, but a default.
		const isAssigned = this.#ts.isBinaryExpression(parent) && !this.#isTarget(parent);
		if (isAssigned && parent.left === node && this.#assign(parent, slot)) return;
		const step = this.#stepOf(parent);
		if (step) {
			this.steps.add(step);
			const code = `${slot}.set(${this.#stepName(step)}(${slot}.get()))`;
			this.#editor.replace(parent.getStart(this.#file), parent.end, code);
			return;
		}
		const got = this.#isMade(node) ? `(${slot}.get())` : `${slot}.get()`;
		const value = this.#isTarget(node) ? `${slot}.v` : got;
		if (this.#ts.isShorthandPropertyAssignment(parent) && parent.name === node) {
			this.#editor.insert(node.end, `: ${value}`);
		} else {
			this.#editor.replace(start, node.end, value);
		}
	}

	#stepName(step: "++" | "--"): string {
		return `${this.#runtime}${step === "++" ? "up" : "down"}`;
	}

	/** @returns whether this is an assignment, and no other operator */
	#assign({ left, operatorToken, right }: TypeScript.BinaryExpression, slot: string): boolean {
		const operator = operatorToken.getText(this.#file);
		if (!/^(?!(?:[=!]==?|[<>]=)$).*=$/.test(operator)) return false;
		const start = left.getStart(this.#file);
		const value = right.getStart(this.#file);
		const binary = operator.slice(0, -1);
		if (binary === "") {
			this.#editor.replace(start, value, `${slot}.set(`);
			this.#editor.close(right.end, ")", start);
		} else if (["??", "||", "&&"].includes(binary)) {
			this.#editor.replace(start, value, `(${slot}.get() ${binary} ${slot}.set(`);
			this.#editor.close(right.end, "))", start);
		} else {
			this.#editor.replace(start, value, `${slot}.set(${slot}.get() ${binary} (`);
			this.#editor.close(right.end, "))", start);
		}
		return true;
	}

	/** `++` or `--`, if the new value is all that matters. */
	#stepOf(node: TypeScript.Node): "++" | "--" | undefined {
		const ts = this.#ts;
		const isPrefix = ts.isPrefixUnaryExpression(node);
		if (!isPrefix && !ts.isPostfixUnaryExpression(node)) return undefined;
		const { PlusPlusToken, MinusMinusToken } = ts.SyntaxKind;
		if (node.operator !== PlusPlusToken && node.operator !== MinusMinusToken) return undefined;
		const { parent } = node;
		const isUnused =
			(ts.isExpressionStatement(parent) && parent !== this.#lastStatement()) ||
			(ts.isForStatement(parent) && parent.incrementor === node);
		if (!isPrefix && !isUnused) return undefined;
		return node.operator === PlusPlusToken ? "++" : "--";
	}

	/** Its value may be the cell's result. */
	#lastStatement(): TypeScript.Statement | undefined {
		return this.#file.statements.findLast((each) => !this.#ts.isExportDeclaration(each));
	}

	/** Whether it is the `A` of `new A()` or `new A.B()`, which ends where parentheses begin. */
	#isMade(node: TypeScript.Expression): boolean {
		const { parent } = node;
		if (this.#ts.isNewExpression(parent)) return parent.expression === node;
		const isMember =
			this.#ts.isPropertyAccessExpression(parent) || this.#ts.isElementAccessExpression(parent);
		return isMember && parent.expression === node && this.#isMade(parent);
	}

	/** Whether something is assigned to, in a pattern, by a loop, or with parentheses around it. */
	#isTarget(node: TypeScript.Node): boolean {
		const ts = this.#ts;
		const { parent } = node;
		if (ts.isBinaryExpression(parent)) {
			const isAssignment = parent.operatorToken.kind === ts.SyntaxKind.EqualsToken;
			return parent.left === node && (isAssignment || !ts.isIdentifier(node));
		}
		if (ts.isForOfStatement(parent) || ts.isForInStatement(parent)) {
			return parent.initializer === node;
		}
		if (ts.isPostfixUnaryExpression(parent)) return true;
		if (ts.isPrefixUnaryExpression(parent)) {
			const { PlusPlusToken, MinusMinusToken } = ts.SyntaxKind;
			return [PlusPlusToken, MinusMinusToken].includes(parent.operator as never);
		}
		const isPart =
			ts.isArrayLiteralExpression(parent) ||
			ts.isObjectLiteralExpression(parent) ||
			ts.isSpreadElement(parent) ||
			ts.isSpreadAssignment(parent) ||
			ts.isParenthesizedExpression(parent) ||
			(ts.isPropertyAssignment(parent) && parent.initializer === node) ||
			(ts.isShorthandPropertyAssignment(parent) && parent.name === node);
		return isPart && this.#isTarget(parent);
	}
}
