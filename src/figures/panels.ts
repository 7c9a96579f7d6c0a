import { type Figure, figure, type Titles } from "./figure.js";
import { cellsOf } from "./heatmap.js";
import { subplotAt } from "./subplots.js";
import { diverging, sequential } from "./template.js";

export interface Panel {
	/** Stands above the panel. */
	readonly title: string;
	/** Row by row; the first row is drawn at the top. */
	readonly z: readonly ArrayLike<number>[];
}

export interface PanelsOptions extends Titles {
	readonly panels: readonly Panel[];
	/** The number of the first column. Default: 1. */
	readonly first?: number;
	/** The number of the first row. Default: that of the first column. */
	readonly firstRow?: number;
	readonly xTitle: string;
	readonly yTitle: string;
	/** What the colours measure: the title of the colour bar. */
	readonly zTitle: string;
	/** "diverging" has its middle at zero. */
	readonly scale?: "sequential" | "diverging";
	/** The values at the two ends of the colours; what lies outside takes the end's colour. */
	readonly range: readonly [number, number];
	/** What is shown over a cell, with plotly's %{x}, %{y} and %{z}. */
	readonly hover: string;
	readonly height?: number;
}

/** Several tables of numbers, two side by side, in the same colours. */
export function panels(options: PanelsOptions): Figure {
	const { title, subtitle, alt, first = 1, firstRow = first, range, hover, height } = options;
	const rows = Math.ceil(options.panels.length / 2);
	const grid = { rows, columns: 2, rowGap: 0.28, columnGap: 0.2 };
	const all = options.panels.map((panel, k) => ({
		panel,
		subplot: subplotAt(grid, k, Math.floor(k / 2), k % 2),
	}));
	return figure({
		title,
		subtitle,
		alt,
		data: all.map(({ panel, subplot }, k) =>
			cellsOf({
				...subplot.names,
				z: panel.z,
				x0: first,
				y0: firstRow,
				range,
				scale: options.scale === "diverging" ? diverging : sequential,
				showscale: k === 0,
				bar: k === 0 ? options.zTitle : undefined,
				hoverongaps: false,
				hover: `${hover}<extra>${panel.title}</extra>`,
			}),
		),
		layout: {
			height: height ?? 180 + 190 * rows,
			...Object.assign(
				{},
				...all.map(({ panel, subplot }) =>
					subplot.axes(
						{ showgrid: false, title: { text: options.xTitle } },
						{
							showgrid: false,
							autorange: "reversed",
							...(panel.z.length > 6 ? { tickformat: "d", nticks: 6 } : { dtick: 1 }),
							title: { text: options.yTitle },
						},
					),
				),
			),
			annotations: all.map(({ panel, subplot }) => subplot.heading(panel.title)),
			showlegend: false,
			margin: { t: 100 },
		},
	});
}
