import { aside } from "../../figures/axes.js";
import type { Figure, Titles } from "../../figures/figure.js";
import { lines } from "../../figures/lines.js";
import { phrase } from "../../words/phrase.js";

/** One training: the width of its hidden layer, and the share of points it got right, 0 to 1. */
export interface WidthRun {
	readonly width: number;
	readonly right: number;
}

/** How many points trainings got right, by the width of the hidden layer, with the best of each. */
export function widthRuns(
	options: Titles & { readonly widths: readonly number[]; readonly runs: readonly WidthRun[] },
): Figure {
	const { title, subtitle, alt, widths, runs } = options;
	const best = (width: number) => {
		const shares = runs.filter((run) => run.width === width).map(({ right }) => 100 * right);
		return shares.length === 0 ? Number.NaN : Math.max(...shares);
	};
	// There is room for eight runs of a width.
	const x = runs.map(({ width }, k) => {
		const before = runs.slice(0, k).filter((run) => run.width === width).length;
		return width + aside(before, 8, 0.03);
	});
	return lines({
		title,
		subtitle,
		alt,
		xTitle: phrase`hidden units H`,
		yTitle: phrase`points on their own side (%)`,
		xTicks: widths,
		xRange: [Math.min(...widths) - 0.3, Math.max(...widths) + 0.3],
		yRange: [Math.min(45, ...runs.map(({ right }) => 100 * right - 3)), 103],
		series: [
			{
				name: phrase`each run`,
				x,
				y: runs.map(({ right }) => 100 * right),
				mode: "markers",
				hover: "%{y:.1f} %",
			},
			{
				name: phrase`the best of them`,
				x: widths,
				y: widths.map(best),
				hover: "H = %{x}: %{y:.1f} %",
			},
		],
	});
}
