import type * as TypeScript from "typescript";

/** Parts of TypeScript that it exports but does not declare. */
interface Internals {
	bindSourceFile(file: TypeScript.SourceFile, options: TypeScript.CompilerOptions): void;
	isGlobalScopeAugmentation(module: TypeScript.ModuleDeclaration): boolean;
	nullTransformationContext: TypeScript.TransformationContext;
	findPrecedingToken(position: number, file: TypeScript.SourceFile): TypeScript.Node | undefined;
	getTouchingPropertyName(file: TypeScript.SourceFile, position: number): TypeScript.Node;
	getTokenAtPosition(file: TypeScript.SourceFile, position: number): TypeScript.Node;
	Completions: {
		getCompletionsAtPosition(
			host: object,
			program: TypeScript.Program,
			log: (text: string) => void,
			file: TypeScript.SourceFile,
			position: number,
			preferences: TypeScript.UserPreferences,
			trigger: undefined,
			kind: TypeScript.CompletionTriggerKind,
			cancellation: TypeScript.CancellationToken,
		): TypeScript.CompletionInfo | undefined;
	};
	SignatureHelp: {
		getSignatureHelpItems(
			program: TypeScript.Program,
			file: TypeScript.SourceFile,
			position: number,
			trigger: TypeScript.SignatureHelpTriggerReason,
			cancellation: TypeScript.CancellationToken,
		): TypeScript.SignatureHelpItems | undefined;
	};
	SymbolDisplay: {
		getSymbolDisplayPartsDocumentationAndSymbolKind(
			checker: TypeScript.TypeChecker,
			symbol: TypeScript.Symbol,
			file: TypeScript.SourceFile,
			enclosing: TypeScript.Node | undefined,
			location: TypeScript.Node,
		): Pick<TypeScript.QuickInfo, "displayParts" | "documentation" | "tags"> & {
			symbolKind: TypeScript.ScriptElementKind;
		};
	};
}

export type Ts = typeof TypeScript & Internals;
export type { TypeScript };

/** What TypeScript knows of a file and does not declare. */
export interface FileInternals {
	locals?: Map<TypeScript.__String, TypeScript.Symbol>;
	parseDiagnostics: readonly TypeScript.DiagnosticWithLocation[];
	/** The names of modules in imports, exports, `import()` and, in JavaScript, `require()`. */
	imports: readonly TypeScript.StringLiteralLike[];
	commonJsModuleIndicator?: unknown;
	externalModuleIndicator?: unknown;
}

export const internalsOf = (file: TypeScript.SourceFile): FileInternals =>
	file as unknown as FileInternals;

/** The same for a program. */
interface ProgramInternals {
	getResolvedModuleFromModuleSpecifier(
		specifier: TypeScript.StringLiteralLike,
		file: TypeScript.SourceFile,
	): { resolvedModule?: TypeScript.ResolvedModuleFull } | undefined;
}

export function resolvedModule(
	program: TypeScript.Program,
	specifier: TypeScript.StringLiteralLike,
	file: TypeScript.SourceFile,
): TypeScript.ResolvedModuleFull | undefined {
	const internals = program as unknown as ProgramInternals;
	return internals.getResolvedModuleFromModuleSpecifier(specifier, file)?.resolvedModule;
}

/** What cannot be declared: tslab's TypeScript takes a cancellation token everywhere. */
export const neverCancelled: TypeScript.CancellationToken = {
	isCancellationRequested: () => false,
	throwIfCancellationRequested: () => {},
};

/** A cell may have elements of JSX in it, if it is no TypeScript without them. */
export function parseCell(
	ts: Ts,
	path: string,
	text: string,
	options: TypeScript.ScriptTarget | TypeScript.CreateSourceFileOptions = ts.ScriptTarget.ESNext,
): TypeScript.SourceFile {
	const file = ts.createSourceFile(path, text, options, true);
	if (internalsOf(file).parseDiagnostics.length === 0) return file;
	const withJsx = ts.createSourceFile(path, text, options, true, ts.ScriptKind.TSX);
	return internalsOf(withJsx).parseDiagnostics.length === 0 ? withJsx : file;
}

export function withoutMapComment(text: string): string {
	return text.replace(/\/\/# sourceMappingURL=.*\s*$/, "");
}
