import { phrase } from "../words/phrase.js";
import { logTicks, wholeTicks } from "./axes.js";
import { type Attributes, type Figure, figure, type Titles, type Trace } from "./figure.js";
import { colourOf, ink } from "./template.js";

export interface Series {
	/** What the legend calls it. */
	readonly name: string;
	readonly x: ArrayLike<number>;
	readonly y: ArrayLike<number>;
	/** A band around the line, from `low` to `high`: a spread over seeds, say. */
	readonly low?: ArrayLike<number>;
	readonly high?: ArrayLike<number>;
	/** "lines" unless told; "markers" and "lines+markers" are plotly's names. */
	readonly mode?: "lines" | "markers" | "lines+markers";
	/** The palette's next colour unless told. */
	readonly colour?: string;
	readonly width?: number;
	/** Of markers, in pixels. */
	readonly size?: number;
	/** "hv" goes on level until the next point: for counts, which jump. */
	readonly shape?: "linear" | "hv";
	readonly dash?: "solid" | "dot" | "dash" | "dashdot";
	readonly opacity?: number;
	/** What is shown over a point, with plotly's %{x} and %{y}. */
	readonly hover?: string;
}

export interface LinesOptions extends Titles {
	/** Axis titles, with units. */
	readonly xTitle: string;
	readonly yTitle: string;
	readonly series: readonly Series[];
	readonly xRange?: readonly [number, number];
	readonly yRange?: readonly [number, number];
	/** Where the axes have their ticks, if plotly should not choose. */
	readonly xTicks?: readonly number[];
	readonly yTicks?: readonly number[];
	/** Logarithmic axes; ranges are then still given as plain numbers. */
	readonly xLog?: boolean;
	readonly yLog?: boolean;
	/** One unit as long on the vertical axis as on the horizontal one. */
	readonly equal?: boolean;
	/** Dotted lines across the picture with a word beside them. */
	readonly marks?: readonly Mark[];
	readonly height?: number;
}

type Mark = { readonly text: string } & ({ readonly x: number } | { readonly y: number });

/** Curves and points over one pair of axes. */
export function lines(options: LinesOptions): Figure {
	const { title, subtitle, alt, series, marks = [], equal, height } = options;
	const x = axis(options.xTitle, options.xRange, options.xLog && extent(series, "x"));
	const y = axis(options.yTitle, options.yRange, options.yLog && extent(series, "y"));
	return figure({
		title,
		subtitle,
		alt,
		data: series.flatMap((one, index) => curve(one, colourOf(index))),
		layout: {
			height,
			xaxis: { ...x, ...(options.xTicks ? ticksAt(options.xTicks) : ticksOf(options)) },
			yaxis: {
				...y,
				...(options.yTicks && ticksAt(options.yTicks)),
				scaleanchor: equal ? "x" : undefined,
			},
			showlegend: series.length > 1,
			shapes: marks.map((mark) => rule(mark)),
			annotations: marks.map((mark) => word(mark, options)),
		},
	});
}

/** Named by their values, and not as a logarithmic axis would name its own. */
const ticksAt = (tickvals: readonly number[]) => ({ tickvals, ticktext: undefined });

/** A range that is given may be far longer than what is drawn yet: a training that has begun. */
function ticksOf({ series, xRange, xLog }: LinesOptions): { dtick?: 1 } {
	return xRange || xLog ? {} : wholeTicks(series.flatMap(({ x }) => Array.from(x)));
}

/** @param log what a logarithmic axis has to show, where no range is given */
function axis(
	title: string,
	range: readonly [number, number] | undefined,
	log: readonly [number, number] | false = false,
) {
	return {
		title: { text: title },
		...(log && { type: "log", ...logTicks(...(range ?? log)) }),
		range: log ? range?.map(Math.log10) : range,
	};
}

/** The least and the greatest of the numbers above 0; 1 and 1 if there is none. */
function extent(series: readonly Series[], along: "x" | "y"): [number, number] {
	const values = series
		.flatMap((one) => Array.from(one[along]))
		.filter((v) => v > 0 && Number.isFinite(v));
	const pick = (better: (a: number, b: number) => number) =>
		values.length === 0 ? 1 : values.reduce((a, b) => better(a, b));
	return [pick(Math.min), pick(Math.max)];
}

/** The curve, and the band around it below it. */
function curve(series: Series, next: string): Trace[] {
	const { name, x, y, low, high, mode = "lines", colour = next, width = 2.5, dash, shape } = series;
	const line: Trace = {
		type: "scatter",
		name,
		x: Array.from(x),
		y: Array.from(y),
		mode,
		opacity: series.opacity ?? 1,
		line: mode === "markers" ? undefined : { color: colour, width, dash, shape },
		marker: mode === "lines" ? undefined : { color: colour, size: series.size ?? 7 },
		hovertemplate: `${series.hover ?? "%{x}, %{y:.4~g}"}<extra>${name}</extra>`,
	};
	if (low === undefined || high === undefined) return [line];
	const band: Trace = {
		type: "scatter",
		name: phrase`${name}, spread`,
		x: [...Array.from(x), ...Array.from(x).reverse()],
		y: [...Array.from(high), ...Array.from(low).reverse()],
		mode: "lines",
		fill: "toself",
		fillcolor: colour,
		opacity: 0.25,
		line: { width: 0 },
		hoverinfo: "skip",
		showlegend: false,
	};
	return [band, line];
}

function rule(mark: Mark): Attributes {
	const across = { type: "line", line: { color: ink.grey, width: 1.5, dash: "dot" } };
	return "x" in mark
		? { ...across, x0: mark.x, x1: mark.x, yref: "paper", y0: 0, y1: 1 }
		: { ...across, y0: mark.y, y1: mark.y, xref: "paper", x0: 0, x1: 1 };
}

/** A mark's word at the end of its line: below the upper edge, or above the line at the right. */
function word(mark: Mark, { xLog, yLog }: LinesOptions): Attributes {
	const at = (value: number, log = false) => (log ? Math.log10(value) : value);
	const where =
		"x" in mark
			? { x: at(mark.x, xLog), yref: "paper", y: 1, xanchor: "left", yanchor: "top" }
			: { y: at(mark.y, yLog), xref: "paper", x: 1, xanchor: "right", yanchor: "bottom" };
	return { text: mark.text, font: { size: 12 }, ...where };
}
