import { speak } from "../words/phrase.js";
import zh from "../words/zh.json";

/** English is what the sources say themselves. */
const languages = { en: {}, zh };

/**
 * Chooses the language of all that the course says in a notebook's outputs: axes, labels of
 * controls, errors, judgements of answers. A translated lesson says it once, at its top.
 *
 * @throws RangeError for a language that there is not
 */
export function language(name: keyof typeof languages): void {
	const phrases = languages[name];
	if (phrases === undefined) {
		throw new RangeError(
			`language must be one of ${Object.keys(languages).join(", ")} (got ${name})`,
		);
	}
	speak(phrases);
}
