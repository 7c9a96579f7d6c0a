import { type Figure, figure } from "../../figures/figure.js";
import { ink } from "../../figures/template.js";
import { phrase } from "../../words/phrase.js";
import { isAsFar, type Permutations } from "./permutation-test.js";

export interface PermutationBarsOptions {
	readonly title: string;
	/** Whose runs were shuffled. */
	readonly a: string;
	readonly b: string;
	readonly test: Permutations;
}

/**
 * How often shuffled names give each P(A faster than B). Those that lie as far from ½ as what was
 * found have a colour of their own, and a line stands at what was found.
 */
export function permutationBars({ title, a, b, test }: PermutationBarsOptions): Figure {
	const { found, shuffled, p } = test;
	const summary = phrase`found: P = ${found.toFixed(2)}; by chance as far from ½: p = ${Number(p.toPrecision(2))}`;
	const bars = [
		counted(
			phrase`nearer to ½ than what was found`,
			shuffled.filter((P) => !isAsFar(P, found)),
			shuffled.length,
			ink.grey,
		),
		counted(
			phrase`as far from ½ as what was found`,
			shuffled.filter((P) => isAsFar(P, found)),
			shuffled.length,
			ink.vermilion,
		),
	];
	const top = Math.max(...bars[0].y.map((share, k) => share + bars[1].y[k]));
	return figure({
		title,
		subtitle: `A: ${a}, B: ${b}; ${summary}`,
		alt: phrase`How often shuffled names of ${a} and ${b} give each P. ${summary}.`,
		data: [
			...bars,
			{
				type: "scatter",
				mode: "lines",
				name: phrase`found`,
				x: [found, found],
				y: [0, 1.08 * top],
				line: { color: ink.blue, width: 2.5 },
				hovertemplate: "P = %{x:.3f}<extra></extra>",
			},
		],
		layout: {
			barmode: "stack",
			bargap: 0.15,
			xaxis: { title: { text: phrase`P(A faster than B), with shuffled names` }, range: [0, 1] },
			yaxis: { title: { text: phrase`shuffles (%)` }, rangemode: "tozero" },
			legend: { traceorder: "normal" },
		},
	});
}

const bins = 40;

/** Values from 0 to 1 in bins, as percentages of so many. */
function counted(name: string, values: readonly number[], of: number, color: string) {
	const inBin = new Array<number>(bins).fill(0);
	for (const P of values) inBin[Math.min(bins - 1, Math.floor(P * bins))]++;
	return {
		type: "bar" as const,
		name,
		x: inBin.map((_, k) => (k + 0.5) / bins),
		y: inBin.map((count) => (100 * count) / of),
		marker: { color, line: { width: 0 } },
		hovertemplate: `%{x:.3f}: %{y:.1f} %<extra>${name}</extra>`,
	};
}
