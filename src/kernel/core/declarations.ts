import { parseCell, type Ts, type TypeScript } from "./typescript.js";

/** Those of the declarations in `text` whose name is wanted. */
export function pickDeclarations(
	ts: Ts,
	text: string,
	isWanted: (name: string) => boolean,
): string {
	const file = ts.createSourceFile("declarations.d.ts", text, ts.ScriptTarget.ESNext, true);
	let kept = "";
	for (const statement of file.statements) {
		if (ts.isVariableStatement(statement)) {
			const { declarations, flags } = statement.declarationList;
			const keyword = flags & ts.NodeFlags.Const ? "const" : "let";
			for (const declaration of declarations) {
				if (!isWanted(declaration.name.getText(file))) continue;
				kept += `declare ${keyword} ${declaration.getText(file)};\n`;
			}
		} else {
			const { name } = statement as { name?: TypeScript.Node };
			if (isWanted(name?.getText(file) ?? "")) kept += `${statement.getText(file)}\n`;
		}
	}
	return kept;
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
