import { type Figure, figure, type Titles } from "../../figures/figure.js";
import { colourAt, ink, sequential } from "../../figures/template.js";
import { phrase } from "../../words/phrase.js";

export interface MixtureOptions extends Titles {
	/** What each part weighs in each whole, 0 or more: parts[s][t]. Each whole is drawn as 1. */
	readonly parts: readonly ArrayLike<number>[];
	/** The names of the parts and of the wholes, from the oldest to the newest. */
	readonly partNames: readonly string[];
	readonly wholeNames: readonly string[];
	readonly xTitle: string;
	readonly yTitle: string;
}

/** What wholes are made of: a bar for each, of as many pieces as there are parts. */
export function mixture(options: MixtureOptions): Figure {
	const { title, subtitle, alt, parts, partNames, wholeNames, xTitle, yTitle } = options;
	const totals = wholeNames.map((_, t) => parts.reduce((sum, part) => sum + part[t], 0));
	return figure({
		title,
		subtitle,
		alt,
		data: parts.map((part, s) => {
			const shares = totals.map((total, t) => (total > 0 ? part[t] / total : 0));
			// From the oldest, dark, to the newest, bright.
			const newness = parts.length > 1 ? s / (parts.length - 1) : 1;
			return {
				type: "bar",
				name: partNames[s],
				x: wholeNames,
				y: shares,
				text: shares.map((share) => (share >= 0.06 ? partNames[s] : "")),
				textposition: "inside",
				insidetextanchor: "middle",
				textangle: 0,
				insidetextfont: { color: newness > 0.4 ? "#111111" : "#fafafa" },
				marker: { color: colourAt(sequential, newness), line: { color: ink.grey, width: 1 } },
				hovertemplate: phrase`${partNames[s]} in %{x}: %{y:.1%}<extra></extra>`,
			};
		}),
		layout: {
			barmode: "stack",
			bargap: 0.35,
			showlegend: false,
			xaxis: { type: "category", title: { text: xTitle } },
			yaxis: { title: { text: yTitle }, tickformat: ".0%", range: [0, 1] },
		},
	});
}
