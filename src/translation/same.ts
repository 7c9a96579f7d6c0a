import type { Entry } from "./catalogue.js";
import { COMPUTED } from "./code.js";
import { ADDRESS, CODE, FORMULA, TAG, wordsOnly } from "./markdown.js";

type Parts = Readonly<Record<string, readonly string[]>>;

/**
 * What a translation has lost, added or changed that is the same in every language: formulas, code,
 * addresses, numbers, and in a program what it computes.
 */
export function differences({ text, note }: Entry, translation: string): string[] {
	const partsOf = note === undefined ? partsOfProse : partsOfString;
	const [wanted, found] = [partsOf(text), partsOf(translation)];
	const complaints = Object.keys(wanted).flatMap((kind) => [
		...without(wanted[kind], found[kind]).map((each) => `${kind}: ${each} is missing`),
		...without(found[kind], wanted[kind]).map((each) => `${kind}: ${each} is not in English`),
	]);
	const endsString = note !== undefined && /["`]/.test(translation) && !/["`]/.test(text);
	return endsString ? [...complaints, 'a string cannot hold " or `: write “…”'] : complaints;
}

function partsOfProse(text: string): Parts {
	const rest = text.replace(CODE, " ");
	const formulas = (rest.match(FORMULA) ?? []).map((formula) =>
		formula.replace(/\\text\{[^}]*\}/g, "\\text{}"),
	);
	return {
		// Another language may name a thing again where English says "it".
		formulas: [...new Set(formulas)],
		code: [...new Set(text.match(CODE))],
		addresses: [...text.matchAll(ADDRESS)].map(([, address]) => address),
		numbers: numbersIn(wordsOnly(text)),
		tags: rest.replace(FORMULA, " ").match(TAG) ?? [],
	};
}

function partsOfString(text: string): Parts {
	const rest = text.replace(COMPUTED, " ");
	return {
		computed: text.match(COMPUTED) ?? [],
		places: rest.match(/%?\{[^}]*\}/g) ?? [],
		tags: rest.match(TAG) ?? [],
		formulas: [...new Set(rest.match(FORMULA))],
		numbers: numbersIn(rest),
	};
}

/** The numbers of a text: "1,048,576", "0.5". */
export function numbersIn(text: string): string[] {
	return (text.match(/\d[\d,]*(?:\.\d+)?/g) ?? []).map((number) => number.replace(/,$/, ""));
}

/** The items of a list that another lacks, each as often as it is missing. */
function without(items: readonly string[], others: readonly string[]): string[] {
	const left = [...others];
	return items.filter((item) => {
		const at = left.indexOf(item);
		if (at >= 0) left.splice(at, 1);
		return at < 0;
	});
}
