import { phrase } from "../words/phrase.js";

/** "b = −4" for "b = -4": a hyphen is too short beside a plus, and hard to see on a slide. */
export function withMinus(text: string): string {
	return text.replace(/(^|[\s(=[])-(?=\d)/g, "$1−");
}

/** A title with a full stop behind it, unless it has an end of its own. */
export function sentence(text: string): string {
	return /[.?!？！]$/.test(text) ? text : phrase`${text}.`;
}

/**
 * Breaks a line at spaces, and between Chinese characters, with plotly's `<br>`, so that it fits a
 * narrow window.
 */
export function wrap(text: string, width: number): string {
	const lines: string[] = [];
	for (const word of text.split(" ")) {
		for (const [at, piece] of (word.match(PIECES) ?? [word]).entries()) {
			const line = lines.at(-1);
			const longer = `${line}${at === 0 ? " " : ""}${piece}`;
			if (line === undefined || widthOf(spoken(longer)) > width) lines.push(piece);
			else lines[lines.length - 1] = longer;
		}
	}
	return lines.join("<br>");
}

/** Between which a line may break: a Chinese character with its punctuation, and what is not Chinese. */
const PIECES =
	/[“‘（《]*\p{sc=Han}[，。、：；？！’”）》]*|[^\p{sc=Han}]+?(?=[“‘（《]*\p{sc=Han}|$)/gu;

/** How wide a text is, in letters: Chinese characters and their punctuation are two wide. */
export function widthOf(text: string): number {
	return text.length + (text.match(/[\u3000-\u303f\u3400-\u9fff\uff00-\uff60]/g) ?? []).length;
}

/** A label without plotly's tags: h<sup>t</sup> is h^t, δ<sub>h</sub> is δ_h. */
export function spoken(text: string): string {
	return text
		.replace(/<sup>(.*?)<\/sup>/g, "^$1")
		.replace(/<sub>(.*?)<\/sub>/g, "_$1")
		.replace(/<br>/g, " ")
		.replace(/<\/?[a-z][^>]*>/g, "");
}
