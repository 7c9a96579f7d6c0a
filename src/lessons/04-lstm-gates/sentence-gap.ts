import { label } from "../../figures/drawing.js";
import { type Attributes, type Figure, figure, type Titles } from "../../figures/figure.js";
import { ink } from "../../figures/template.js";
import { phrase } from "../../words/phrase.js";

export interface Sentence {
	readonly words: readonly string[];
	/** Indices of the word that is needed and of the word that needs it. */
	readonly from: number;
	readonly to: number;
}

export interface SentenceGapOptions extends Titles {
	readonly sentences: readonly Sentence[];
}

/** How far apart the two words lie: how many others are between them. */
function gapOf({ from, to }: Sentence): number {
	return Math.abs(to - from) - 1;
}

/** Sentences as rows of dots, one a word, with an arc from the word that another one needs. */
export function sentenceGap({ title, subtitle, alt, sentences }: SentenceGapOptions): Figure {
	const longest = Math.max(...sentences.map(({ words }) => words.length));
	const rows = sentences.map((sentence, k) => ({ ...sentence, y: 2 * (sentences.length - k) }));
	const inkOf = ({ from, to }: Sentence, k: number) =>
		k === from || k === to ? ink.vermilion : ink.grey;
	return figure({
		title,
		subtitle,
		alt,
		data: rows.map((row) => ({
			type: "scatter",
			mode: "markers",
			x: row.words.map((_, k) => k),
			y: row.words.map(() => row.y),
			text: row.words,
			marker: { size: 10, color: row.words.map((_, k) => inkOf(row, k)) },
			hovertemplate: phrase`%{text}: word %{x} (counted from 0)<extra></extra>`,
		})),
		layout: {
			height: 120 + 170 * sentences.length,
			showlegend: false,
			xaxis: { visible: false, range: [-1.4, longest - 0.4] },
			yaxis: { visible: false, range: [0.9, 2 * sentences.length + 1.05] },
			shapes: rows.map(({ from, to, y }) => arc(from, to, y)),
			annotations: rows.flatMap((row) => [
				...row.words.map((word, k) => wordAt(word, k, row.y, inkOf(row, k))),
				label(phrase`gap: ${gapOf(row)} words`, [(row.from + row.to) / 2, row.y + 0.72], {
					yanchor: "bottom",
					font: { color: ink.vermilion, size: 14 },
				}),
			]),
			margin: { l: 10, r: 10, b: 10 },
		},
	});
}

/** From one word over the others to another, 0.7 high in the middle. */
function arc(from: number, to: number, y: number): Attributes {
	const path = `M ${from},${y + 0.12} Q ${(from + to) / 2},${y + 1.28} ${to},${y + 0.12}`;
	return { type: "path", path, line: { color: ink.vermilion, width: 2.5 } };
}

function wordAt(word: string, x: number, y: number, color: string): Attributes {
	const slanted = { textangle: -45, xanchor: "right", yanchor: "top" };
	const marked = color === ink.grey ? word : `<b>${word}</b>`;
	return label(marked, [x + 0.15, y - 0.08], { ...slanted, font: { size: 14 } });
}
