import type { CellScript, ErrorReport, Script } from "./protocol.js";
import { originalPosition } from "./source-map.js";

/** What V8 says of a frame of the stack. */
interface Site {
	getFileName(): string | undefined;
	getScriptNameOrSourceURL(): string | undefined;
	getLineNumber(): number | null;
	getColumnNumber(): number | null;
	getFunctionName(): string | null;
	getTypeName(): string | null;
	isConstructor(): boolean;
	isToplevel(): boolean;
	isAsync(): boolean;
}

interface Position {
	script: Script | undefined;
	file: string;
	line: number;
	column: number;
}

/** How many cells' scripts are remembered: a cell that runs each second, for half an hour. */
const capacity = 2000;
/** How deep causes, and errors in errors, are followed, and how many are described in all. */
const maxDepth = 10;
const maxErrors = 50;
/** Longer than this, a text of an error helps nobody. */
const textLimit = 20_000;

/** The scripts that have run, by the file name that V8 was given for them. */
const modules = new Map<string, Script>();
/** The oldest first. */
const cells = new Map<string, CellScript>();
/** Where in its source an error was thrown: the frame's line, and the lines to show below it. */
const origins = new WeakMap<object, { frame: string; excerpt: () => string[] | undefined }>();
let roots: readonly string[] = [];

export function rememberScript(fileName: string, script: Script | CellScript): void {
	if (!("edits" in script)) {
		modules.set(fileName, script);
		return;
	}
	cells.set(fileName, script);
	for (const oldest of cells.keys()) {
		if (cells.size <= capacity) break;
		cells.delete(oldest);
	}
}

/**
 * From now on `error.stack` speaks of the sources, and never of the kernel.
 *
 * @param folders files in them are shown with the path from there
 */
export function mapStacks(folders: readonly string[], kernelFolder: string): void {
	roots = folders.map((folder) => (folder.endsWith("/") ? folder : `${folder}/`));
	const errors = Error as unknown as {
		stackTraceLimit: number;
		prepareStackTrace(error: object, sites: Site[]): string;
	};
	errors.stackTraceLimit = 30;
	errors.prepareStackTrace = (error, sites) => {
		const lines: string[] = [];
		for (const site of sites) {
			const file = (site.getFileName() ?? site.getScriptNameOrSourceURL() ?? "").replace(
				/^file:\/\//,
				"",
			);
			if (file.startsWith(kernelFolder)) continue;
			if (file === "" || file.startsWith("node:") || file.startsWith("evalmachine")) continue;
			const at = originalSite(file, site.getLineNumber() ?? 1, site.getColumnNumber() ?? 1);
			const where = `${at.file}:${at.line}:${at.column}`;
			const what = callName(site);
			const frame = what === "" ? `    at ${where}` : `    at ${what} (${where})`;
			lines.push(frame);
			if (at.script && !origins.has(error)) {
				origins.set(error, { frame, excerpt: () => sourceLine(at) });
			}
		}
		return [headline(error), ...lines.slice(0, 20)].join("\n");
	};
}

function originalSite(file: string, line: number, column: number): Position {
	const script = cells.get(file) ?? modules.get(file);
	if (script) return { script, file: script.name, ...originalPosition(script, line, column) };
	const root = roots.find((folder) => file.startsWith(folder)) ?? "";
	const shown = file.slice(root.length);
	return { script, file: shown, line, column };
}

function callName(site: Site): string {
	const name = site.getFunctionName();
	// What V8 calls a function without a name in code that was evaluated.
	if (!name || name === "eval") return "";
	if (site.isConstructor()) return `new ${name}`;
	const type = site.isToplevel() ? null : site.getTypeName();
	const isMethod = type && type !== "Object" && !name.startsWith(`${type}.`);
	return `${site.isAsync() ? "async " : ""}${isMethod ? `${type}.` : ""}${name}`;
}

function headline(error: unknown): string {
	try {
		return inCellsWords(Error.prototype.toString.call(error));
	} catch {
		return "Error";
	}
}

/** V8 quotes code as it runs: an earlier cell's `f` as `$$_f.get(...)`, an imported one as `$$m0.f`. */
function inCellsWords(message: string): string {
	return message
		.replace(/\${2,}_([\p{L}\p{N}_$]+)\.get(\(\.\.\.\))?/gu, "$1")
		.replace(/\(0 , \${2,}m\d+\.([\p{L}\p{N}_$]+)\)/gu, "$1");
}

function sourceLine({ script, line, column }: Position): string[] | undefined {
	const text = script?.source.split("\n")[line - 1];
	if (text === undefined) return undefined;
	const mark = text.slice(0, column - 1).replace(/[^\t]/g, " ");
	return [`        ${text}`, `        ${mark}^`];
}

/**
 * Anything that was thrown, as Jupyter shows it: the stack, and below the frame that it speaks of
 * the line of its source. It never throws, whatever the error does that is looked at.
 */
export function describeError(error: unknown): ErrorReport {
	try {
		return describe(error, new Set(), 0);
	} catch {
		const evalue = "something was thrown that cannot be described";
		return { ename: "Error", evalue, traceback: [`Error: ${evalue}`] };
	}
}

function describe(error: unknown, seen: Set<unknown>, depth: number): ErrorReport {
	if (!isError(error)) {
		const evalue = shortened(typeof error === "string" ? error : inspectSafely(error));
		return { ename: "Error", evalue, traceback: [`Uncaught ${evalue}`] };
	}
	const ename = textOf(error, "name") || "Error";
	const evalue = inCellsWords(textOf(error, "message"));
	if (seen.has(error) || depth > maxDepth || seen.size >= maxErrors) {
		return { ename, evalue, traceback: [`${ename}: ${evalue} …`] };
	}
	seen.add(error);
	const stack = textOf(error, "stack") || `${ename}: ${evalue}`;
	const origin = origins.get(error);
	const traceback: string[] = [];
	let shown = false;
	for (const line of stack.split("\n")) {
		traceback.push(line);
		if (shown || line !== origin?.frame) continue;
		traceback.push(...(origin.excerpt() ?? []));
		shown = true;
	}
	const cause = propertyOf(error, "cause");
	if (cause !== undefined) {
		const [first = "", ...rest] = describe(cause, seen, depth + 1).traceback;
		traceback.push(`Caused by: ${first}`, ...rest);
	}
	const inner = propertyOf(error, "errors");
	for (const one of Array.isArray(inner) ? inner.slice(0, 10) : []) {
		traceback.push(...describe(one, seen, depth + 1).traceback.map((line) => `  ${line}`));
	}
	return { ename, evalue, traceback };
}

/** An error of any realm: `node:vm` has others. */
function isError(value: unknown): value is Error {
	return value instanceof Error || Object.prototype.toString.call(value) === "[object Error]";
}

/** A property of an error, which may throw. */
function propertyOf(error: object, key: string): unknown {
	try {
		return Reflect.get(error, key);
	} catch {
		return undefined;
	}
}

function textOf(error: object, key: string): string {
	const value = propertyOf(error, key);
	try {
		return shortened(typeof value === "string" ? value : String(value ?? ""));
	} catch {
		return "";
	}
}

function shortened(text: string): string {
	return text.length <= textLimit ? text : `${text.slice(0, textLimit)}…`;
}

function inspectSafely(value: unknown): string {
	try {
		return typeof value === "object" ? JSON.stringify(value) : String(value);
	} catch {
		return Object.prototype.toString.call(value);
	}
}
