import { coordinates, type Point } from "../../figures/drawing.js";
import type { Trace } from "../../figures/figure.js";
import { ink } from "../../figures/template.js";
import type { Matrix } from "../../network/matrix.js";

/** The rows of an N × 2 matrix. */
export function pointsOf(matrix: Matrix): Point[] {
	return Array.from({ length: matrix.rows }, (_, n) => [matrix.at(n, 0), matrix.at(n, 1)]);
}

/** Those of the points that are in this set. */
export function ofSet<P>(points: readonly P[], sets: ArrayLike<number>, set: number): P[] {
	return points.filter((_, n) => sets[n] === set);
}

/** Set 0 and set 1, by colour and by shape. */
const colours = [ink.vermilion, ink.blue] as const;
const symbols = ["circle", "diamond"] as const;

/** The points of two sets, a trace each, over the axes that are named. */
export function twoSets(
	points: readonly Point[],
	sets: ArrayLike<number>,
	axes: { readonly xaxis: string; readonly yaxis: string },
	hover: string,
): Trace[] {
	return [0, 1].map((set) => ({
		type: "scatter",
		mode: "markers",
		name: `d = ${set}`,
		legendgroup: `d = ${set}`,
		...axes,
		...coordinates(ofSet(points, sets, set), 3),
		marker: {
			color: colours[set],
			symbol: symbols[set],
			size: 6.5,
			line: { color: "#ffffff", width: 0.6 },
		},
		hovertemplate: `${hover}<extra>d = ${set}</extra>`,
	}));
}
