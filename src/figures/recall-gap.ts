import type { Figure } from "./figure.js";
import { lines, type Series } from "./lines.js";
import { palette } from "./template.js";

export interface RecallGapOptions {
	readonly title: string;
	readonly subtitle?: string;
	readonly alt: string;
	/** One for each network trained; more than one for each name and gap, where seeds differ. */
	readonly results: readonly {
		readonly name: string;
		readonly gap: number;
		readonly accuracy: number;
	}[];
	/** Every name there will be, in the legend's order, and every gap. */
	readonly names: readonly string[];
	readonly gaps: readonly number[];
	/** What guessing gets right, 0 to 1. */
	readonly chance: number;
}

/** Recall against gap: for each kind of network the mean over its seeds, and from worst to best. */
export function recallGap(options: RecallGapOptions): Figure {
	const { title, subtitle, alt, results, names, gaps, chance } = options;
	const series = names.map((name, at): Series => {
		const groups = gaps
			.map((gap) => ({
				gap,
				found: results.filter((each) => each.name === name && each.gap === gap),
			}))
			.filter(({ found }) => found.length > 0)
			.map(({ gap, found }) => ({ gap, shares: found.map(({ accuracy }) => accuracy) }));
		return {
			name,
			mode: "lines+markers",
			colour: palette[at % palette.length],
			x: groups.map(({ gap }) => gap),
			y: groups.map(({ shares }) => shares.reduce((sum, share) => sum + share) / shares.length),
			low: groups.map(({ shares }) => Math.min(...shares)),
			high: groups.map(({ shares }) => Math.max(...shares)),
			hover: "gap %{x}: %{y:.0%} right on average",
		};
	});
	return lines({
		title,
		...(subtitle !== undefined && { subtitle }),
		alt,
		xTitle: "gap (words between the country and the question)",
		yTitle: "share of answers that are right",
		xRange: [0, Math.max(...gaps) * 1.05],
		yRange: [0, 1.05],
		series,
		marks: [{ y: chance, text: "guessing" }],
	});
}
