import { label } from "./drawing.js";
import type { Attributes } from "./figure.js";

/** Places of equal size in rows and columns, with gaps in shares of the picture's height and width. */
export interface SubplotGrid {
	readonly rows: number;
	readonly columns: number;
	readonly rowGap: number;
	readonly columnGap: number;
}

/** One place in a grid, and what plotly has to be told so that something stands there. */
export interface Subplot {
	/** For its traces: the names of its axes. */
	readonly names: { readonly xaxis: string; readonly yaxis: string };
	/** Its lower and upper edge, in shares of the height. */
	readonly bottom: number;
	readonly top: number;
	/** For the layout: its two axes, in their place. */
	axes(x: Attributes, y: Attributes): Attributes;
	/** For the layout's annotations: a line above its upper left corner. */
	heading(text: string): Attributes;
}

/**
 * From where to where the `index`th of `count` equal parts goes in a whole of 1, with `gap` between
 * two of them and `edge` before the first and after the last.
 */
export function span(index: number, count: number, gap: number, edge = 0): [number, number] {
	const size = (1 - 2 * edge - (count - 1) * gap) / count;
	const from = edge + index * (size + gap);
	// The last one ends at the edge and not at a rounding of it.
	return [from, index === count - 1 ? 1 - edge : from + size];
}

/**
 * @param index which pair of axes it has, from 0; each subplot of a picture has its own
 * @param row from the top, from 0
 * @param column from the left, from 0
 */
export function subplotAt(grid: SubplotGrid, index: number, row: number, column: number): Subplot {
	const domain = span(column, grid.columns, grid.columnGap);
	const [top, bottom] = span(row, grid.rows, grid.rowGap).map((down) => 1 - down);
	const number = index === 0 ? "" : String(index + 1);
	const [xaxis, yaxis] = [`x${number}`, `y${number}`];
	return {
		names: { xaxis, yaxis },
		bottom,
		top,
		axes: (x, y) => ({
			[`xaxis${number}`]: { ...x, anchor: yaxis, domain },
			[`yaxis${number}`]: { ...y, anchor: xaxis, domain: [bottom, top] },
		}),
		heading: (text) =>
			label(text, [domain[0], top], {
				xref: "paper",
				yref: "paper",
				xanchor: "left",
				yanchor: "bottom",
				font: { size: 13 },
			}),
	};
}
