import { readFileSync } from "node:fs";
import { figureMimeType, type Notebook, textOf } from "../../src/lab/notebook-file.js";
import { inRoot } from "../../src/setup/machine.mjs";
import { phrasesFile } from "../../src/translation/language.js";

/** Two or more English words in a row. */
const ENGLISH = /[A-Za-z]{2,}(?:[ ,]+[A-Za-z]{2,})+/g;

/** What networks read and write, in any language. */
const data = ["04-lstm-gates/sentences.ts", "06-letters/words.ts"]
	.map((file) => readFileSync(inRoot("src", "lessons", file), "utf8"))
	.join();

/**
 * What a translated notebook's outputs say in words of its English source, by cell. Words that stand
 * in its own programs, and those that its networks read, are the same in every language.
 */
export function englishIn({ cells }: Notebook, source: Notebook): string[] {
	const code = cells.flatMap(({ cell_type, source }) =>
		cell_type === "code" ? textOf(source) : [],
	);
	const phrases = Object.keys(JSON.parse(readFileSync(phrasesFile, "utf8")));
	const prose = source.cells.map((cell) => textOf(cell.source));
	const english = new Set(`${phrases.join()} ${prose.join()}`.match(/[A-Za-z]{2,}/g));
	const known = new Set(`${code.join()} ${data}`.match(/[A-Za-z]{2,}/g));
	return cells.flatMap(({ id, outputs = [] }) =>
		outputs
			.flatMap(({ data, text }) => [
				textOf(text ?? (data?.["text/plain"] as string | undefined)),
				...textsIn(data?.[figureMimeType]),
			])
			.flatMap((said) => said.replace(/<[^>]*>/g, " ").match(ENGLISH) ?? [])
			.filter((said) => {
				const words = said.match(/[A-Za-z]+/g) ?? [];
				return words.every((word) => english.has(word)) && !words.every((word) => known.has(word));
			})
			.map((said) => `${id}: ${said}`),
	);
}

/** Attributes of a figure whose values are for plotly. */
const TECHNICAL = /^(template|\w*ref|\w*position|bdata)$/;

function textsIn(value: unknown): string[] {
	if (typeof value === "string") return [value];
	if (Array.isArray(value)) return value.flatMap(textsIn);
	if (typeof value !== "object" || value === null) return [];
	return Object.entries(value).flatMap(([key, item]) => (TECHNICAL.test(key) ? [] : textsIn(item)));
}
