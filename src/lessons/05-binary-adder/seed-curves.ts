import type { Figure, Titles } from "../../figures/figure.js";
import { lines } from "../../figures/lines.js";
import { ink } from "../../figures/template.js";
import { phrase } from "../../words/phrase.js";

export interface SeedCurvesOptions extends Titles {
	/** One training each, as `train` reports it. The first one is drawn thick, on top of the others. */
	readonly runs: readonly {
		readonly seed: number;
		readonly reports: readonly { readonly iteration: number; readonly averageError: number }[];
	}[];
	readonly iterations: number;
	/** The most the error can be. */
	readonly most: number;
}

/** How the mean error falls in several trainings that differ in nothing but the seed. */
export function seedCurves({ runs, iterations, most, ...titles }: SeedCurvesOptions): Figure {
	return lines({
		...titles,
		xTitle: phrase`iteration (examples seen)`,
		yTitle: phrase`running mean of the error`,
		xRange: [0, iterations],
		yRange: [0, most],
		series: runs
			.map(({ seed, reports }, k) => ({
				name: phrase`seed ${seed}`,
				x: reports.map(({ iteration }) => iteration),
				y: reports.map(({ averageError }) => averageError),
				colour: k === 0 ? ink.blue : ink.grey,
				width: k === 0 ? 3 : 1.3,
			}))
			.reverse(),
	});
}
