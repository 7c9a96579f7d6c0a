import { phrase } from "../words/phrase.js";
import type { Figure, Titles } from "./figure.js";
import { lines } from "./lines.js";
import { ink } from "./template.js";

export interface LossCurveOptions extends Partial<Titles> {
	/** As `train` yields them: the error on one example, and its running mean. */
	readonly reports: readonly {
		readonly iteration: number;
		readonly error: number;
		readonly averageError: number;
	}[];
	/** How many iterations there will be: the axis is as long from the start. */
	readonly iterations: number;
	/** The most the error can be (a wrong 1 at every step), where it is known. */
	readonly most?: number;
	/**
	 * Draws the mean of the dots within so many iterations around each in place of the running mean,
	 * which comes late where a training is short.
	 */
	readonly window?: number;
}

/** How the error falls as a network trains: example by example, and its running mean. */
export function lossCurve(options: LossCurveOptions): Figure {
	const { reports, iterations, most, window, subtitle } = options;
	const x = reports.map(({ iteration }) => iteration);
	return lines({
		title: options.title ?? phrase`The error jumps; watch its running mean`,
		subtitle,
		alt: options.alt ?? fallOf(reports),
		xTitle: phrase`iteration (examples seen)`,
		yTitle: phrase`error Σ<sub>t</sub> |d<sup>t</sup> − y<sup>t</sup>|`,
		xRange: [0, iterations],
		yRange: most === undefined ? undefined : [0, most],
		series: [
			{
				name: phrase`one example`,
				x,
				y: reports.map(({ error }) => error),
				mode: "markers",
				colour: ink.grey,
				opacity: 0.85,
				size: 5,
				hover: phrase`iteration %{x}: error %{y:.3f}`,
			},
			{
				name:
					window === undefined
						? phrase`running mean of about 100 examples`
						: phrase`mean of the dots within ${window} iterations`,
				x,
				y:
					window === undefined
						? reports.map(({ averageError }) => averageError)
						: means(reports, window),
				colour: ink.blue,
				width: 3,
				hover: phrase`iteration %{x}: mean error %{y:.3f}`,
			},
		],
	});
}

/** The mean error of the reports within half a window of each: both sides, so that it is not late. */
function means(reports: LossCurveOptions["reports"], window: number): number[] {
	return reports.map(({ iteration }) => {
		const near = reports.filter((other) => Math.abs(other.iteration - iteration) <= window / 2);
		return near.reduce((sum, { error }) => sum + error, 0) / near.length;
	});
}

/** From where to where the running mean has gone. */
function fallOf(reports: LossCurveOptions["reports"]): string {
	const [first, last] = [reports[0], reports.at(-1)];
	if (first === undefined || last === undefined) return phrase`Nothing has been reported yet.`;
	const fall = phrase`from ${first.averageError.toFixed(2)} to ${last.averageError.toFixed(2)}`;
	return phrase`The mean error goes ${fall} by iteration ${last.iteration}.`;
}
