/**
 * How every figure looks: plotly.js reads it as `layout.template`.
 *
 * Figures stand on white and on JupyterLab's dark ground. Paper, text and grid therefore carry
 * no colour here (who draws the figure knows the theme), and every ink named below is a middle
 * tone with a contrast of at least 3:1 against both grounds.
 */

/** Okabe and Ito's palette, made a little darker where it is too light for white. */
export const ink = {
	blue: "#2b83c6",
	vermilion: "#d55e00",
	green: "#0b9a74",
	purple: "#b5649a",
	ochre: "#b98300",
	grey: "#808080",
} as const;

export const palette: readonly string[] = Object.values(ink);

/** The colour of a series that has none of its own, by its index in the legend. */
export function colourOf(index: number): string {
	return palette[index % palette.length];
}

/** The soft grey of frames, rules and quiet areas, on either ground. */
export const faint = "rgba(128, 128, 128, 0.35)";
export const veil = "rgba(128, 128, 128, 0.14)";

export type ColourScale = readonly (readonly [at: number, colour: string])[];

/** From little to much: cividis, which reads the same with and without colour blindness. */
export const sequential: ColourScale = [
	[0, "#00224e"],
	[0.125, "#123570"],
	[0.25, "#3b496c"],
	[0.375, "#575d6d"],
	[0.5, "#707173"],
	[0.625, "#8a8678"],
	[0.75, "#a59c74"],
	[0.875, "#c3b369"],
	[1, "#fee838"],
];

/** From below zero (blue) over zero (pale) to above zero (vermilion). */
export const diverging: ColourScale = [
	[0, "#0a4f8f"],
	[0.25, "#4a97d2"],
	[0.5, "#efefef"],
	[0.75, "#e8853a"],
	[1, "#a33f00"],
];

/** The colour of a value in [0, 1] on a scale; outside, the scale's ends. NaN is grey. */
export function colourAt(scale: ColourScale, value: number): string {
	if (Number.isNaN(value)) return ink.grey;
	const above = scale.findIndex(([at]) => at >= value);
	if (above === -1) return scale[scale.length - 1][1];
	const [toAt, to] = scale[above];
	const [fromAt, from] = scale[Math.max(0, above - 1)];
	if (toAt === fromAt) return to;
	const share = (value - fromAt) / (toAt - fromAt);
	const mixed = channels(from).map((c, k) => Math.round(c + share * (channels(to)[k] - c)));
	return `#${mixed.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
}

function channels(hex: string): number[] {
	return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
}

const axis = {
	automargin: true,
	zeroline: false,
	showline: true,
	linecolor: faint,
	ticks: "outside",
	ticklen: 4,
	tickcolor: faint,
	title: { standoff: 8 },
};

export const template = {
	layout: {
		autosize: true,
		font: { family: "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif", size: 14 },
		title: {
			font: { size: 16 },
			x: 0,
			xref: "container",
			xanchor: "left",
			y: 1,
			yref: "container",
			yanchor: "top",
			pad: { l: 12, t: 18 },
		},
		margin: { l: 56, r: 24, t: 64, b: 52 },
		colorway: palette,
		colorscale: { sequential, diverging, sequentialminus: sequential },
		hovermode: "closest",
		hoverlabel: { align: "left", font: { size: 13 } },
		legend: { orientation: "h", x: 0, y: 1, xanchor: "left", yanchor: "bottom" },
		xaxis: axis,
		yaxis: axis,
		shapedefaults: { line: { color: ink.grey, width: 1.5 } },
		annotationdefaults: { arrowcolor: ink.grey, arrowwidth: 1.6, arrowhead: 2, showarrow: false },
		sliderdefaults: {
			x: 0,
			len: 1,
			y: 0,
			bgcolor: veil,
			bordercolor: faint,
			activebgcolor: ink.blue,
			tickcolor: faint,
			font: { size: 12 },
			currentvalue: { xanchor: "right", font: { size: 15 } },
		},
		updatemenudefaults: { bgcolor: veil, bordercolor: faint, showactive: false },
	},
	data: {
		// Simplified lines have corners that the curve does not have.
		scatter: [{ line: { width: 2.5, simplify: false } }],
		heatmap: [{ colorscale: sequential, colorbar: { thickness: 14, outlinewidth: 0 } }],
		contour: [{ colorscale: sequential, colorbar: { thickness: 14, outlinewidth: 0 } }],
	},
};
