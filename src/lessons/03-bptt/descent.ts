import { animated } from "../../figures/animation.js";
import { coordinates, type Point } from "../../figures/drawing.js";
import { type Figure, figure, type Titles, type Trace } from "../../figures/figure.js";
import { colourOf, sequential } from "../../figures/template.js";
import { phrase } from "../../words/phrase.js";

export interface Path {
	readonly name: string;
	/** Where it was before each step, and at its end. */
	readonly points: readonly Point[];
	readonly colour?: string;
}

export interface DescentOptions extends Titles {
	/** The grid's columns and rows, and the loss there: loss[row][column], 0 or more. */
	readonly x: ArrayLike<number>;
	readonly y: ArrayLike<number>;
	readonly loss: readonly ArrayLike<number>[];
	readonly paths: readonly Path[];
	/** Where the loss is least, to be marked. */
	readonly minimum?: Point;
	readonly xTitle: string;
	readonly yTitle: string;
	/** The powers of ten between which the colours run. Default: −2 and 2. */
	readonly powers?: readonly [number, number];
}

/**
 * Gradient descent on a loss of two parameters, seen from above: contour lines of the loss, on a
 * logarithmic scale, and the paths that descent takes, with a slider over its steps. A path that
 * leaves the picture is drawn up to the picture's edge.
 */
export function descent(options: DescentOptions): Figure {
	const { title, subtitle, alt, paths, minimum } = options;
	const axis = (text: string, values: ArrayLike<number>) => ({
		title: { text },
		range: [values[0], values[values.length - 1]],
		showgrid: false,
	});
	const steps = Math.max(1, ...paths.map(({ points }) => points.length));
	const frames = Array.from({ length: steps }, (_, step) => ({
		name: String(step),
		data: paths.map(({ points }) => coordinates(points.slice(0, step + 1))),
		traces: paths.map((_, k) => k + 1),
	}));
	const layout = {
		height: 600,
		xaxis: axis(options.xTitle, options.x),
		yaxis: axis(options.yTitle, options.y),
	};
	const data = [
		surface(options),
		// Blue is near the dark end of the surface's colours: the paths begin with the next one.
		...paths.map((path, k) => walk(path, colourOf(k + 1))),
		...(minimum === undefined ? [] : [star(minimum)]),
	];
	return figure(
		animated(
			{ title, subtitle, alt, data, layout },
			{ frames, prefix: phrase`step `, start: steps - 1, rest: 150 },
		),
	);
}

/** The loss as contour lines, four for each power of ten. */
function surface({ x, y, loss, xTitle, yTitle, powers = [-2, 2] }: DescentOptions): Trace {
	const [low, high] = powers;
	const ticks = Array.from({ length: high - low + 1 }, (_, k) => low + k);
	const power = (E: number) => Math.min(high, Math.max(low, Math.log10(E)));
	return {
		type: "contour",
		x: Array.from(x),
		y: Array.from(y),
		z: loss.map((row) => Array.from(row, (E) => Number(power(E).toFixed(3)))),
		showlegend: false,
		zmin: low,
		zmax: high,
		contours: { start: low, end: high, size: 0.25 },
		line: { width: 0.6 },
		colorscale: sequential,
		colorbar: {
			title: { text: phrase`loss E`, side: "right" },
			tickvals: ticks,
			ticktext: ticks.map((k) => `10<sup>${k}</sup>`),
		},
		customdata: loss.map((row) => Array.from(row, (E) => Number(E.toPrecision(3)))),
		hovertemplate: `${xTitle} = %{x:.2f}, ${yTitle} = %{y:.2f}: E = %{customdata:.3~g}<extra></extra>`,
	};
}

function walk({ name, points, colour }: Path, next: string): Trace {
	const color = colour ?? next;
	return {
		type: "scatter",
		mode: "lines+markers",
		name,
		...coordinates(points),
		line: { color, width: 2.5 },
		marker: { color, size: 5, line: { color: "#fafafa", width: 1 } },
		hovertemplate: "%{x:.3f}, %{y:.3f}<extra>%{fullData.name}</extra>",
	};
}

function star(at: Point): Trace {
	return {
		type: "scatter",
		mode: "markers",
		name: phrase`minimum`,
		...coordinates([at]),
		marker: { symbol: "star", size: 15, color: "#fafafa", line: { color: "#222222", width: 1 } },
		hovertemplate: phrase`the minimum: %{x}, %{y}<extra></extra>`,
	};
}
