import { type Figure, figure } from "./figure.js";
import { sequential } from "./template.js";

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
	const found = cells.filter(isFound).map(({ z }) => z);
	const [best, worst] = [Math.min(...found), Math.max(...found)];
	const [names, sides] = [x.map(String), y.map(String)];
	return figure({
		title,
		...(subtitle !== undefined && { subtitle }),
		alt,
		data: [
			...(found.length === 0
				? []
				: [
						{
							type: "heatmap" as const,
							x: names,
							y: sides,
							z: rows.map((row) => row.map((cell) => cell?.z ?? Number.NaN)),
							zmin: best < worst ? best : 0,
							zmax: worst,
							text: rows.map((row) => row.map((cell) => (cell && isFound(cell) ? cell.text : ""))),
							texttemplate: "%{text}",
							customdata: rows.map((row) => row.map((cell) => cell?.hover ?? "")),
							hovertemplate: "%{customdata}<extra></extra>",
							hoverongaps: false,
							colorscale: sequential,
							reversescale: true,
							colorbar: { title: { text: zTitle, side: "right" } },
							...{ xgap: 2, ygap: 2 },
						},
					]),
			...(empty.length === 0
				? []
				: [
						{
							type: "scatter" as const,
							name: "empty",
							mode: "text",
							x: empty.map((cell) => String(cell.x)),
							y: empty.map((cell) => String(cell.y)),
							text: empty.map(({ text }) => text),
							customdata: empty.map(({ hover }) => hover),
							hovertemplate: "%{customdata}<extra></extra>",
							showlegend: false,
						},
					]),
		],
		layout: {
			height: 440,
			xaxis: axis(xTitle, names),
			yaxis: axis(yTitle, sides),
		},
	});
}

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
