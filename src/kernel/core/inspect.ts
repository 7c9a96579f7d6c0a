import type { Inspection } from "./ports.js";
import { neverCancelled, type Ts, type TypeScript } from "./typescript.js";

/** Code, and what its documentation says. */
interface Entry {
	code: string;
	documentation: string;
	details: string[];
	source?: string | undefined;
}

const sourceLines = 60;

/**
 * The call that a position is in, with its parameters, and the name that it touches.
 *
 * @param detail 0 for what they are; 1 for all that is documented, and their source
 */
export function inspectAt(
	ts: Ts,
	program: TypeScript.Program,
	file: TypeScript.SourceFile,
	position: number,
	detail: number,
): Inspection | undefined {
	const entries = [
		...signatures(ts, program, file, position),
		...nameInfo(ts, program.getTypeChecker(), file, position),
	];
	if (entries.length === 0) return undefined;
	return {
		"text/plain": entries.map((entry) => plain(entry, detail)).join("\n\n"),
		"text/markdown": entries.map((entry) => markdown(entry, detail)).join("\n\n---\n\n"),
	};
}

function signatures(
	ts: Ts,
	program: TypeScript.Program,
	file: TypeScript.SourceFile,
	position: number,
): Entry[] {
	const help = ts.SignatureHelp.getSignatureHelpItems(
		program,
		file,
		position,
		{ kind: "invoked" },
		neverCancelled,
	);
	if (!help) return [];
	const text = ts.displayPartsToString;
	const { items, selectedItemIndex } = help;
	const chosen = items[selectedItemIndex];
	const ordered = chosen ? [chosen, ...items.filter((item) => item !== chosen)] : items;
	return ordered.slice(0, 5).map((item, index) => ({
		code: [
			text([...item.prefixDisplayParts]),
			item.parameters.map((each) => text(each.displayParts)).join(text(item.separatorDisplayParts)),
			text([...item.suffixDisplayParts]),
		].join(""),
		// The others differ in their parameters, and seldom in what is said of them.
		documentation: index === 0 ? text(item.documentation) : "",
		details:
			index === 0
				? item.parameters
						.filter(({ documentation }) => documentation.length > 0)
						.map(({ name, documentation }) => `\`${name}\`: ${text(documentation)}`)
				: [],
	}));
}

function nameInfo(
	ts: Ts,
	checker: TypeScript.TypeChecker,
	file: TypeScript.SourceFile,
	position: number,
): Entry[] {
	let node = ts.getTouchingPropertyName(file, position);
	if (!isName(ts, node) && position > 0) node = ts.getTouchingPropertyName(file, position - 1);
	if (!isName(ts, node)) return [];
	const symbol = checker.getSymbolAtLocation(node);
	if (!symbol) {
		const type = checker.getTypeAtLocation(node);
		if (type.flags & ts.TypeFlags.Any) return [];
		return [{ code: checker.typeToString(type), documentation: "", details: [] }];
	}
	const found = ts.SymbolDisplay.getSymbolDisplayPartsDocumentationAndSymbolKind(
		...([checker, symbol, file, enclosing(ts, node), node] as const),
	);
	const text = ts.displayPartsToString;
	return [
		{
			code: text(found.displayParts),
			documentation: text(found.documentation),
			details: (found.tags ?? []).map((tag) => `*@${tag.name}* ${text(tag.text)}`.trim()),
			source: sourceOf(symbol),
		},
	];
}

function isName(ts: Ts, node: TypeScript.Node): boolean {
	return (
		ts.isIdentifier(node) ||
		ts.isPrivateIdentifier(node) ||
		node.kind === ts.SyntaxKind.ThisKeyword ||
		node.kind === ts.SyntaxKind.SuperKeyword
	);
}

/** The node from which a name is seen. */
function enclosing(ts: Ts, node: TypeScript.Node): TypeScript.Node | undefined {
	return ts.findAncestor(node.parent, (each) => ts.isFunctionLike(each) || ts.isSourceFile(each));
}

/** The code of something that a local module or this cell declares. */
function sourceOf(symbol: TypeScript.Symbol): string | undefined {
	const declaration = symbol.declarations?.[0];
	if (!declaration || declaration.getSourceFile().isDeclarationFile) return undefined;
	const lines = declaration.getText().split("\n");
	const shown = lines.slice(0, sourceLines).join("\n");
	return lines.length > sourceLines ? `${shown}\n…` : shown;
}

function plain({ code, documentation, details, source }: Entry, detail: number): string {
	if (detail === 0) return [code, documentation].filter(Boolean).join("\n\n");
	return [code, documentation, details.join("\n"), source ?? ""].filter(Boolean).join("\n\n");
}

function markdown({ code, documentation, details, source }: Entry, detail: number): string {
	const parts = [fenced(code), documentation];
	if (details.length > 0) parts.push(details.map((line) => `- ${line}`).join("\n"));
	if (detail > 0 && source !== undefined) parts.push(fenced(source));
	return parts.filter(Boolean).join("\n\n");
}

function fenced(code: string): string {
	return `\`\`\`typescript\n${code}\n\`\`\``;
}
