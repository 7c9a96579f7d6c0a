import type { Ts, TypeScript } from "./typescript.js";

/**
 * At the top level of a cell, `using x = y` becomes `const x = $$.use(y)`: TypeScript would put
 * the whole cell into a block, and a cell's variables outlive it. Its end disposes of them.
 */
export function lowerUsing(
	ts: Ts,
	runtime: string,
): TypeScript.TransformerFactory<TypeScript.SourceFile> {
	return ({ factory }) =>
		(file) => {
			if (usingKind(ts, file) === undefined) return file;
			const statements = file.statements.map((statement) => {
				const kind = kindOf(ts, statement);
				if (kind === undefined || !ts.isVariableStatement(statement)) return statement;
				const use = factory.createPropertyAccessExpression(
					factory.createIdentifier(runtime),
					kind === "sync" ? "use" : "useAsync",
				);
				const declarations = statement.declarationList.declarations.map((declaration) =>
					factory.updateVariableDeclaration(
						declaration,
						declaration.name,
						undefined,
						undefined,
						declaration.initializer &&
							factory.createCallExpression(use, undefined, [declaration.initializer]),
					),
				);
				return factory.updateVariableStatement(
					statement,
					statement.modifiers,
					factory.createVariableDeclarationList(declarations, ts.NodeFlags.Const),
				);
			});
			return factory.updateSourceFile(file, statements);
		};
}

/** What a cell has to dispose of at its end, if anything. */
export function usingKind(ts: Ts, file: TypeScript.SourceFile): "sync" | "async" | undefined {
	const kinds = file.statements.map((statement) => kindOf(ts, statement));
	if (kinds.includes("async")) return "async";
	return kinds.includes("sync") ? "sync" : undefined;
}

function kindOf(ts: Ts, statement: TypeScript.Statement): "sync" | "async" | undefined {
	if (!ts.isVariableStatement(statement)) return undefined;
	const { BlockScoped, Using, AwaitUsing } = ts.NodeFlags;
	const flags = statement.declarationList.flags & BlockScoped;
	if (flags === AwaitUsing) return "async";
	return flags === Using ? "sync" : undefined;
}
