import { type Figure, figure, type Trace } from "../../figures/figure.js";
import { sequential } from "../../figures/template.js";

export interface SweepOptions {
	readonly title: string;
	readonly subtitle?: string;
	readonly alt: string;
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
	/** The measure; Infinity leaves the place empty but for its text. */
	readonly z: number;
	/** Written in the place. */
	readonly text: string;
	/** Shown over it. */
	readonly hover: string;
}

/** A measure over a grid of two hyperparameters: the better, the brighter. */
export function sweep(options: SweepOptions): Figure {
	const { title, subtitle, alt, xTitle, yTitle, zTitle, x, y, cells } = options;
	const rows = y.map((y_k) =>
		x.map((x_k) => cells.find((cell) => cell.x === x_k && cell.y === y_k)),
	);
	const empty = cells.filter((cell) => !isFound(cell));
	const found = cells.filter(isFound);
	const measures = found.map(({ z }) => z);
	const [best, worst] = [Math.min(...measures), Math.max(...measures)];
	const [zmin, zmax] = [best < worst ? best : 0, worst];
	const [names, sides] = [x.map(String), y.map(String)];
	const colours: Trace = {
		type: "heatmap",
		x: names,
		y: sides,
		z: rows.map((row) => row.map((cell) => cell?.z ?? Number.NaN)),
		...{ zmin, zmax, colorscale: sequential, reversescale: true, xgap: 2, ygap: 2 },
		colorbar: { title: { text: zTitle, side: "right" } },
		...{ hoverinfo: "skip", hoverongaps: false },
	};
	return figure({
		title,
		...(subtitle !== undefined && { subtitle }),
		alt,
		data: [
			...(found.length === 0 ? [] : [colours]),
			...words(found, (cell) => (brightness(cell.z, zmin, zmax) > 0.6 ? onBright : onDark)),
			...words(empty),
		],
		layout: {
			height: 440,
			xaxis: axis(xTitle, names),
			yaxis: axis(yTitle, sides),
		},
	});
}

/** Texts on coloured places, whatever the page's ground. */
const [onBright, onDark] = ["#00224e", "#f2f2f2"];

/** The cells' texts, in the page's own ink where no other is told. */
function words(cells: readonly SweepCell[], ink?: (cell: SweepCell) => string): Trace[] {
	if (cells.length === 0) return [];
	const trace: Trace = {
		type: "scatter",
		mode: "text",
		x: cells.map(({ x }) => String(x)),
		y: cells.map(({ y }) => String(y)),
		text: cells.map(({ text }) => text),
		textfont: { size: 13, ...(ink && { color: cells.map(ink) }) },
		customdata: cells.map(({ hover }) => hover),
		hovertemplate: "%{customdata}<extra></extra>",
		showlegend: false,
	};
	return [trace];
}

const brightness = (z: number, zmin: number, zmax: number) => (zmax - z) / (zmax - zmin);

const isFound = ({ z }: SweepCell) => Number.isFinite(z);

/** Every value has a place of the same size, with or without a measure. */
function axis(title: string, names: readonly string[]) {
	return {
		type: "category",
		categoryorder: "array",
		categoryarray: names,
		range: [-0.5, names.length - 0.5],
		title: { text: title },
		showgrid: false,
	};
}
