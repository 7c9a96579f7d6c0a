import type { Attributes, Trace } from "./figure.js";
import { type ColourScale, faint } from "./template.js";

/** A vector drawn as a block of cells, its lower left corner at (x, y), one unit a cell. */
export interface Strip {
	/** With its step, for the hover text: "h<sup>3</sup>". */
	readonly symbol: string;
	/** NaN is drawn as a gap. */
	readonly values: ArrayLike<number>;
	readonly x: number;
	readonly y: number;
	/** How many cells stand above each other before the next column begins. */
	readonly rows: number;
}

/** Columns and rows of the block that holds `size` cells, at most `rows` of them in a column. */
export function blockOf(size: number, rows: number): { columns: number; rows: number } {
	const columns = Math.ceil(size / rows);
	return { columns, rows: Math.ceil(size / columns) };
}

/**
 * Vectors as one heatmap: a cell of the picture's grid for each element, and gaps elsewhere.
 * Element 0 is at the top left, and elements run down, then right.
 */
export function stripsTrace(
	strips: readonly Strip[],
	{ scale, range, bar }: { scale: ColourScale; range: readonly [number, number]; bar: string },
): Trace {
	const right = Math.max(...strips.map((s) => s.x + Math.ceil(s.values.length / s.rows)));
	const top = Math.max(...strips.map((s) => s.y + s.rows));
	return {
		type: "heatmap",
		x: Array.from({ length: right }, (_, at) => at + 0.5),
		y: Array.from({ length: top }, (_, at) => at + 0.5),
		...cells(strips, right, top),
		zmin: range[0],
		zmax: range[1],
		colorscale: scale,
		// Lying below, so that the drawing has the whole width.
		colorbar: {
			title: { text: bar, side: "right" },
			orientation: "h",
			...{ x: 0.5, y: 0, yanchor: "top", len: 0.6, thickness: 10 },
		},
		xgap: 1.5,
		ygap: 1.5,
		hoverongaps: false,
		hovertemplate: "%{text} = %{z:.4~g}<extra></extra>",
	};
}

/** The values in their places, and the name of each: a frame that changes them needs only `z`. */
export function cells(strips: readonly Strip[], right: number, top: number) {
	const z: (number | null)[][] = Array.from({ length: top }, () => Array(right).fill(null));
	const text: string[][] = Array.from({ length: top }, () => Array(right).fill(""));
	for (const { symbol, values, x, y, rows } of strips) {
		for (let at = 0; at < values.length; at++) {
			const column = x + Math.floor(at / rows);
			const row = y + rows - 1 - (at % rows);
			z[row][column] = values[at];
			const index = values.length > 1 ? `<sub>${at}</sub>` : "";
			text[row][column] = `${symbol}${index}`;
		}
	}
	return { z, text };
}

/** One vector as a trace of its own, for pictures whose frames change a few vectors at a time. */
export function stripTrace(
	strip: Strip,
	{ scale, range, bar }: { scale: ColourScale; range: readonly [number, number]; bar?: string },
): Trace {
	const columns = Math.ceil(strip.values.length / strip.rows);
	return {
		type: "heatmap",
		x: Array.from({ length: columns }, (_, at) => strip.x + at + 0.5),
		y: Array.from({ length: strip.rows }, (_, at) => strip.y + at + 0.5),
		...cells([{ ...strip, x: 0, y: 0 }], columns, strip.rows),
		zmin: range[0],
		zmax: range[1],
		colorscale: scale,
		showscale: bar !== undefined,
		...(bar !== undefined && { colorbar: { title: { text: bar, side: "right" }, len: 0.9 } }),
		xgap: 1.5,
		ygap: 1.5,
		hoverongaps: false,
		hovertemplate: "%{text} = %{z:.4~g}<extra></extra>",
	};
}

/** An arrow from one point to another, in the picture's own units. */
export function arrow(
	from: readonly [number, number],
	to: readonly [number, number],
	colour?: string,
): Attributes {
	return {
		ax: from[0],
		ay: from[1],
		axref: "x",
		ayref: "y",
		x: to[0],
		y: to[1],
		showarrow: true,
		text: "",
		...(colour !== undefined && { arrowcolor: colour }),
	};
}

/** A word at a point; centred unless told. */
export function label(
	text: string,
	at: readonly [number, number],
	options: Attributes = {},
): Attributes {
	return { text, x: at[0], y: at[1], showarrow: false, ...options };
}

/** A frame around cells. */
export function frame(x0: number, y0: number, x1: number, y1: number): Attributes {
	return { type: "rect", x0, y0, x1, y1, line: { color: faint, width: 1.5 }, layer: "below" };
}

/** Axes of a drawing: no ticks, no grid, and one unit as long across as along. */
export function drawingAxes(x: readonly [number, number], y: readonly [number, number]) {
	const bare = { visible: false, fixedrange: false };
	return {
		xaxis: { ...bare, range: x, constrain: "domain" },
		yaxis: { ...bare, range: y, scaleanchor: "x", constrain: "domain" },
	};
}
