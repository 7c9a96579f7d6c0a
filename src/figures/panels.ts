import { type Attributes, type Figure, figure, type Trace } from "./figure.js";
import { diverging, sequential } from "./template.js";

export interface Panel {
	/** Stands above the panel. */
	readonly title: string;
	/** Row by row; the first row is drawn at the top. */
	readonly z: readonly ArrayLike<number>[];
}

export interface PanelsOptions {
	readonly title: string;
	readonly subtitle?: string;
	readonly alt: string;
	readonly panels: readonly Panel[];
	/** The numbers of the first column and of the first row. Default: 1. */
	readonly first?: number;
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

/** Between two panels, in shares of the width and of the height. */
const GAP = { across: 0.2, down: 0.28 };

/** Several tables of numbers, two side by side, in the same colours. */
export function panels(options: PanelsOptions): Figure {
	const { title, subtitle, alt, first = 1, range, hover } = options;
	const lines = Math.ceil(options.panels.length / 2);
	const data: Trace[] = [];
	const axes: Record<string, Attributes> = {};
	const annotations: Attributes[] = [];
	options.panels.forEach((panel, at) => {
		const [line, side] = [Math.floor(at / 2), at % 2];
		const [left, right] = side === 0 ? [0, 0.5 - GAP.across / 2] : [0.5 + GAP.across / 2, 1];
		const high = (1 - (lines - 1) * GAP.down) / lines;
		const top = 1 - line * (high + GAP.down);
		const bottom = Math.max(0, top - high);
		const name = at === 0 ? "" : String(at + 1);
		data.push({
			type: "heatmap",
			z: panel.z.map((row) => Array.from(row)),
			x0: first,
			y0: first,
			xaxis: `x${name}`,
			yaxis: `y${name}`,
			zmin: range[0],
			zmax: range[1],
			colorscale: options.scale === "diverging" ? diverging : sequential,
			showscale: at === 0,
			...(at === 0 && { colorbar: { title: { text: options.zTitle, side: "right" } } }),
			hoverongaps: false,
			hovertemplate: `${hover}<extra>${panel.title}</extra>`,
		});
		axes[`xaxis${name}`] = {
			anchor: `y${name}`,
			domain: [left, right],
			showgrid: false,
			title: { text: options.xTitle },
		};
		axes[`yaxis${name}`] = {
			anchor: `x${name}`,
			domain: [bottom, top],
			showgrid: false,
			autorange: "reversed",
			...(panel.z.length > 6 ? { tickformat: "d", nticks: 6 } : { dtick: 1 }),
			title: { text: options.yTitle },
		};
		annotations.push({
			text: panel.title,
			xref: "paper",
			yref: "paper",
			x: left,
			y: top,
			xanchor: "left",
			yanchor: "bottom",
			font: { size: 13 },
		});
	});
	return figure({
		title,
		...(subtitle !== undefined && { subtitle }),
		alt,
		data,
		layout: {
			height: options.height ?? 180 + 190 * lines,
			...axes,
			annotations,
			showlegend: false,
			margin: { t: 100 },
		},
	});
}
