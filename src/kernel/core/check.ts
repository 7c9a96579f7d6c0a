import type { Language } from "./files.js";
import type { ErrorReport } from "./protocol.js";
import type { Places } from "./settings.js";
import type { Tslab } from "./tslab.js";
import { internalsOf, type Ts, type TypeScript } from "./typescript.js";

/** What is wrong with a cell or a module, and with the local modules that it needs. */
export function check({ ts, programs, settings }: Tslab, file: TypeScript.SourceFile) {
	const { program, clean } = programs;
	const found: TypeScript.Diagnostic[] = [];
	for (const each of [file, ...programs.dependencies(file)]) {
		if (clean.has(each) || each.fileName.endsWith(".json")) continue;
		// What comes with the kernel is right, whatever is strict in the reader's project.
		if (isInstalled(settings, each.fileName) || programs.isPrepared(each.fileName)) continue;
		const syntax = program.getSyntacticDiagnostics(each);
		const mistakes = [...syntax, ...program.getSemanticDiagnostics(each)].filter(isMistake);
		if (mistakes.length === 0 && each !== file) clean.add(each);
		found.push(...mistakes);
	}
	return [...ts.sortAndDeduplicateDiagnostics(found)];
}

/** Whether a file came with the kernel, to a place that the reader's notebook is not in. */
function isInstalled({ folder, home }: Places, path: string): boolean {
	return path.startsWith(`${home}/`) && !`${folder}/`.startsWith(`${home}/`);
}

/** Which flags a regular expression may have is for the engine to say, and not for the target. */
function isMistake({ code }: TypeScript.Diagnostic): boolean {
	return code !== 1501;
}

/** Whether a module was not found: it may have been made when the next cell comes. */
export function isUnresolved(ts: Ts, diagnostic: TypeScript.Diagnostic): boolean {
	const node = nodeOf(ts, diagnostic);
	return node !== undefined && isModuleName(ts, node);
}

/**
 * Whether something may be right once all types of Node are known, and not only what
 * `globals.d.ts` says: an unknown name, a module of Node's, a type of which that file has a part.
 */
export function isAboutNode(
	{ ts, programs, settings }: Tslab,
	language: Language,
	diagnostic: TypeScript.Diagnostic,
): boolean {
	const node = nodeOf(ts, diagnostic);
	const file = diagnostic.file;
	if (!node || !file || internalsOf(file).parseDiagnostics.length > 0) return false;
	if (isModuleName(ts, node)) return language.isBuiltIn(node.text);
	const checker = programs.program.getTypeChecker();
	const { parent } = node;
	if (ts.isPropertyAccessExpression(parent) && parent.name === node) {
		return isPartial(checker.getTypeAtLocation(parent.expression));
	}
	if (ts.isIdentifier(node) && !checker.getSymbolAtLocation(node)?.declarations) {
		// What types there are cannot be seen at run time.
		return language.hasGlobal(node.text) || ts.findAncestor(node, ts.isTypeNode) !== undefined;
	}
	return mentions(ts.findAncestor(node, ts.isStatement) ?? node);

	function mentions(place: TypeScript.Node): boolean {
		if (ts.isIdentifier(place)) {
			const symbol = checker.getSymbolAtLocation(place);
			// The console is described in full.
			if (symbol?.name !== "console" || !isDeclaredHere(symbol)) {
				if (isDeclaredHere(symbol) || isPartial(checker.getTypeAtLocation(place))) return true;
			}
		}
		return ts.forEachChild(place, mentions) ?? false;
	}

	function isPartial(type: TypeScript.Type): boolean {
		if (type.isUnionOrIntersection()) return type.types.some(isPartial);
		return isDeclaredHere(type.symbol) || isDeclaredHere(type.aliasSymbol);
	}

	function isDeclaredHere(symbol: TypeScript.Symbol | undefined): boolean {
		return (symbol?.declarations ?? []).some(
			(declaration) => declaration.getSourceFile().fileName === settings.globals,
		);
	}
}

function isModuleName(ts: Ts, node: TypeScript.Node): node is TypeScript.StringLiteral {
	if (!ts.isStringLiteral(node)) return false;
	const { parent } = node;
	return (
		ts.isImportDeclaration(parent) ||
		ts.isExportDeclaration(parent) ||
		ts.isExternalModuleReference(parent) ||
		(ts.isLiteralTypeNode(parent) && ts.isImportTypeNode(parent.parent)) ||
		(ts.isCallExpression(parent) && parent.expression.kind === ts.SyntaxKind.ImportKeyword)
	);
}

function nodeOf(ts: Ts, { file, start }: TypeScript.Diagnostic): TypeScript.Node | undefined {
	return file && start !== undefined ? ts.getTokenAtPosition(file, start) : undefined;
}

/** How a cell's own file, and those of cells that are modules, are shown. */
export interface Naming {
	/** The name of a file in messages. */
	nameOf(path: string): string;
	/** Lines that a file has before the first one that the user wrote. */
	prefixLines(path: string): number;
}

/** The errors of a cell, each with its file, its line, and the lines that it speaks of. */
export function reportMistakes(
	ts: Ts,
	diagnostics: readonly TypeScript.Diagnostic[],
	naming: Naming,
): ErrorReport {
	const [first] = diagnostics;
	const evalue = first ? ts.flattenDiagnosticMessageText(first.messageText, "\n") : "";
	return {
		ename: `TS${first?.code ?? ""}`,
		evalue: evalue.split("\n")[0] ?? "",
		traceback: diagnostics.map((diagnostic) => describe(ts, diagnostic, naming)),
	};
}

function describe(ts: Ts, diagnostic: TypeScript.Diagnostic, naming: Naming): string {
	const { file, start = 0, length = 0, code, messageText } = diagnostic;
	const message = `error TS${code}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
	if (!file) return message;
	const from = ts.getLineAndCharacterOfPosition(file, start);
	const to = ts.getLineAndCharacterOfPosition(file, start + length);
	const lines = file.text.split("\n");
	const text = (lines[from.line] ?? "").trimEnd();
	const width = to.line === from.line ? length : text.length - from.character;
	const mark = text.slice(0, from.character).replace(/[^\t]/g, " ");
	const line = from.line + 1 - naming.prefixLines(file.fileName);
	return [
		`${naming.nameOf(file.fileName)}:${line}:${from.character + 1} - ${message}`,
		`    ${text}`,
		`    ${mark}${"~".repeat(Math.max(1, width))}`,
	].join("\n");
}
