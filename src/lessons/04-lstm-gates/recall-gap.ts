import { aside } from "../../figures/axes.js";
import { label } from "../../figures/drawing.js";
import { type Figure, figure, type Titles, type Trace } from "../../figures/figure.js";
import { colourOf, ink } from "../../figures/template.js";
import type { RecallResult } from "./recall-sweep.js";

export interface RecallGapOptions extends Titles {
	/** One for each network trained; more than one for each name and gap, where seeds differ. */
	readonly results: readonly Pick<RecallResult, "name" | "gap" | "accuracy">[];
	/** Every name there will be, in the legend's order, and every gap. */
	readonly names: readonly string[];
	readonly gaps: readonly number[];
	/** What guessing gets right, 0 to 1. */
	readonly chance: number;
}

/** Recall against gap: a dot for each network trained, and a line through the means of each kind. */
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
				title: { text: "gap (words in between)" },
				// Side by side like names: far apart, long gaps would press the short ones together.
				tickvals: gaps.map((_, k) => k),
				ticktext: gaps.map(String),
				range: [-0.3, gaps.length - 0.7],
			},
			yaxis: {
				title: { text: "share of answers that are right" },
				tickformat: ".0%",
				range: [0, 1.05],
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
				label("guessing", [0, chance], {
					xref: "paper",
					xanchor: "left",
					yanchor: "bottom",
					font: { size: 12 },
				}),
			],
		},
	});
}

/** Where the dots of the `index`th kind of network stand, for each gap. */
function columnsOf({ names, gaps }: RecallGapOptions, index: number): number[] {
	return gaps.map((_, k) => k + aside(index, names.length, 0.06));
}

function meansOf(options: RecallGapOptions, name: string, index: number): Trace {
	const columns = columnsOf(options, index);
	const means = options.gaps.flatMap((gap, k) => {
		const shares = options.results
			.filter((result) => result.name === name && result.gap === gap)
			.map(({ accuracy }) => accuracy);
		if (shares.length === 0) return [];
		return [{ gap, x: columns[k], mean: shares.reduce((a, b) => a + b) / shares.length }];
	});
	const color = colourOf(index);
	return {
		type: "scatter",
		name,
		legendgroup: name,
		mode: "lines+markers",
		x: means.map(({ x }) => x),
		y: means.map(({ mean }) => mean),
		text: means.map(({ gap }) => `gap ${gap}`),
		line: { color },
		marker: { color, size: 9 },
		hovertemplate: `%{text}: %{y:.0%} right on average<extra>${name}</extra>`,
	};
}

function seedsOf(options: RecallGapOptions, name: string, index: number): Trace {
	const columns = columnsOf(options, index);
	const results = options.results.filter((result) => result.name === name);
	return {
		type: "scatter",
		name: `${name}, each seed`,
		legendgroup: name,
		showlegend: false,
		mode: "markers",
		x: results.map(({ gap }) => columns[options.gaps.indexOf(gap)]),
		y: results.map(({ accuracy }) => accuracy),
		opacity: 0.8,
		marker: { color: colourOf(index), size: 6 },
		hovertemplate: `%{y:.0%} right<extra>${name}, one seed</extra>`,
	};
}
