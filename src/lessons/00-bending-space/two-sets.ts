import { floats } from "../../figures/bytes.js";
import { type Attributes, type Figure, figure, type Trace } from "../../figures/figure.js";
import { ink } from "../../figures/template.js";
import type { Matrix } from "../../network/matrix.js";

/** A place on the screen. */
export type Place = readonly [horizontal: number, vertical: number];

/** The rows of an N × 2 matrix. */
export function placesOf(matrix: Matrix): Place[] {
	return Array.from({ length: matrix.rows }, (_, n) => [matrix.at(n, 0), matrix.at(n, 1)]);
}

/** Set 0 and set 1, by colour and by shape. */
export const setColours = [ink.vermilion, ink.blue] as const;
const setSymbols = ["circle", "diamond"] as const;

/** The points of two sets, a trace each, over the axes that are named. */
export function twoSets(
	points: readonly Place[],
	sets: ArrayLike<number>,
	[xaxis, yaxis]: readonly [string, string],
	hover: string,
): Trace[] {
	return [0, 1].map((set) => {
		const own = points.filter((_, n) => sets[n] === set);
		return {
			type: "scatter",
			mode: "markers",
			name: `d = ${set}`,
			legendgroup: `d = ${set}`,
			xaxis,
			yaxis,
			...coordinates(own),
			marker: {
				color: setColours[set],
				symbol: setSymbols[set],
				size: 6.5,
				line: { color: "#ffffff", width: 0.6 },
			},
			hovertemplate: `${hover}<extra>d = ${set}</extra>`,
		};
	});
}

/** Places as plotly takes them, in thousandths: finer than any screen. */
export function coordinates(places: readonly Place[]): { x: number[]; y: number[] } {
	const short = (value: number) => Math.round(1000 * value) / 1000;
	return { x: places.map(([x]) => short(x)), y: places.map(([, y]) => short(y)) };
}

/** The same, packed: for frames, of which there are many. */
export function packedCoordinates(places: readonly Place[]): Attributes {
	return { x: floats(places.map(([x]) => x)), y: floats(places.map(([, y]) => y)) };
}

/** Lines as the places of one trace, with a gap after each. */
export function gapped(lines: readonly (readonly Place[])[]): Place[] {
	return lines.flatMap((line) => [...line, [Number.NaN, Number.NaN] as const]);
}

export interface PlanarPanel {
	readonly name: string;
	readonly points: readonly Place[];
	readonly sets: ArrayLike<number>;
}

/** Pairs of sets in the plane, side by side, all to the same scale. */
export function planarPanels(options: {
	readonly title: string;
	readonly alt: string;
	readonly panels: readonly PlanarPanel[];
	/** The axes go from −extent to extent. Default: as far as the points. */
	readonly extent?: number;
}): Figure {
	const { title, alt, panels } = options;
	const furthest = panels.flatMap(({ points }) => points.flat()).map(Math.abs);
	const extent = options.extent ?? 1.08 * Math.max(1, ...furthest);
	const side = { range: [-extent, extent], constrain: "domain", tickvals: [-1, 0, 1] };
	const width = 1 / panels.length;
	const names = panels.map((_, k) => (k === 0 ? "x" : `x${k + 1}`));
	const axes = panels.map((_, k) => [
		names[k].replace("x", "xaxis"),
		{
			...side,
			title: { text: "x<sub>1</sub>" },
			domain: [(k + 0.03) * width, (k + 0.97) * width],
			scaleanchor: "y",
		},
	]);
	return figure({
		title,
		alt,
		data: panels.flatMap(({ points, sets }, k) =>
			twoSets(points, sets, [names[k], "y"], "x<sub>1</sub> %{x:.2f}, x<sub>2</sub> %{y:.2f}").map(
				(trace) => ({ ...trace, showlegend: k === 0 }),
			),
		),
		layout: {
			height: 390,
			margin: { t: 118 },
			legend: { y: 1.1 },
			...Object.fromEntries(axes),
			yaxis: { ...side, title: { text: "x<sub>2</sub>" } },
			annotations: panels.map(({ name }, k) => ({
				text: `<b>${name}</b>`,
				xref: `${names[k]} domain`,
				yref: "y domain",
				x: 0.5,
				y: 1.02,
				yanchor: "bottom",
			})),
		},
	});
}
