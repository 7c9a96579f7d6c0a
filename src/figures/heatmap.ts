import { type Figure, figure } from "./figure.js";
import { diverging, sequential } from "./template.js";

export interface HeatmapOptions {
	readonly title: string;
	readonly subtitle?: string;
	readonly alt: string;
	/** Row by row; the first row is drawn at the top. */
	readonly z: readonly ArrayLike<number>[];
	/** Names or places of the columns and the rows; 0, 1, 2, … unless told. */
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

/** A table of numbers as colours. */
export function heatmap(options: HeatmapOptions): Figure {
	const { title, subtitle, alt, z, xTitle, yTitle, zTitle, decimals, height } = options;
	const columns = z[0]?.length ?? 0;
	const [low, high] = options.range ?? spread(z, options.scale);
	return figure({
		title,
		...(subtitle !== undefined && { subtitle }),
		alt,
		data: [
			{
				type: "heatmap",
				z: z.map((row) => Array.from(row)),
				x: (options.x ?? count(columns)).map(String),
				y: (options.y ?? count(z.length)).map(String),
				zmin: low,
				zmax: high,
				colorscale: options.scale === "diverging" ? diverging : sequential,
				colorbar: { title: { text: zTitle, side: "right" } },
				xgap: columns <= 32 ? 2 : 0,
				ygap: z.length <= 32 ? 2 : 0,
				hoverongaps: false,
				hovertemplate: `${options.hover ?? `${xTitle} %{x}, ${yTitle} %{y}: %{z:.3f}`}<extra></extra>`,
				...(decimals !== undefined && { texttemplate: `%{z:.${decimals}f}` }),
			},
		],
		layout: {
			...(height !== undefined && { height }),
			xaxis: { type: "category", title: { text: xTitle }, showgrid: false },
			yaxis: { type: "category", title: { text: yTitle }, showgrid: false, autorange: "reversed" },
		},
	});
}

function count(length: number): number[] {
	return Array.from({ length }, (_, at) => at);
}

/** The least and the greatest finite value; around zero, as far below as above. */
function spread(z: readonly ArrayLike<number>[], scale = "sequential"): [number, number] {
	let low = Number.POSITIVE_INFINITY;
	let high = Number.NEGATIVE_INFINITY;
	for (const row of z) {
		for (const value of Array.from(row).filter(Number.isFinite)) {
			low = Math.min(low, value);
			high = Math.max(high, value);
		}
	}
	if (low > high) return [0, 1];
	if (scale === "sequential") return low === high ? [low - 0.5, low + 0.5] : [low, high];
	const end = Math.max(Math.abs(low), Math.abs(high)) || 1;
	return [-end, end];
}
