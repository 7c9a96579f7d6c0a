import { type Figure, figure, type Titles, type Trace } from "../../figures/figure.js";
import { cellsOf } from "../../figures/heatmap.js";

export interface SweepOptions extends Titles {
	readonly xTitle: string;
	readonly yTitle: string;
	/** What the colours measure; less of it is better. */
	readonly zTitle: string;
	readonly x: readonly number[];
	readonly y: readonly number[];
	/** One for each pair of x and y, in any order. */
	readonly cells: readonly SweepCell[];
}

export interface SweepCell {
	readonly x: number;
	readonly y: number;
	/** The measure; Infinity leaves the cell empty but for its text. */
	readonly z: number;
	/** Written in the cell. */
	readonly text: string;
	/** Shown over it. */
	readonly hover: string;
}

/** A measure over a grid of two hyperparameters: the better, the brighter. */
export function sweep(options: SweepOptions): Figure {
	const { title, subtitle, alt, xTitle, yTitle, zTitle, x, y, cells } = options;
	const found = cells.filter(({ z }) => Number.isFinite(z));
	const empty = cells.filter(({ z }) => !Number.isFinite(z));
	const measures = found.map(({ z }) => z);
	const [best, worst] = [Math.min(...measures), Math.max(...measures)];
	const range = [best < worst ? best : 0, worst] as const;
	const brightness = (z: number) => (range[1] - z) / (range[1] - range[0]);
	const measureAt = (x_k: number, y_k: number) =>
		cells.find((cell) => cell.x === x_k && cell.y === y_k)?.z ?? Number.NaN;
	const colours = cellsOf({
		x: x.map(String),
		y: y.map(String),
		z: y.map((y_k) => x.map((x_k) => measureAt(x_k, y_k))),
		range,
		reversescale: true,
		gap: 2,
		bar: zTitle,
		hoverinfo: "skip",
		hoverongaps: false,
	});
	return figure({
		title,
		subtitle,
		alt,
		data: [
			...(found.length === 0 ? [] : [colours]),
			...texts(found, ({ z }) => (brightness(z) > 0.6 ? onBright : onDark)),
			...texts(empty),
		],
		layout: { height: 440, xaxis: axis(xTitle, x), yaxis: axis(yTitle, y) },
	});
}

/** Texts on coloured cells, whatever the page's ground. */
const [onBright, onDark] = ["#00224e", "#f2f2f2"];

/** The cells' texts, in the page's own ink where no other is told. */
function texts(cells: readonly SweepCell[], ink?: (cell: SweepCell) => string): Trace[] {
	if (cells.length === 0) return [];
	const trace: Trace = {
		type: "scatter",
		mode: "text",
		x: cells.map(({ x }) => String(x)),
		y: cells.map(({ y }) => String(y)),
		text: cells.map(({ text }) => text),
		textfont: { size: 13, color: ink && cells.map(ink) },
		customdata: cells.map(({ hover }) => hover),
		hovertemplate: "%{customdata}<extra></extra>",
		showlegend: false,
	};
	return [trace];
}

/** Every value has a cell of the same size, with or without a measure. */
function axis(title: string, values: readonly number[]) {
	return {
		type: "category",
		categoryorder: "array",
		categoryarray: values.map(String),
		range: [-0.5, values.length - 0.5],
		title: { text: title },
		showgrid: false,
	};
}
