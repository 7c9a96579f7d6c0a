import { type Displayable, display } from "../figures/figure.js";
import { widthOf, withMinus } from "../figures/text.js";
import { heading } from "./headings.js";
import { escaped } from "./html.js";

export type Cell = string | number | boolean;

export interface TableOptions {
	/** One sentence above the table. */
	readonly caption?: string;
	/** Which columns are lined up to the right; by default those that hold only numbers. */
	readonly right?: readonly string[];
}

/**
 * A table of rows, in the order of the first row's names. HTML without script, so that it is
 * shown in a notebook that is not trusted; Markdown and text for other readers.
 */
export function table(
	rows: readonly Readonly<Record<string, Cell>>[],
	options: TableOptions = {},
): Displayable {
	const columns = Object.keys(rows[0] ?? {});
	const isNumeric = (name: string) => rows.every((row) => typeof row[name] === "number");
	const right = new Set(options.right ?? columns.filter(isNumeric));
	const cells = rows.map((row) => columns.map((name) => String(row[name] ?? "")));
	const headings = columns.map(heading);
	const texts: Texts = { columns, headings, cells, right, caption: options.caption };
	return {
		[display]: () => ({
			"text/html": html(texts),
			"text/markdown": markdown(texts),
			"text/plain": text(texts),
		}),
	};
}

/** A table's texts, before they are set in any language. */
interface Texts {
	readonly columns: readonly string[];
	readonly headings: readonly string[];
	readonly cells: readonly (readonly string[])[];
	readonly right: ReadonlySet<string>;
	readonly caption: string | undefined;
}

function html({ columns, headings, cells, right, caption }: Texts): string {
	const align = (at: number) => (right.has(columns[at] ?? "") ? "right" : "left");
	const line = (tag: string, items: readonly string[]) =>
		`<tr>${items.map((item, at) => `<${tag} style="text-align: ${align(at)}">${marked(item)}</${tag}>`).join("")}</tr>`;
	return [
		// Not a <caption>, which would be as narrow as the table.
		...(caption === undefined ? [] : [`<p>${marked(caption)}</p>`]),
		"<table>",
		`<thead>${line("th", headings)}</thead>`,
		"<tbody>",
		...cells.map((row) => line("td", row)),
		"</tbody>",
		"</table>",
	].join("\n");
}

/** Text as HTML, with b_f and h^2 as they are set in equations. */
function marked(text: string): string {
	return withMinus(escaped(text))
		.replace(/(?<![\p{L}\d])(net|Δ?\p{L}′?)_(\w+)/gu, "$1<sub>$2</sub>")
		.replace(/(?<=\p{L}|\))\^(\w+)/gu, "<sup>$1</sup>");
}

function markdown({ columns, headings, cells, right, caption }: Texts): string {
	const line = (items: readonly string[]) =>
		`| ${items.map((item) => item.replace(/\|/g, "\\|")).join(" | ")} |`;
	const rule = columns.map((name) => (right.has(name) ? "---:" : "---"));
	const lines = [line(headings), line(rule), ...cells.map(line)];
	return [...(caption === undefined ? [] : [caption, ""]), ...lines].join("\n");
}

function text({ columns, headings, cells, right, caption }: Texts): string {
	const widths = headings.map((name, at) =>
		Math.max(widthOf(name), ...cells.map((row) => widthOf(row[at] ?? ""))),
	);
	const line = (items: readonly string[]) =>
		items
			.map((item, at) => {
				const room = " ".repeat((widths[at] ?? 0) - widthOf(item));
				return right.has(columns[at] ?? "") ? room + item : item + room;
			})
			.join("  ")
			.trimEnd();
	const lines = [line(headings), ...cells.map(line)];
	return [...(caption === undefined ? [] : [caption]), ...lines].join("\n");
}
