import ts from "typescript";
import { type Cell, type Notebook, textOf } from "../lab/notebook-file.js";

/** What nbgrader is to do with a cell. */
interface Role {
	readonly grade: boolean;
	readonly solution: boolean;
	readonly locked: boolean;
	readonly points?: number;
}

const told: Role = { grade: false, solution: false, locked: true };
const answered: Role = { grade: false, solution: true, locked: false };

/**
 * An nbgrader assignment of a lesson's exercises: each with its answer's cell, in which nbgrader puts a
 * stub where the solution is, and with its check as a test, locked and for points. Before them stand
 * those cells of the lesson that they need, and no others; the folded solutions are left out.
 *
 * Throws an Error where the lesson has no exercises, or one without its solution.
 *
 * @param points for each exercise
 */
export function makeAssignment({ cells, ...lesson }: Notebook, points = 2): Notebook {
	const numbers = cells.flatMap(({ id }) => /^answer-(\d+)$/.exec(id)?.[1] ?? []);
	if (numbers.length === 0) throw new Error("the lesson has no cell answer-1");
	const find = (id: string) => {
		const cell = cells.find((each) => each.id === id);
		if (cell === undefined) throw new Error(`the lesson has no cell ${id}`);
		return cell;
	};
	const exercises = numbers.flatMap((number) => [
		withRole(find(`exercise-${number}`), told),
		withRole(find(`answer-${number}`), answered, answerWith(find, number)),
		withRole(find(`check-${number}`), { ...told, grade: true, points }, testOf(find, number)),
	]);
	const before = cells.slice(0, cells.indexOf(find(`exercise-${numbers[0]}`)));
	const needed = neededBy(exercises, before);
	const title = textOf(find("title").source).split("\n")[0].replace("# ", "");
	const all = [heading(title), ...needed.map((cell) => withRole(cell, told)), ...exercises];
	return { ...lesson, cells: all };
}

function heading(title: string): Cell {
	const source = `# Exercises · ${title}\n\nRun the cells below first. Then put your answer where it says so, in the place of the line that throws an error, and run the test below it: it says what is wrong, or nothing. *Run All* stops at the first exercise without an answer.`;
	return withRole({ cell_type: "markdown", id: "how-to", metadata: {}, source }, told);
}

function withRole(cell: Cell, role: Role, source = textOf(cell.source)): Cell {
	const nbgrader = { ...role, schema_version: 3, grade_id: cell.id, task: false };
	const metadata = { ...cell.metadata, nbgrader };
	const outputs = cell.cell_type === "code" ? { outputs: [], execution_count: null } : {};
	return { cell_type: cell.cell_type, id: cell.id, metadata, source, ...outputs };
}

/**
 * The answer's cell: its `const answer1: … = undefined` is declared first, so that the test knows the
 * name whatever stands below, and the solution's value is given to it in a region of its own.
 */
function answerWith(find: (id: string) => Cell, number: string): string {
	const name = `answer${number}`;
	const text = textOf(find(`answer-${number}`).source);
	const declared = text.replace(
		new RegExp(`^const (${name}: .*?) = undefined;`, "m"),
		(_, declaration: string) => `let ${declaration};`,
	);
	if (declared === text)
		throw new Error(`answer-${number} has no line const ${name}: … = undefined;`);
	const [, solution] = /```ts\n(.*?)```/s.exec(textOf(find(`solution-${number}`).source)) ?? [];
	const value = solution && givenTo(solution, name);
	if (!value) throw new Error(`solution-${number} does not say what ${name} is`);
	return `${declared.trimEnd()}\n// BEGIN SOLUTION\n${name} = ${value};\n// END SOLUTION`;
}

/** What a name is given in some code. */
function givenTo(code: string, name: string): string | undefined {
	const file = parse(code);
	for (const statement of file.statements.filter(ts.isVariableStatement)) {
		for (const declaration of statement.declarationList.declarations) {
			if (declaration.name.getText(file) === name) return declaration.initializer?.getText(file);
		}
	}
	return undefined;
}

/** The check as a test: it throws in place of saying what it found, and shows nothing. */
function testOf(find: (id: string) => Cell, number: string): string {
	const text = textOf(find(`check-${number}`).source);
	const file = parse(text);
	const last = file.statements.at(-1);
	if (last === undefined || !/^check\(/.test(last.getText(file))) {
		throw new Error(`check-${number} does not end with check(…)`);
	}
	const test = `${text.slice(0, last.getStart(file))}mustBeRight${text.slice(last.getStart(file) + "check".length).trimEnd()}`;
	const imported = 'import { mustBeRight } from "./src/notebook/exercise";';
	return `${imported}\n${test.replace(/;?$/, ";")}`;
}

/**
 * The code cells out of `before` whose names are used in some cells, by them or by each other, and
 * before them a cell with what all of these import and some other cell of the lesson has imported.
 */
function neededBy(exercises: readonly Cell[], before: readonly Cell[]): Cell[] {
	const code = before.filter(({ cell_type }) => cell_type === "code");
	const names = new Map([...code, ...exercises].map((cell) => [cell, namesOf(cell)]));
	const used = new Set(exercises.flatMap((cell) => [...(names.get(cell)?.free ?? [])]));
	const needed = new Set<Cell>();
	for (const cell of [...code].reverse()) {
		const { declared = [], free = [] } = names.get(cell) ?? {};
		if (!declared.some((name) => used.has(name))) continue;
		needed.add(cell);
		for (const name of free) used.add(name);
	}
	const imports = code
		.filter((cell) => !needed.has(cell))
		.flatMap((cell) => names.get(cell)?.imports ?? [])
		.flatMap(({ name, from }) => (used.has(name) ? `import { ${name} } from ${from};` : []));
	const source = [...new Set(imports)].sort().join("\n");
	const first: Cell = { cell_type: "code", id: "imports", metadata: {}, source };
	return [...(source === "" ? [] : [first]), ...code.filter((cell) => needed.has(cell))];
}

/** The names that a cell gives to the others, those it imports, and those it has from the others. */
function namesOf({ cell_type, source }: Cell) {
	if (cell_type !== "code") return { declared: [], imports: [], free: [] };
	const { file, checker } = checked(textOf(source));
	const declared: string[] = [];
	const imports: { name: string; from: string }[] = [];
	for (const statement of file.statements) {
		if (ts.isVariableStatement(statement)) {
			for (const { name } of statement.declarationList.declarations)
				declared.push(...namesIn(name));
		} else if (ts.isImportDeclaration(statement)) {
			const { namedBindings } = statement.importClause ?? {};
			if (namedBindings === undefined || !ts.isNamedImports(namedBindings)) continue;
			const from = statement.moduleSpecifier.getText(file);
			for (const { name } of namedBindings.elements) imports.push({ name: name.text, from });
		} else if (isNamed(statement)) declared.push(statement.name.text);
	}
	const free: string[] = [];
	const visit = (node: ts.Node): void => {
		if (ts.isIdentifier(node) && isFree(node, checker)) free.push(node.text);
		ts.forEachChild(node, visit);
	};
	visit(file);
	return { declared, imports, free };
}

const isNamed = (node: ts.Node): node is ts.Statement & { name: ts.Identifier } =>
	(ts.isFunctionDeclaration(node) ||
		ts.isClassDeclaration(node) ||
		ts.isTypeAliasDeclaration(node) ||
		ts.isInterfaceDeclaration(node)) &&
	node.name !== undefined;

function namesIn(name: ts.BindingName): string[] {
	if (ts.isIdentifier(name)) return [name.text];
	return name.elements.flatMap((each) => (ts.isBindingElement(each) ? namesIn(each.name) : []));
}

/** Whether nothing in its own cell declares this name. */
function isFree(node: ts.Identifier, checker: ts.TypeChecker): boolean {
	const { parent } = node;
	if (ts.isPropertyAccessExpression(parent) && parent.name === node) return false;
	if (ts.isShorthandPropertyAssignment(parent)) {
		return checker.getShorthandAssignmentValueSymbol(parent) === undefined;
	}
	return checker.getSymbolAtLocation(node) === undefined;
}

/** A cell by itself: no library, no other file. */
function checked(code: string) {
	const file = parse(code);
	const host: ts.CompilerHost = {
		...{
			getSourceFile: (name) => (name === file.fileName ? file : undefined),
			writeFile: () => {},
		},
		...{ getDefaultLibFileName: () => "", getCurrentDirectory: () => "", getNewLine: () => "\n" },
		...{ getCanonicalFileName: (name) => name, useCaseSensitiveFileNames: () => true },
		...{ fileExists: (name) => name === file.fileName, readFile: () => undefined },
	};
	const options = { noLib: true, noResolve: true, target: ts.ScriptTarget.Latest };
	const checker = ts.createProgram([file.fileName], options, host).getTypeChecker();
	return { file, checker };
}

const parse = (code: string) =>
	ts.createSourceFile("cell.ts", code, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
