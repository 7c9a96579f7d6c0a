import { readFileSync } from "node:fs";
import { basename } from "node:path";
import {
	type Cell,
	lessonFiles,
	type Notebook,
	readNotebook,
	textOf,
} from "../lab/notebook-file.js";
import { inRoot } from "../setup/machine.mjs";
import { type Catalogue, type Entry, readCatalogue, translationIn } from "./catalogue.js";
import { catalogueFile, languageCell, noteFor, TOP_IDS, translatedFile } from "./language.js";
import { anchorsBetween, proseOf, withAddresses, withTexts } from "./notebook.js";

/** A lesson, or a page of Markdown, as a notebook of one cell. */
export interface Document {
	readonly name: string;
	/** Where its translation is written. */
	readonly target: string;
	readonly isPage: boolean;
	readonly notebook: Notebook;
}

/** All that is translated text by text, the lessons in reading order. */
export function documents(): Document[] {
	const pages = [inRoot("notebooks", "notation.md")];
	return [
		...lessonFiles().map((file) => ({
			...{ name: basename(file, ".ipynb"), target: translatedFile(file) },
			...{ isPage: false, notebook: readNotebook(file) },
		})),
		...pages.map((file) => ({
			...{ name: basename(file, ".md"), target: translatedFile(file) },
			...{ isPage: true, notebook: page(readFileSync(file, "utf8")) },
		})),
	];
}

function page(source: string): Notebook {
	const cell: Cell = { cell_type: "markdown", id: "page", source, metadata: {} };
	return { cells: [cell], metadata: {}, nbformat: 4, nbformat_minor: 5 };
}

/**
 * A document in the other language, as its catalogue says it; what is not translated yet stays
 * English. A lesson says at its top where its texts are, and chooses the language of its outputs.
 * None of it has been run.
 */
export function translated(document: Document, all = documents()): Notebook {
	const { name, notebook, isPage } = document;
	const said = inOtherWords(document);
	const known = new Map<string, ReadonlyMap<string, string>>();
	const anchors = (path: string) => {
		const other = path === "" ? document : all.find((each) => path === basename(each.target));
		if (other !== undefined && !known.has(path)) {
			known.set(path, anchorsBetween(proseOf(other.notebook), proseOf(inOtherWords(other))));
		}
		return known.get(path);
	};
	const cells = said.cells.map(({ outputs, execution_count, ...cell }): Cell => {
		if (cell.cell_type === "code") return { ...cell, outputs: [], execution_count: null };
		return { ...cell, source: withAddresses(textOf(cell.source), anchors) };
	});
	if (isPage) return { ...said, cells };
	const [title] = /(?<=^# ).*$/m.exec(proseOf(notebook)) ?? [name];
	const note = { cell_type: "markdown", id: TOP_IDS[0], source: noteFor(name, title) } as const;
	const language = { cell_type: "code", id: TOP_IDS[1], source: languageCell } as const;
	const top: Cell[] = [
		{ ...note, metadata: {} },
		{ ...language, metadata: {}, outputs: [], execution_count: null },
	];
	return { ...said, cells: [cells[0], ...top, ...cells.slice(1)] };
}

function inOtherWords({ name, notebook }: Document, catalogue = catalogueOf(name)): Notebook {
	return withTexts(notebook, name, (entry) => translationIn(catalogue, entry) ?? entry.text);
}

export const catalogueOf = (name: string): Catalogue => readCatalogue(catalogueFile(name));

/** Which entries a catalogue has no translation for, or one to be looked at again. */
export function untranslated(catalogue: Catalogue, entries: readonly Entry[]): Entry[] {
	return entries.filter((entry) => translationIn(catalogue, entry) === undefined);
}
