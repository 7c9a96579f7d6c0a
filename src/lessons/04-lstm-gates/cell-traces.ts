import { coordinates, type Point, polyline } from "../../figures/drawing.js";
import type { Trace } from "../../figures/figure.js";
import { faint, veil } from "../../figures/template.js";

/* How the drawings of cells draw their lines, boxes and circles. */

/** Lines with an arrowhead at the end of each. */
export function wires(paths: readonly (readonly Point[])[], color: string): Trace {
	const sizes = paths.flatMap((path) => [...path.map((_, k) => (k < path.length - 1 ? 0 : 10)), 0]);
	return {
		...path(paths),
		mode: "lines+markers",
		line: { color, width: 3 },
		marker: {
			color,
			size: sizes,
			symbol: "arrow",
			angleref: "previous",
			opacity: 1,
			line: { width: 0 },
		},
	};
}

export function outlines(polygons: readonly (readonly Point[])[], color: string): Trace {
	return {
		...path(polygons),
		mode: "lines",
		fill: "toself",
		fillcolor: fillOf(color),
		line: { color, width: 2.5 },
	};
}

export function path(lines: readonly (readonly Point[])[]): Trace {
	return { type: "scatter", ...coordinates(polyline(lines)), hoverinfo: "skip" };
}

/** What boxes and circles are filled with: their own colour, pale. */
export function fillOf(colour: string): string {
	return colour === faint ? veil : `${colour}40`;
}
