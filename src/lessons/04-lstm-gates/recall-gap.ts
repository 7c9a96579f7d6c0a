import { type Figure, figure, type Trace } from "../../figures/figure.js";
import { ink, palette } from "../../figures/template.js";

export interface RecallGapOptions {
	readonly title: string;
	readonly subtitle?: string;
	readonly alt: string;
	/** One for each network trained; more than one for each name and gap, where seeds differ. */
	readonly results: readonly RecallResult[];
	/** Every name there will be, in the legend's order, and every gap. */
	readonly names: readonly string[];
	readonly gaps: readonly number[];
	/** What guessing gets right, 0 to 1. */
	readonly chance: number;
}

interface RecallResult {
	readonly name: string;
	readonly gap: number;
	readonly accuracy: number;
}

/** Recall against gap: a dot for each network trained, and a line through the means of each kind. */
export function recallGap(options: RecallGapOptions): Figure {
	const { title, subtitle, alt, results, names, gaps, chance } = options;
	const places = gaps.map(String);
	return figure({
		title,
		...(subtitle !== undefined && { subtitle }),
		alt,
		data: names.flatMap((name, at) => {
			const own = results.filter((each) => each.name === name);
			// Side by side, so that equal results do not hide each other.
			const aside = (at - (names.length - 1) / 2) * 0.06;
			return drawn(name, own, gaps, aside, palette[at % palette.length]);
		}),
		layout: {
			height: 440,
			showlegend: true,
			xaxis: {
				title: { text: "gap (words in between)" },
				tickvals: gaps.map((_, k) => k),
				ticktext: places,
				range: [-0.3, gaps.length - 0.7],
			},
			yaxis: {
				title: { text: "share of answers that are right" },
				tickformat: ".0%",
				range: [0, 1.05],
			},
			shapes: [
				{
					...{ type: "line", xref: "paper", x0: 0, x1: 1, y0: chance, y1: chance },
					line: { color: ink.grey, width: 1.5, dash: "dot" },
				},
			],
			annotations: [
				{
					...{ text: "guessing", font: { size: 12 }, showarrow: false },
					...{ xref: "paper", x: 0, xanchor: "left", y: chance, yanchor: "bottom" },
				},
			],
		},
	});
}

function drawn(
	name: string,
	results: readonly RecallResult[],
	gaps: readonly number[],
	aside: number,
	color: string,
): Trace[] {
	const means = gaps.flatMap((gap, k) => {
		const shares = results.filter((each) => each.gap === gap).map(({ accuracy }) => accuracy);
		if (shares.length === 0) return [];
		return [{ gap, x: k + aside, mean: shares.reduce((a, b) => a + b) / shares.length }];
	});
	return [
		{
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
		},
		{
			type: "scatter",
			name: `${name}, each seed`,
			legendgroup: name,
			showlegend: false,
			mode: "markers",
			x: results.map(({ gap }) => gaps.indexOf(gap) + aside),
			y: results.map(({ accuracy }) => accuracy),
			opacity: 0.8,
			marker: { color, size: 6 },
			hovertemplate: `%{y:.0%} right<extra>${name}, one seed</extra>`,
		},
	];
}
