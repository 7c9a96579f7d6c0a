import { type Attributes, type Figure, figure, type Titles, type Trace } from "./figure.js";
import { type ColourScale, diverging, sequential } from "./template.js";

/** What a table's cells are told beside plotly's own attributes. */
export interface CellsOptions extends Attributes {
	/** Row by row; or packed, as `bytes` makes it. */
	readonly z: readonly ArrayLike<number>[] | Attributes;
	/** The values at the two ends of the colours; what lies outside takes the end's colour. */
	readonly range: readonly [number, number];
	readonly scale?: ColourScale;
	/** What the colours measure: the title of the colour bar. */
	readonly bar?: string;
	/** Between two cells, in pixels. */
	readonly gap?: number;
	/** What is shown over a cell, with plotly's %{x}, %{y} and %{z}. */
	readonly hover?: string;
}

/** A table of numbers as colours: the trace of every picture that has one. */
export function cellsOf(options: CellsOptions): Trace {
	const { z, range, scale = sequential, bar, gap, hover, ...attributes } = options;
	return {
		type: "heatmap",
		z: Array.isArray(z) ? z.map((row) => Array.from(row)) : z,
		zmin: range[0],
		zmax: range[1],
		colorscale: scale,
		colorbar: bar === undefined ? undefined : { title: { text: bar, side: "right" } },
		xgap: gap,
		ygap: gap,
		hovertemplate: hover,
		...attributes,
	};
}

export interface HeatmapOptions extends Titles {
	/** Row by row; the first row is drawn at the top. */
	readonly z: readonly ArrayLike<number>[];
	/** Names or numbers of the columns and the rows; 0, 1, 2, … unless told. */
	readonly x?: readonly (string | number)[];
	readonly y?: readonly (string | number)[];
	readonly xTitle: string;
	readonly yTitle: string;
	/** What the colours measure: the title of the colour bar. */
	readonly zTitle: string;
	/** "diverging" has its middle at zero. */
	readonly scale?: "sequential" | "diverging";
	/** The values at the two ends of the scale; taken from z unless told. */
	readonly range?: readonly [number, number];
	/** What is shown over a cell, with plotly's %{x}, %{y} and %{z}. */
	readonly hover?: string;
	/** Each cell's value as text, to this many decimals; no text unless told. */
	readonly decimals?: number;
	readonly height?: number;
}

/** A table of numbers as colours, with its axes. */
export function heatmap(options: HeatmapOptions): Figure {
	const { title, subtitle, alt, z, xTitle, yTitle, zTitle, decimals, height } = options;
	const columns = z[0]?.length ?? 0;
	const hover = options.hover ?? `${xTitle} %{x}, ${yTitle} %{y}: %{z:.3f}`;
	const category = { type: "category", showgrid: false };
	return figure({
		title,
		subtitle,
		alt,
		data: [
			cellsOf({
				z,
				x: (options.x ?? count(columns)).map(String),
				y: (options.y ?? count(z.length)).map(String),
				range: options.range ?? rangeOf(z, options.scale),
				scale: options.scale === "diverging" ? diverging : sequential,
				bar: zTitle,
				xgap: columns <= 32 ? 2 : 0,
				ygap: z.length <= 32 ? 2 : 0,
				hoverongaps: false,
				hover: `${hover}<extra></extra>`,
				texttemplate: decimals === undefined ? undefined : `%{z:.${decimals}f}`,
			}),
		],
		layout: {
			height,
			xaxis: { ...category, title: { text: xTitle } },
			yaxis: { ...category, title: { text: yTitle }, autorange: "reversed" },
		},
	});
}

function count(length: number): number[] {
	return Array.from({ length }, (_, k) => k);
}

/** The least and the greatest finite value; around zero, as far below as above. */
function rangeOf(z: readonly ArrayLike<number>[], scale = "sequential"): [number, number] {
	const finite = z.flatMap((row) => Array.from(row)).filter(Number.isFinite);
	if (finite.length === 0) return [0, 1];
	const low = finite.reduce((a, b) => Math.min(a, b));
	const high = finite.reduce((a, b) => Math.max(a, b));
	if (scale === "sequential") return low === high ? [low - 0.5, low + 0.5] : [low, high];
	const end = Math.max(Math.abs(low), Math.abs(high)) || 1;
	return [-end, end];
}
