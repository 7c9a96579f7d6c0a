import { aside } from "../../figures/axes.js";
import { label } from "../../figures/drawing.js";
import { type Figure, figure, type Titles, type Trace } from "../../figures/figure.js";
import { colourOf, ink } from "../../figures/template.js";
import { phrase } from "../../words/phrase.js";
import { meanAccuracy, type RecallResult } from "./train-recall.js";

export interface RecallGapOptions extends Titles {
	/** One for each network trained; more than one for each name and gap, where seeds differ. */
	readonly results: readonly Pick<RecallResult, "contender" | "gap" | "seed" | "accuracy">[];
	/** Every name there will be, in the legend's order, and every gap. */
	readonly names: readonly string[];
	readonly gaps: readonly number[];
	/** What guessing gets right, 0 to 1. */
	readonly chance: number;
}

/** Recall against gap: a dot for each network trained, and a bar at the mean of each kind. */
export function recallGap(options: RecallGapOptions): Figure {
	const { title, subtitle, alt, names, gaps, chance } = options;
	return figure({
		title,
		subtitle,
		alt,
		data: names.flatMap((name, index) => [
			meansOf(options, name, index),
			seedsOf(options, name, index),
		]),
		layout: {
			height: 440,
			showlegend: true,
			xaxis: {
				title: { text: phrase`gap (words in between)` },
				// Side by side like names: far apart, long gaps would press the short ones together.
				tickvals: gaps.map((_, k) => k),
				ticktext: gaps.map(String),
				range: [-0.5, gaps.length - 0.5],
				showgrid: false,
			},
			yaxis: {
				title: { text: phrase`share of answers that are right` },
				tickformat: ".0%",
				range: [0, 1.06],
			},
			shapes: [
				{
					type: "line",
					xref: "paper",
					x0: 0,
					x1: 1,
					y0: chance,
					y1: chance,
					line: { color: ink.grey, width: 1.5, dash: "dot" },
				},
			],
			annotations: [
				label(phrase`guessing`, [0, chance], {
					xref: "paper",
					xanchor: "left",
					yanchor: "bottom",
					font: { size: 12 },
				}),
			],
		},
	});
}

/** Where the `index`th kind of network stands, for each gap. */
function columnsOf({ names, gaps }: RecallGapOptions, index: number): number[] {
	return gaps.map((_, k) => k + aside(index, names.length, 0.17));
}

/** A short bar across each column. */
function meansOf(options: RecallGapOptions, name: string, index: number): Trace {
	const columns = columnsOf(options, index);
	const means = options.gaps.flatMap((gap, k) => {
		const here = options.results.filter(
			(result) => result.contender.name === name && result.gap === gap,
		);
		return here.length === 0 ? [] : [{ gap, x: columns[k], mean: meanAccuracy(here) }];
	});
	const color = colourOf(index);
	return {
		type: "scatter",
		name,
		legendgroup: name,
		mode: "markers",
		x: means.map(({ x }) => x),
		y: means.map(({ mean }) => mean),
		text: means.map(({ gap }) => phrase`gap ${gap}`),
		marker: { color, size: 22, symbol: "line-ew", line: { color, width: 4 } },
		hovertemplate: phrase`%{text}: %{y:.0%} right on average<extra>${name}</extra>`,
	};
}

/** A dot for each seed, side by side, so that none hides another. */
function seedsOf(options: RecallGapOptions, name: string, index: number): Trace {
	const columns = columnsOf(options, index);
	const results = options.results.filter(({ contender }) => contender.name === name);
	const seeds = [...new Set(options.results.map(({ seed }) => seed))].sort((a, b) => a - b);
	return {
		type: "scatter",
		name: phrase`${name}, each seed`,
		legendgroup: name,
		showlegend: false,
		mode: "markers",
		x: results.map(
			({ gap, seed }) =>
				columns[options.gaps.indexOf(gap)] + aside(seeds.indexOf(seed), seeds.length, 0.013),
		),
		y: results.map(({ accuracy }) => accuracy),
		text: results.map(({ seed }) => phrase`seed ${seed}`),
		opacity: 0.75,
		marker: { color: colourOf(index), size: 5 },
		hovertemplate: phrase`%{y:.0%} right<extra>${name}, %{text}</extra>`,
	};
}
