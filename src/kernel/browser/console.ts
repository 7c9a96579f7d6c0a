import { format, inspect } from "node-inspect-extracted";

type Write = (name: "stdout" | "stderr", text: string) => void;

/** Node's console, which writes text, where a browser's writes into tools that few readers open. */
export function makeConsole(write: Write) {
	const counts = new Map<string, number>();
	const starts = new Map<string, number>();
	let indent = "";

	const print =
		(name: "stdout" | "stderr") =>
		(...values: unknown[]): void => {
			const text = format(...values);
			write(name, `${indent}${indent ? text.replaceAll("\n", `\n${indent}`) : text}\n`);
		};
	const [log, error] = [print("stdout"), print("stderr")];
	const elapsed = (label: string) => {
		const start = starts.get(label);
		if (start === undefined) error(`Warning: No such label '${label}' for console.time()`);
		return start === undefined ? undefined : `${label}: ${spell(performance.now() - start)}`;
	};
	const console = {
		...{ log, info: log, debug: log, dirxml: log, error, warn: error },
		trace: (...values: unknown[]) => {
			const { stack = "" } = new Error();
			const frames = stack.split("\n").slice(2).join("\n");
			error(`Trace${values.length > 0 ? `: ${format(...values)}` : ""}\n${frames}`);
		},
		assert: (condition?: unknown, ...values: unknown[]) => {
			if (condition) return;
			error(`Assertion failed${values.length > 0 ? `: ${format(...values)}` : ""}`);
		},
		clear: () => {},
		dir: (item?: unknown, options?: object) =>
			log(inspect(item, { customInspect: false, ...options })),
		table: (data?: unknown) => log(tableOf(data)),
		group: (...values: unknown[]) => {
			if (values.length > 0) log(...values);
			indent += "  ";
		},
		groupEnd: () => {
			indent = indent.slice(2);
		},
		count: (label = "default") => {
			counts.set(label, (counts.get(label) ?? 0) + 1);
			log(`${label}: ${counts.get(label)}`);
		},
		countReset: (label = "default") => void counts.delete(label),
		time: (label = "default") => void starts.set(label, performance.now()),
		timeLog: (label = "default", ...values: unknown[]) => {
			const text = elapsed(label);
			if (text !== undefined) log(text, ...values);
		},
		timeEnd: (label = "default") => {
			const text = elapsed(label);
			if (text !== undefined) log(text);
			starts.delete(label);
		},
	};
	return { ...console, groupCollapsed: console.group };
}

function spell(milliseconds: number): string {
	if (milliseconds < 1000) return `${Number(milliseconds.toFixed(3))}ms`;
	return `${(milliseconds / 1000).toFixed(3)}s`;
}

/** Rows and columns between lines, as Node draws them. */
function tableOf(data: unknown): unknown {
	if (typeof data !== "object" || data === null) return data;
	const entries = Object.entries(data);
	const isRow = (row: unknown): row is object => typeof row === "object" && row !== null;
	const columns = [...new Set(entries.flatMap(([, row]) => (isRow(row) ? Object.keys(row) : [])))];
	const hasValues = entries.some(([, row]) => !isRow(row));
	const text = (value: unknown) => (value === undefined ? "" : inspect(value, { depth: 0 }));
	const head = ["(index)", ...columns, ...(hasValues ? ["Values"] : [])];
	const rows = entries.map(([index, row]) => [
		index,
		...columns.map((name) => text(isRow(row) ? Reflect.get(row, name) : undefined)),
		...(hasValues ? [isRow(row) ? "" : text(row)] : []),
	]);
	const widths = head.map((_, at) => Math.max(...[head, ...rows].map((row) => row[at].length)) + 2);
	const rule = (left: string, middle: string, right: string) =>
		left + widths.map((width) => "─".repeat(width)).join(middle) + right;
	const line = (row: string[]) =>
		`│${row.map((value, at) => ` ${value}`.padEnd(widths[at])).join("│")}│`;
	return [
		rule("┌", "┬", "┐"),
		line(head),
		rule("├", "┼", "┤"),
		...rows.map(line),
		rule("└", "┴", "┘"),
	].join("\n");
}
