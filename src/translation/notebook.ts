import { type Cell, type Notebook, textOf } from "../lab/notebook-file.js";
import type { Entry } from "./catalogue.js";
import { translateCode } from "./code.js";
import { anchorsIn, translateMarkdown } from "./markdown.js";

/** Says an entry in another language. */
export type SayEntry = (entry: Entry) => string;

/** A notebook of this name, each of its texts said in another language; links are as they were. */
export function withTexts(notebook: Notebook, name: string, say: SayEntry): Notebook {
	const programs = new Map(notebook.cells.map((cell) => [textOf(cell.source), cell]));
	const code = (source: string, { id }: Cell) => {
		const note = "in a program; leave it as it is where the program needs it so";
		return translateCode(source, (text) => say({ context: `${name}/${id}`, text, note }));
	};
	const cells = notebook.cells.map((cell) => {
		const source = textOf(cell.source);
		if (cell.cell_type === "code") return { ...cell, source: code(source, cell) };
		const context = `${name}/${cell.id}`;
		return {
			...cell,
			source: translateMarkdown(
				source,
				(text) => say({ context, text }),
				// A cell that is shown again below is translated once.
				(program) => code(program, programs.get(program) ?? cell),
			),
		};
	});
	return { ...notebook, cells };
}

/** All that there is to translate in a notebook, in reading order, each entry once. */
export function entriesOf(notebook: Notebook, name: string): Entry[] {
	const entries = new Map<string, Entry>();
	withTexts(notebook, name, (entry) => {
		const key = `${entry.context} ${entry.text}`;
		if (!entries.has(key)) entries.set(key, entry);
		return entry.text;
	});
	return [...entries.values()];
}

/** The Markdown of a notebook. */
export function proseOf({ cells }: Notebook): string {
	return cells
		.filter(({ cell_type }) => cell_type === "markdown")
		.map(({ source }) => textOf(source))
		.join("\n\n");
}

/** From each heading's anchor to that of the same heading in a translation. */
export function anchorsBetween(prose: string, translated: string): ReadonlyMap<string, string> {
	const there = anchorsIn(translated);
	return new Map(anchorsIn(prose).map((anchor, at) => [anchor, there[at]]));
}

/**
 * Markdown whose addresses are right one folder further down, beside the other translations.
 *
 * @param anchors the anchors of the document of this name ("" is this one)
 */
export function withAddresses(
	markdown: string,
	anchors: (document: string) => ReadonlyMap<string, string> | undefined,
): string {
	return markdown.replace(/\]\(([^)\s#]*)(?:#([^)\s]*))?\)/g, (link, path, anchor) => {
		if (/^\w+:/.test(path)) return link;
		const there = anchor && anchors(path)?.get(decodeURI(anchor));
		const target = there
			? there.replace(/[()]/g, (sign: string) => (sign === "(" ? "%28" : "%29"))
			: anchor;
		return `](${path.startsWith("../") ? `../${path}` : path}${anchor === undefined ? "" : `#${target}`})`;
	});
}
