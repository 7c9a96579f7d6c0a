import { relative } from "node:path";
import type { CellScript, ErrorReport, ModuleScript, Script } from "./protocol.js";
import { originalPosition } from "./source-map.js";

interface Position {
	file: string;
	line: number;
	column: number;
}

/** The scripts that have run, by the file name that V8 was given for them. */
const scripts = new Map<string, Script | CellScript | ModuleScript>();
let root = process.cwd();

export function rememberScript(fileName: string, script: Script): void {
	scripts.set(fileName, script);
}

/** From now on `error.stack` speaks of the sources, and never of the kernel. */
export function mapStacks(projectRoot: string, kernelFolder: string): void {
	root = projectRoot;
	Error.stackTraceLimit = 30;
	Error.prepareStackTrace = (error, sites) => {
		const lines: string[] = [];
		for (const site of sites) {
			const file = (site.getFileName() ?? "").replace(/^file:\/\//, "");
			if (file.startsWith(kernelFolder)) continue;
			if (file === "" || file.startsWith("node:") || file.startsWith("evalmachine")) continue;
			const {
				line,
				column,
				file: name,
			} = originalSite(file, site.getLineNumber() ?? 1, site.getColumnNumber() ?? 1);
			const where = `${name}:${line}:${column}`;
			const what = callName(site);
			lines.push(what === "" ? `    at ${where}` : `    at ${what} (${where})`);
		}
		return [headline(error), ...lines.slice(0, 20)].join("\n");
	};
}

function originalSite(file: string, line: number, column: number): Position {
	const script = scripts.get(file);
	if (!script) return { file: file.startsWith("/") ? relative(root, file) : file, line, column };
	return { file: script.name, ...originalPosition(script, line, column) };
}

function callName(site: NodeJS.CallSite): string {
	const name = site.getFunctionName();
	if (!name) return "";
	if (site.isConstructor()) return `new ${name}`;
	const type = site.isToplevel() ? null : site.getTypeName();
	const isMethod = type && type !== "Object" && !name.startsWith(`${type}.`);
	return `${site.isAsync() ? "async " : ""}${isMethod ? `${type}.` : ""}${name}`;
}

function headline(error: unknown): string {
	try {
		return Error.prototype.toString.call(error);
	} catch {
		return "Error";
	}
}

/** An error as Jupyter shows it: the stack, and below its first frame the line it speaks of. */
export function describeError(error: unknown): ErrorReport {
	if (!(error instanceof Error)) {
		const evalue = typeof error === "string" ? error : inspectSafely(error);
		return { ename: "Error", evalue, traceback: [`Uncaught ${evalue}`] };
	}
	const ename = textOf(error, "name") || "Error";
	const evalue = textOf(error, "message");
	const stack = textOf(error, "stack") || `${ename}: ${evalue}`;
	const traceback: string[] = [];
	let shown = false;
	for (const line of stack.split("\n")) {
		traceback.push(line);
		const frame = shown ? null : /^ {4}at (?:.*\()?(.+?):(\d+):(\d+)\)?$/.exec(line);
		const excerpt = frame && sourceLine(frame[1] ?? "", Number(frame[2]), Number(frame[3]));
		if (excerpt) {
			traceback.push(...excerpt);
			shown = true;
		}
	}
	if (error.cause !== undefined) {
		const cause = describeError(error.cause);
		traceback.push(`Caused by: ${cause.traceback[0] ?? ""}`, ...cause.traceback.slice(1));
	}
	if (error instanceof AggregateError) {
		for (const inner of error.errors.slice(0, 10)) {
			traceback.push(...describeError(inner).traceback.map((line) => `  ${line}`));
		}
	}
	return { ename, evalue, traceback };
}

/** A property of an error, which may be anything or even throw. */
function textOf(error: object, key: string): string {
	try {
		const value: unknown = Reflect.get(error, key);
		return typeof value === "string" ? value : String(value ?? "");
	} catch {
		return "";
	}
}

function inspectSafely(value: unknown): string {
	try {
		return typeof value === "object" ? JSON.stringify(value) : String(value);
	} catch {
		return Object.prototype.toString.call(value);
	}
}

function sourceLine(name: string, line: number, column: number): string[] | undefined {
	// The newest script of this name: modules are compiled again when they change.
	const script = [...scripts.values()].findLast((candidate) => candidate.name === name);
	const text = script?.source.split("\n")[line - 1];
	if (text === undefined) return undefined;
	const mark = text.slice(0, column - 1).replace(/[^\t]/g, " ");
	return [`        ${text}`, `        ${mark}^`];
}
