import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { type GetTextTranslation, type GetTextTranslations, po } from "gettext-parser";

/** A text to be translated, and where it stands: the same words elsewhere are another entry. */
export interface Entry {
	readonly context: string;
	readonly text: string;
	/** What a translator may want to know. */
	readonly note?: string;
}

/** A gettext catalogue (.po). */
export type Catalogue = GetTextTranslations;

export function readCatalogue(file: string): Catalogue {
	return existsSync(file)
		? po.parse(readFileSync(file))
		: { charset: "utf-8", headers: {}, translations: {} };
}

/** Writes a catalogue, a paragraph a line, so that a changed paragraph is a changed line. */
export function writeCatalogue(file: string, catalogue: Catalogue): void {
	writeFileSync(file, `${po.compile(catalogue, { foldLength: 0 }).toString("utf8").trimEnd()}\n`);
}

/** What a catalogue says for a text; undefined where it is empty, or is to be looked at again. */
export function translationIn(catalogue: Catalogue, { context, text }: Entry): string | undefined {
	const found = catalogue.translations[context]?.[text];
	return found === undefined || isFuzzy(found) ? undefined : found.msgstr[0] || undefined;
}

export const isFuzzy = ({ comments }: GetTextTranslation) => /\bfuzzy\b/.test(comments?.flag ?? "");

/** All entries of a catalogue but its header. */
export function entriesIn({ translations }: Catalogue): GetTextTranslation[] {
	return Object.values(translations)
		.flatMap((each) => Object.values(each))
		.filter(({ msgid }) => msgid !== "");
}

/**
 * The catalogue for what the course says now. A text that is as it was keeps its translation. One
 * that was changed gets that of the text before it, marked "fuzzy", with that text beside it; so it
 * has to be looked at. A new one is empty, unless `known` has the same words from elsewhere. What
 * has vanished stays at the end, marked as obsolete, and returns with its text.
 */
export function brought(
	before: Catalogue,
	entries: readonly Entry[],
	known: ReadonlyMap<string, string> = new Map(),
): Catalogue {
	const wanted = new Set(entries.map(keyOf));
	const left = [
		...entriesIn(before),
		...entriesIn({ ...before, translations: before.obsolete ?? {} }),
	]
		.filter(({ msgstr }) => msgstr[0])
		.filter((each) => !wanted.has(keyOf({ context: each.msgctxt ?? "", text: each.msgid })));
	const catalogue: Catalogue = {
		charset: "utf-8",
		headers: { "Content-Type": "text/plain; charset=utf-8", Language: "zh_CN" },
		translations: {},
		obsolete: {},
	};
	for (const { context, text, note } of entries) {
		const same = before.translations[context]?.[text] ?? before.obsolete?.[context]?.[text];
		const like = same?.msgstr[0] ? undefined : nearest(left, context, text);
		if (like !== undefined) left.splice(left.indexOf(like), 1);
		const words = same?.msgstr[0] || known.get(text);
		const comments = {
			translator: same?.comments?.translator ?? "",
			extracted: note ?? "",
			...(words === undefined && like
				? { flag: "fuzzy", previous: `msgid ${JSON.stringify(like.msgid)}` }
				: { flag: same?.comments?.flag ?? "", previous: same?.comments?.previous ?? "" }),
		};
		catalogue.translations[context] ??= {};
		catalogue.translations[context][text] = {
			...{ msgctxt: context, msgid: text },
			msgstr: [words ?? like?.msgstr[0] ?? ""],
			comments,
		};
	}
	for (const each of left) {
		const context = each.msgctxt ?? "";
		const obsolete = catalogue.obsolete ?? {};
		obsolete[context] ??= {};
		obsolete[context][each.msgid] = { ...each, obsolete: true };
	}
	return catalogue;
}

const keyOf = ({ context, text }: Entry) => `${context}\u0004${text}`;

/** The text of the same place that shares most words with this one, if that is a third of them. */
function nearest(left: readonly GetTextTranslation[], context: string, text: string) {
	const words = wordsOf(text);
	const likeness = ({ msgid }: GetTextTranslation) => {
		const others = wordsOf(msgid);
		const shared = [...words].filter((word) => others.has(word)).length;
		return shared / Math.max(1, words.size, others.size);
	};
	return left
		.filter(({ msgctxt }) => msgctxt === context)
		.map((each) => ({ each, like: likeness(each) }))
		.filter(({ like }) => like > 1 / 3)
		.sort((a, b) => b.like - a.like)[0]?.each;
}

const wordsOf = (text: string) => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu));
