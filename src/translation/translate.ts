import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { basename, dirname, relative } from "node:path";
import {
	type Cell,
	type Notebook,
	notebookText,
	readNotebook,
	textOf,
} from "../lab/notebook-file.js";
import { saveRun } from "../publish/publish-lessons.js";
import { Illustrator } from "../publish/static-image.js";
import { inRoot, root } from "../setup/machine.mjs";
import {
	brought,
	type Entry,
	entriesIn,
	readCatalogue,
	translationIn,
	writeCatalogue,
} from "./catalogue.js";
import { catalogueOf, type Document, documents, translated, untranslated } from "./documents.js";
import { otherTerms, readGlossary } from "./glossary.js";
import { catalogueFile, MESSAGES, phrasesFile } from "./language.js";
import { phrasesInSources } from "./messages.js";
import { entriesOf, proseOf } from "./notebook.js";
import { differences } from "./same.js";

/**
 * `npm run translate [-- 05 06]`: brings the catalogues up to date with what the course says, tells
 * what is left to do in each, and writes what is complete: the phrases of `src`, the pages, and the
 * lessons with their outputs. A lesson whose program is as it was is not run again, but with `--run`.
 * With `--check` nothing but the catalogues is written.
 */
export async function translate(args: readonly string[]): Promise<void> {
	const beginnings = args.filter((arg) => !arg.startsWith("--"));
	const isChosen = (name: string) =>
		beginnings.length === 0 || beginnings.some((beginning) => name.startsWith(beginning));
	const [onlyCheck, run] = [args.includes("--check"), args.includes("--run")];
	const known = allTranslations();
	const messages = phrasesInSources();
	if (bringUpToDate(MESSAGES, messages, known) && !onlyCheck) writePhrases(messages);
	for (const document of documents().filter(({ name }) => isChosen(name))) {
		const entries = entriesOf(document.notebook, document.name);
		if (!bringUpToDate(document.name, entries, known) || onlyCheck) continue;
		if (document.isPage) writeFileSync(document.target, proseOf(translated(document)));
		else await writeLesson(document, run);
	}
}

/** What every catalogue says, by the English words. */
function allTranslations(): ReadonlyMap<string, string> {
	const files = readdirSync(dirname(catalogueFile("")))
		.filter((file) => file.endsWith(".po"))
		.map((file) => readCatalogue(catalogueFile(basename(file, ".po"))));
	const entries = files.flatMap((catalogue) =>
		entriesIn(catalogue).map(({ msgctxt = "", msgid }) => {
			const said = translationIn(catalogue, { context: msgctxt, text: msgid });
			return [msgid, said ?? ""] as const;
		}),
	);
	return new Map(entries.filter(([, said]) => said !== ""));
}

/** Writes a catalogue as it has to be now, and tells what is left; whether nothing is. */
function bringUpToDate(
	name: string,
	entries: readonly Entry[],
	known: ReadonlyMap<string, string>,
): boolean {
	const catalogue = brought(catalogueOf(name), entries, known);
	writeCatalogue(catalogueFile(name), catalogue);
	const left = untranslated(catalogue, entries);
	const glossary = readGlossary();
	const wrong = entries.flatMap((entry) => {
		const said = translationIn(catalogue, entry) ?? entry.text;
		const complaints = [...differences(entry, said), ...otherTerms(said, glossary)];
		return complaints.map((each) => `  ${shown(entry)}\n    ${each}`);
	});
	const file = relative(root, catalogueFile(name));
	console.log(`${file}: ${entries.length - left.length} of ${entries.length} translated`);
	const some = left.slice(0, 3).map((entry) => `  to do: ${shown(entry)}`);
	// A catalogue that nobody has begun is listed in one line.
	const isBegun = left.length < entries.length;
	for (const line of [...wrong, ...(isBegun ? some : [])]) console.log(line);
	return left.length === 0 && wrong.length === 0;
}

const shown = ({ context, text }: Entry) => `${context}: ${text.slice(0, 70)}`;

/** The phrases of `src`, as a notebook loads them. */
function writePhrases(messages: readonly Entry[]): void {
	const catalogue = catalogueOf(MESSAGES);
	const pairs = messages.map((entry) => [entry.text, translationIn(catalogue, entry)]);
	writeFileSync(phrasesFile, `${JSON.stringify(Object.fromEntries(pairs), null, "\t")}\n`);
}

async function writeLesson(document: Document, run: boolean): Promise<void> {
	const { target, name } = document;
	const fresh = translated(document);
	const saved = existsSync(target) ? readNotebook(target) : undefined;
	if (saved !== undefined && !run && programOf(saved) === programOf(fresh)) {
		const cells = fresh.cells.map((cell, at) => withOutputsOf(cell, saved.cells[at]));
		const text = notebookText({ ...fresh, cells });
		const what = text === notebookText(saved) ? "unchanged" : "its texts are written";
		writeFileSync(target, text);
		return console.log(`${relative(root, target)}: ${what}`);
	}
	const draft = inRoot("build", "translation", `${name}.ipynb`);
	for (const file of [draft, target]) mkdirSync(dirname(file), { recursive: true });
	writeFileSync(draft, notebookText(fresh));
	const illustrator = await Illustrator.start();
	try {
		await saveRun(draft, target, illustrator);
	} finally {
		await illustrator.close();
	}
}

const programOf = ({ cells }: Notebook) =>
	JSON.stringify(cells.map((cell) => (cell.cell_type === "code" ? textOf(cell.source) : cell.id)));

function withOutputsOf(cell: Cell, { outputs, execution_count }: Cell): Cell {
	return cell.cell_type === "code" ? { ...cell, outputs, execution_count } : cell;
}

if (process.argv[1] === inRoot("src", "translation", "translate.ts")) {
	await translate(process.argv.slice(2));
}
