import { readFileSync } from "node:fs";
import { inRoot } from "../setup/machine.mjs";

/** A term of the field, and what it is called in the other language: so, and not otherwise. */
export interface Term {
	readonly english: string;
	readonly translation: string;
	readonly not: readonly string[];
}

/** The terms of the glossary's first table, and the fixed phrases of its second. */
export function readGlossary(file = inRoot("translations", "zh", "glossary.md")): Term[] {
	const rows = readFileSync(file, "utf8").matchAll(/^\| ([^|]+) \| ([^|]+) \|(?: ([^|]*)\|)?$/gm);
	return [...rows]
		.filter(([, english]) => english !== "English" && !english.startsWith("---"))
		.map(([, english, translation, not = ""]) => ({
			...{ english: english.trim(), translation: translation.trim() },
			not: not.split("、").flatMap((each) => each.trim() || []),
		}));
}

/** What a translation says otherwise than the glossary, but for quotations. */
export function otherTerms(translation: string, glossary: readonly Term[]): string[] {
	const own = translation.replace(/“[^”]*”/g, "");
	return glossary.flatMap(({ english, translation: term, not }) =>
		not.filter((word) => own.includes(word)).map((word) => `${english} is ${term} (found ${word})`),
	);
}
