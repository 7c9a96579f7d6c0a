import { parseCell, type Ts, type TypeScript } from "./typescript.js";

/** Those of the declarations in `text` whose name is wanted. */
export function pickDeclarations(
	ts: Ts,
	text: string,
	isWanted: (name: string) => boolean,
): string {
	const file = parseDeclarations(ts, text);
	return pick(ts, file, file.statements, isWanted, "declare ");
}

/**
 * What the converter leaves out of the declarations that it hands on: namespaces whose name is
 * wanted, and what is declared for all files.
 */
export function pickNamespaces(ts: Ts, text: string, isWanted: (name: string) => boolean): string {
	if (!/\b(namespace|global)\b/.test(text)) return "";
	const file = parseDeclarations(ts, text);
	const isKept = (statement: TypeScript.Statement) =>
		ts.isModuleDeclaration(statement) &&
		(ts.isGlobalScopeAugmentation(statement) || isWanted(statement.name.text));
	return file.statements
		.filter(isKept)
		.map((statement) => `${statement.getText(file)}\n`)
		.join("");
}

/** `text` without what it declares for all files and `code` declares for all files again. */
export function withoutGlobals(ts: Ts, text: string, code: string): string {
	if (!/\bglobal\b/.test(text) || !/\bglobal\b/.test(code)) return text;
	const again = new Set<string>();
	const cell = parseCell(ts, "cell.ts", code);
	for (const statement of globalsIn(ts, cell)) {
		for (const name of namesOf(ts, cell, statement)) again.add(name);
	}
	const file = parseDeclarations(ts, text);
	const kept = pick(ts, file, globalsIn(ts, file), (name) => !again.has(name), "");
	const others = pickDeclarations(ts, text, (name) => name !== "global");
	return kept === "" ? others : `${others}declare global {\n${kept}}\n`;
}

function parseDeclarations(ts: Ts, text: string): TypeScript.SourceFile {
	return ts.createSourceFile("declarations.d.ts", text, ts.ScriptTarget.ESNext, true);
}

/** What a file declares for all files. */
function globalsIn(ts: Ts, file: TypeScript.SourceFile): TypeScript.Statement[] {
	return file.statements.flatMap((statement) => {
		if (!ts.isModuleDeclaration(statement) || !ts.isGlobalScopeAugmentation(statement)) return [];
		return statement.body && ts.isModuleBlock(statement.body) ? [...statement.body.statements] : [];
	});
}

function pick(
	ts: Ts,
	file: TypeScript.SourceFile,
	statements: readonly TypeScript.Statement[],
	isWanted: (name: string) => boolean,
	prefix: "declare " | "",
): string {
	let kept = "";
	for (const statement of statements) {
		if (ts.isVariableStatement(statement)) {
			const { declarations, flags } = statement.declarationList;
			const { Const, Let } = ts.NodeFlags;
			const keyword = flags & Const ? "const" : flags & Let ? "let" : "var";
			for (const declaration of declarations) {
				if (!isWanted(declaration.name.getText(file))) continue;
				kept += `${prefix}${keyword} ${declaration.getText(file)};\n`;
			}
		} else if (namesOf(ts, file, statement).some(isWanted)) {
			kept += `${statement.getText(file)}\n`;
		}
	}
	return kept;
}

function namesOf(ts: Ts, file: TypeScript.SourceFile, statement: TypeScript.Statement): string[] {
	if (ts.isVariableStatement(statement)) {
		return statement.declarationList.declarations.map(({ name }) => name.getText(file));
	}
	const { name } = statement as { name?: TypeScript.Node };
	return [name?.getText(file) ?? ""];
}

/**
 * A cell without its own `export`s, for tslab exports all of its names: what is exported stays as
 * a declaration, or as an expression where it has no name. Everything stays in its column, but
 * for what follows on the same line.
 */
export function withoutExports(ts: Ts, code: string): string {
	if (!code.includes("export")) return code;
	const file = parseCell(ts, "cell.ts", code);
	const { ExportKeyword, DefaultKeyword, AbstractKeyword } = ts.SyntaxKind;
	let text = code;
	const replace = (start: number, end: number, by = "") => {
		text = text.slice(0, start) + by.padEnd(end - start) + text.slice(end);
	};
	for (const statement of [...file.statements].reverse()) {
		const start = statement.getStart(file);
		if (ts.isExportAssignment(statement)) {
			replace(start, statement.expression.getStart(file));
		} else if (ts.isExportDeclaration(statement)) {
			if (!statement.moduleSpecifier && !renames(ts, statement)) replace(start, statement.end);
		} else if (ts.canHaveModifiers(statement)) {
			const modifiers = ts.getModifiers(statement) ?? [];
			const exported = modifiers.filter(
				({ kind }) => kind === ExportKeyword || kind === DefaultKeyword,
			);
			const isNameless =
				(ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) &&
				!statement.name;
			if (isNameless && exported.length > 0)
				text = `${text.slice(0, statement.end)})${text.slice(statement.end)}`;
			for (const { kind, pos, end } of modifiers) {
				const from = pos + (code.slice(pos, end).match(/^\s*/)?.[0].length ?? 0);
				if (kind === ExportKeyword) replace(from, end, isNameless ? "(" : "");
				if (kind === DefaultKeyword || (isNameless && kind === AbstractKeyword)) replace(from, end);
			}
		}
	}
	return text;
}

/** Whether `export { a as b }` gives something another name than it has. */
function renames(ts: Ts, { exportClause }: TypeScript.ExportDeclaration): boolean {
	if (!exportClause || !ts.isNamedExports(exportClause)) return false;
	return exportClause.elements.some(({ propertyName }) => propertyName !== undefined);
}
