import ts from "typescript";

/** Says a text, which stands in a cell, in another language. */
export type Say = (text: string) => string;

/** A part of a program that may be words: a string, a template or a comment, without its marks. */
interface Words {
	readonly start: number;
	readonly end: number;
	/** As it stands in the program, with `${…}` for what it computes. */
	readonly text: string;
	/** Where these computed parts stand. */
	readonly computed: readonly { readonly start: number; readonly end: number }[];
	readonly isSaid: boolean;
}

/**
 * A program that says its strings and comments, those that a reader sees, in another language. All
 * the rest stays as it is.
 */
export function translateCode(source: string, say: Say): string {
	const words = wordsIn(source);
	const translated = (start: number, end: number): string => {
		let text = "";
		let at = start;
		for (const each of words) {
			if (each.start < at || each.end > end) continue;
			text += source.slice(at, each.start) + saidAs(each);
			at = each.end;
		}
		return text + source.slice(at, end);
	};
	const saidAs = ({ text, isSaid, computed, start, end }: Words): string => {
		if (!isSaid && computed.length === 0) return source.slice(start, end);
		const inside = computed.map((part) => ({
			from: `\${${source.slice(part.start, part.end)}}`,
			to: `\${${translated(part.start, part.end)}}`,
		}));
		return inside.reduce(
			(said, { from, to }) => said.split(from).join(to),
			isSaid ? say(text) : text,
		);
	};
	return translated(0, source.length);
}

/** A program without its words, to be compared with its translation. */
export function withoutWords(source: string): string {
	let text = "";
	let at = 0;
	for (const { start, end, computed } of wordsIn(source)) {
		if (start < at) continue;
		text += source.slice(at, start);
		// Another language computes the same, perhaps in another order.
		text += computed
			.map((part) => withoutWords(source.slice(part.start, part.end)))
			.sort()
			.join();
		at = end;
	}
	return text + source.slice(at);
}

/** Strings that the program needs as they are, and that a translation has changed. */
export function changedNeeds(source: string, translation: string): string[] {
	const others = wordsIn(translation);
	return wordsIn(source).flatMap(({ text, isSaid, computed }, at) =>
		isSaid || computed.length > 0 || others[at]?.text === text ? [] : [text],
	);
}

/** What a string computes: `${…}`, which may hold braces itself. */
export const COMPUTED = /\$\{(?:[^{}]|\{[^{}]*\})*\}/g;

/** All strings, templates and comments, in the order of their beginnings; the inner after the outer. */
function wordsIn(source: string): Words[] {
	const file = ts.createSourceFile("cell.ts", source, ts.ScriptTarget.Latest, true);
	const [names, shown] = [new Set<string>(), new Set<string>()];
	const found: Words[] = [];
	// Comments are looked for where no literal is.
	let bare = source;
	const blank = (start: number, end: number) => {
		bare = bare.slice(0, start) + " ".repeat(end - start) + bare.slice(end);
	};
	const visit = (node: ts.Node): void => {
		if (ts.isIdentifier(node)) names.add(node.text);
		if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) {
			if (ts.isPropertyAssignment(node.parent)) shown.add(node.getText().slice(1, -1));
			found.push(literalWords(node, source));
			blank(node.getStart(), node.end);
		}
		if (ts.isRegularExpressionLiteral(node)) blank(node.getStart(), node.end);
		ts.forEachChild(node, visit);
	};
	visit(file);
	for (const { 0: comment, index } of bare.matchAll(/\/\/[^\n]*|\/\*.*?\*\//gs)) {
		const text = comment.replace(/^\/[/*]+\s*/, "").replace(/\s*(\*\/)?$/, "");
		const start = index + comment.indexOf(text);
		found.push({ start, end: start + text.length, text, computed: [], isSaid: hasWords(text) });
	}
	// A variable's name is one, but where it stands as a label or a table's heading.
	const isName = ({ text }: Words) => names.has(text) && !shown.has(text);
	return found
		.map((words) => ({ ...words, isSaid: words.isSaid && !isName(words) }))
		.sort((a, b) => a.start - b.start);
}

function literalWords(node: ts.StringLiteralLike | ts.TemplateExpression, source: string): Words {
	const [start, end] = [node.getStart() + 1, node.end - 1];
	const text = source.slice(start, end);
	const computed = ts.isTemplateExpression(node)
		? node.templateSpans.map(({ expression }) => ({
				start: expression.getStart(),
				end: expression.end,
			}))
		: [];
	return { start, end, text, computed, isSaid: !isForProgram(node) && hasWords(text) };
}

/** Whether there are words in it beside what is computed, tags, symbols, and names of the field. */
function hasWords(text: string): boolean {
	const rest = text
		.replace(COMPUTED, " ")
		.replace(/<[^>]*>|%\{[^}]*\}|\$[^$]+\$|\\+\w+/g, " ")
		.replace(/\b(RNN|LSTM|GRU|tanh|net|Math|src)\b/g, " ");
	return /\p{L}{2}/u.test(rest);
}

/** Strings that are not for a reader: paths, names of kinds, what a program compares with. */
function isForProgram(node: ts.Node): boolean {
	const { parent } = node;
	const text = node.getText().slice(1, -1);
	if (/^\.{0,2}\/|^src\/|^\w+(\+\w+)+$/.test(text) || KINDS.has(text)) return true;
	if (ts.isImportDeclaration(parent) || ts.isLiteralTypeNode(parent)) return true;
	if (ts.isElementAccessExpression(parent)) return true;
	if (ts.isBinaryExpression(parent)) return /^[!=]==$/.test(parent.operatorToken.getText());
	if (ts.isPropertyAssignment(parent)) {
		return parent.initializer === node && TECHNICAL.has(parent.name.getText());
	}
	if (!ts.isCallExpression(parent)) return false;
	return /^(withLastRun|parse|derivative|indexOf|toLocaleString)$/.test(nameOf(parent.expression));
}

const nameOf = (expression: ts.Expression) =>
	ts.isPropertyAccessExpression(expression) ? expression.name.text : expression.getText();

/** Attributes whose values are for a program. */
const TECHNICAL = new Set([
	"mode",
	"dash",
	"scale",
	"shape",
	"kind",
	"start",
	"optimizer",
	"value",
]);

/** Names of the course's own kinds of things. */
const KINDS = new Set(
	"lines markers dash dot log diverging adam rnn lstm tanh sigmoid softmax identity backward core rings spirals en".split(
		" ",
	),
);
