import type { Trace } from "./figure.js";
import { cellsOf } from "./heatmap.js";
import type { ColourScale } from "./template.js";

/** Cells in columns and rows. */
export interface Block {
	readonly columns: number;
	readonly rows: number;
}

/** The block that holds `size` cells, at most `rows` of them in a column. */
export function blockOf(size: number, rows: number): Block {
	const columns = Math.ceil(size / rows);
	return { columns, rows: Math.ceil(size / columns) };
}

/** A vector drawn as a block of cells, its lower left corner at (x, y), one unit a cell. */
export interface Strip extends Block {
	/** With its step, for the hover text: "h<sup>3</sup>". */
	readonly symbol: string;
	/** NaN is drawn as a gap. */
	readonly values: ArrayLike<number>;
	readonly x: number;
	readonly y: number;
}

/**
 * Vectors as one heatmap: a cell of the picture's grid for each element, and gaps elsewhere.
 * Element 0 is at the top left, and elements run down, then right.
 */
export function stripsTrace(
	strips: readonly Strip[],
	{ scale, range, bar }: { scale: ColourScale; range: readonly [number, number]; bar: string },
): Trace {
	const { right, top } = extentOf(strips);
	return cellsOf({
		...stripCells(strips, right, top),
		x: Array.from({ length: right }, (_, column) => column + 0.5),
		y: Array.from({ length: top }, (_, row) => row + 0.5),
		range,
		scale,
		// Lying below, so that the drawing has the whole width.
		colorbar: {
			title: { text: bar, side: "right" },
			orientation: "h",
			x: 0.5,
			y: 0,
			yanchor: "top",
			len: 0.6,
			thickness: 10,
		},
		gap: 1.5,
		hoverongaps: false,
		hover: "%{text} = %{z:.4~g}<extra></extra>",
	});
}

/** How far right and up the strips reach. */
export function extentOf(strips: readonly Strip[]): { right: number; top: number } {
	return {
		right: Math.max(...strips.map(({ x, columns }) => x + columns)),
		top: Math.max(...strips.map(({ y, rows }) => y + rows)),
	};
}

/** The values in their places, and the name of each: a frame that changes them needs only `z`. */
export function stripCells(strips: readonly Strip[], right: number, top: number) {
	const z: number[][] = Array.from({ length: top }, () => Array(right).fill(Number.NaN));
	const text: string[][] = Array.from({ length: top }, () => Array(right).fill(""));
	for (const { symbol, values, x, y, rows } of strips) {
		for (let j = 0; j < values.length; j++) {
			const column = x + Math.floor(j / rows);
			const row = y + rows - 1 - (j % rows);
			z[row][column] = values[j];
			text[row][column] = values.length > 1 ? `${symbol}<sub>${j}</sub>` : symbol;
		}
	}
	return { z, text };
}
