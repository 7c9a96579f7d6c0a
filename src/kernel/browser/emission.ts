import type { Emission } from "../core/tslab.js";
import { internalsOf, type Ts, type TypeScript, withoutMapComment } from "../core/typescript.js";

type Transform = TypeScript.TransformerFactory<TypeScript.SourceFile>;

/**
 * What a browser needs in code, because nothing in it looks on from outside as Node does.
 *
 * - No hooks follow promises: `await x` becomes `(await $$follow(x))()`, and what comes of it is
 *   called as the cell that awaits. See `following.ts`.
 * - Nothing ends a loop: where memory can be shared, each loop of a cell looks after every 1024
 *   rounds whether it is to stop. See `stopping.ts`.
 * - Modules cannot be loaded twice under one name: they become functions, as CommonJS has them.
 *
 * @param canStop whether loops can hear of a stop
 */
export function emissionFor(ts: Ts, canStop: boolean): Emission {
	return {
		transforms: canStop ? [followed(ts), watched(ts)] : [followed(ts)],
		emitModule: (file) => emitFunction(ts, file),
	};
}

/** Calls on behalf of a cell what comes of its awaits. */
function followed(ts: Ts): Transform {
	return (context) => (file) => {
		const { factory: f } = context;
		const call = (name: string, argument: TypeScript.Expression) =>
			f.createCallExpression(f.createIdentifier(name), undefined, [argument]);
		const visit = (node: TypeScript.Node): TypeScript.Node => {
			const visited = ts.visitEachChild(node, visit, context);
			if (ts.isAwaitExpression(visited)) {
				const awaited = f.updateAwaitExpression(visited, call("$$follow", visited.expression));
				return f.createCallExpression(f.createParenthesizedExpression(awaited), undefined, []);
			}
			if (ts.isForOfStatement(visited) && visited.awaitModifier) return forAwait(visited);
			return visited;
		};
		/** `for await (const x of y) z` becomes `for await (const $$x of $$followEach(y)) { const x = $$x(); z }`. */
		const forAwait = (loop: TypeScript.ForOfStatement): TypeScript.Statement => {
			const { awaitModifier, initializer, expression, statement } = loop;
			const next = f.createIdentifier("$$x");
			const value = f.createCallExpression(next, undefined, []);
			const bind = ts.isVariableDeclarationList(initializer)
				? f.createVariableStatement(
						undefined,
						f.updateVariableDeclarationList(
							initializer,
							initializer.declarations.map((each) =>
								f.updateVariableDeclaration(each, each.name, undefined, undefined, value),
							),
						),
					)
				: f.createExpressionStatement(f.createAssignment(initializer, value));
			const each = f.createVariableDeclarationList(
				[f.createVariableDeclaration(next)],
				ts.NodeFlags.Const,
			);
			const iterable = call("$$followEach", expression);
			const body = f.createBlock([bind, statement], true);
			return f.updateForOfStatement(loop, awaitModifier, each, iterable, body);
		};
		return ts.visitNode(file, visit, ts.isSourceFile);
	};
}

/** Has each loop count its rounds, and look now and then whether it is to stop. */
function watched(ts: Ts): Transform {
	return (context) => (file) => {
		const { factory: f } = context;
		const count = f.createIdentifier("$$n");
		const one = f.createBitwiseOr(
			f.createAdd(count, f.createNumericLiteral(1)),
			f.createNumericLiteral(0),
		);
		const round = f.createParenthesizedExpression(f.createAssignment(count, one));
		const rounds = f.createBitwiseAnd(round, f.createNumericLiteral(1023));
		const look = f.createCallExpression(f.createIdentifier("$$look"), undefined, []);
		const check = f.createExpressionStatement(f.createLogicalOr(rounds, look));
		/** In a block of its own, so that V8 keeps the count in a register, at the top of a cell, too. */
		const counted = (loop: TypeScript.Statement) => {
			const zero = f.createNumericLiteral(0);
			const start = f.createVariableDeclaration(count, undefined, undefined, zero);
			const list = f.createVariableDeclarationList([start], ts.NodeFlags.Let);
			return f.createBlock([f.createVariableStatement(undefined, list), loop], true);
		};
		const inside = (node: TypeScript.Statement): TypeScript.Statement => {
			if (ts.isLabeledStatement(node)) {
				return f.updateLabeledStatement(node, node.label, inside(node.statement));
			}
			return checked(ts.visitEachChild(node, visit, context));
		};
		const body = (statement: TypeScript.Statement) => f.createBlock([check, statement], true);
		const checked = (v: TypeScript.Statement): TypeScript.Statement => {
			if (ts.isForStatement(v)) {
				const { initializer, condition, incrementor, statement } = v;
				return f.updateForStatement(v, initializer, condition, incrementor, body(statement));
			}
			if (ts.isForInStatement(v)) {
				return f.updateForInStatement(v, v.initializer, v.expression, body(v.statement));
			}
			if (ts.isForOfStatement(v)) {
				const { awaitModifier, initializer, expression, statement } = v;
				return f.updateForOfStatement(v, awaitModifier, initializer, expression, body(statement));
			}
			if (ts.isWhileStatement(v)) {
				return f.updateWhileStatement(v, v.expression, body(v.statement));
			}
			if (ts.isDoStatement(v)) return f.updateDoStatement(v, body(v.statement), v.expression);
			return v;
		};
		const visit = (node: TypeScript.Node): TypeScript.Node => {
			const loop = ts.isLabeledStatement(node) ? unlabelled(ts, node) : node;
			return ts.isIterationStatement(loop, false)
				? counted(inside(node as TypeScript.Statement))
				: ts.visitEachChild(node, visit, context);
		};
		return ts.visitNode(file, visit, ts.isSourceFile);
	};
}

function unlabelled(ts: Ts, { statement }: TypeScript.LabeledStatement): TypeScript.Statement {
	return ts.isLabeledStatement(statement) ? unlabelled(ts, statement) : statement;
}

/** A module as the body of a function of `exports`, `require`, `module`, `$$meta` and `$$import`. */
function emitFunction(ts: Ts, file: TypeScript.SourceFile): { code: string; mappings: string } {
	const { outputText, sourceMapText = "{}" } = ts.transpileModule(file.text, {
		fileName: file.fileName,
		compilerOptions: {
			target: ts.ScriptTarget.ES2025,
			module: ts.ModuleKind.CommonJS,
			jsx: ts.JsxEmit.React,
			esModuleInterop: true,
			sourceMap: true,
			removeComments: true,
			allowJs: true,
			// A file of JavaScript that is CommonJS already stays what it is.
			moduleDetection: ts.ModuleDetectionKind.Auto,
		},
		transformers: { before: [followed(ts), withoutModuleSyntax(ts)] },
	});
	const { mappings = "" } = JSON.parse(sourceMapText) as { mappings?: string };
	return { code: withoutMapComment(outputText), mappings };
}

/** `import.meta` and `import()` as what a function gets for them. */
function withoutModuleSyntax(ts: Ts): Transform {
	return (context) => (file) => {
		const { factory } = context;
		if (!internalsOf(file).externalModuleIndicator) return file;
		const visit = (node: TypeScript.Node): TypeScript.Node => {
			if (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword) {
				return factory.createIdentifier("$$meta");
			}
			const visited = ts.visitEachChild(node, visit, context);
			if (ts.isCallExpression(visited) && visited.expression.kind === ts.SyntaxKind.ImportKeyword) {
				const { typeArguments, arguments: list } = visited;
				const call = factory.createIdentifier("$$import");
				return factory.updateCallExpression(visited, call, typeArguments, list);
			}
			return visited;
		};
		return ts.visitNode(file, visit, ts.isSourceFile);
	};
}
