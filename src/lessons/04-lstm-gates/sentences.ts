import { Matrix } from "../../network/matrix.js";
import type { Random } from "../../network/random.js";
import { inWords } from "../../network/validation.js";

/** The recall task's tokens as words: four symbols, four distractors, and the question. */
export const countries = ["France", "Japan", "Brazil", "Egypt"] as const;
export const fillers = ["and", "then", "we", "moved"] as const;
export const question = "fluent";
/** What is to be said, in the order of the countries. */
export const languages = ["French", "Japanese", "Portuguese", "Arabic"] as const;

const vocabulary: readonly string[] = [...countries, ...fillers, question];

/** `count` fillers, each drawn by itself. */
export function filling(count: number, random: Random): string[] {
	return Array.from({ length: count }, () => fillers[random.randint(fillers.length)]);
}

/** Words as the recall task shows them: one-hot, a row each. Throws a RangeError on an unknown one. */
export function encode(words: readonly string[]): Matrix {
	const x = new Matrix(words.length, vocabulary.length);
	for (const [t, word] of words.entries()) {
		const at = vocabulary.indexOf(word);
		if (at === -1) {
			throw new RangeError(
				`words[${t}] must be one of ${vocabulary.join(", ")} (got ${inWords(word)})`,
			);
		}
		x.row(t)[at] = 1;
	}
	return x;
}

/** The words that the rows of x stand for. */
export function decode(x: Matrix): string[] {
	return x.toRows().map((row) => vocabulary[row.indexOf(1)] ?? "?");
}
