import { quantileSeq } from "mathjs";

/** The value below which a share p of the values lies. NaN where there are none. */
export function quantile(values: readonly number[], p: number): number {
	return values.length === 0 ? Number.NaN : Number(quantileSeq([...values], p));
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** The rows as a Markdown table, columns as wide as they need; all but the first are numbers. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
	const widths = header.map((cell, c) =>
		Math.max(3, cell.length, ...rows.map((row) => row[c].length)),
	);
	const line = (cells: readonly string[]) =>
		`| ${cells.map((cell, c) => (c === 0 ? cell.padEnd(widths[c]) : cell.padStart(widths[c]))).join(" | ")} |`;
	const rule = widths.map((width, c) =>
		c === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`,
	);
	return [line(header), line(rule), ...rows.map(line)].join("\n");
}

/** Three significant digits, and no exponent. */
export function short(value: number): string {
	if (!Number.isFinite(value)) return "never";
	const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value) || 1)));
	return value.toFixed(digits);
}
