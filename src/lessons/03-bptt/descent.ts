import { animated } from "../../figures/animation.js";
import { type Figure, figure, type Trace } from "../../figures/figure.js";
import { ink, palette, sequential } from "../../figures/template.js";

export interface Path {
	readonly name: string;
	/** Where it was before each step, and at its end. */
	readonly points: readonly (readonly [x: number, y: number])[];
	readonly colour?: string;
}

export interface DescentOptions {
	readonly title: string;
	readonly subtitle?: string;
	readonly alt: string;
	/** The grid's columns and rows, and the loss there: loss[row][column], 0 or more. */
	readonly x: ArrayLike<number>;
	readonly y: ArrayLike<number>;
	readonly loss: readonly ArrayLike<number>[];
	readonly paths: readonly Path[];
	/** Where the loss is least, to be marked. */
	readonly minimum?: readonly [x: number, y: number];
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
	const { title, subtitle, alt, paths, minimum, powers = [-2, 2] } = options;
	const [low, high] = powers;
	const x = Array.from(options.x);
	const y = Array.from(options.y);
	const z = options.loss.map((row) =>
		Array.from(row, (E) => Number(Math.min(high, Math.max(low, Math.log10(E))).toFixed(3))),
	);
	const ticks = Array.from({ length: high - low + 1 }, (_, k) => low + k);
	const surface: Trace = {
		type: "contour",
		x,
		y,
		z,
		showlegend: false,
		zmin: low,
		zmax: high,
		contours: { start: low, end: high, size: 0.25 },
		line: { width: 0.6 },
		colorscale: sequential,
		colorbar: {
			title: { text: "loss E", side: "right" },
			tickvals: ticks,
			ticktext: ticks.map((power) => `10<sup>${power}</sup>`),
		},
		customdata: options.loss.map((row) => Array.from(row, (E) => Number(E.toPrecision(3)))),
		hovertemplate: `${options.xTitle} = %{x:.2f}, ${options.yTitle} = %{y:.2f}: E = %{customdata:.3~g}<extra></extra>`,
	};
	const drawn = paths.map((path, at) => walk(path, palette[at + 1] ?? ink.vermilion));
	const target: Trace[] =
		minimum === undefined
			? []
			: [
					{
						type: "scatter",
						mode: "markers",
						name: "minimum",
						showlegend: false,
						x: [minimum[0]],
						y: [minimum[1]],
						marker: {
							symbol: "star",
							size: 15,
							color: "#fafafa",
							line: { color: "#222222", width: 1 },
						},
						hovertemplate: "the minimum: %{x}, %{y}<extra></extra>",
					},
				];
	const steps = Math.max(1, ...paths.map(({ points }) => points.length));
	const frames = Array.from({ length: steps }, (_, step) => ({
		name: String(step),
		data: paths.map(({ points }) => ({
			x: points.slice(0, step + 1).map(([u]) => u),
			y: points.slice(0, step + 1).map(([, v]) => v),
		})),
		traces: paths.map((_, at) => at + 1),
	}));
	return figure(
		animated(
			{
				title,
				...(subtitle !== undefined && { subtitle }),
				alt,
				data: [surface, ...drawn, ...target],
				layout: {
					height: 600,
					xaxis: { title: { text: options.xTitle }, range: [x[0], x.at(-1)], showgrid: false },
					yaxis: { title: { text: options.yTitle }, range: [y[0], y.at(-1)], showgrid: false },
				},
			},
			{ frames, prefix: "step ", start: steps - 1, rest: 150 },
		),
	);
}

function walk({ name, points, colour }: Path, next: string): Trace {
	return {
		type: "scatter",
		mode: "lines+markers",
		name,
		x: points.map(([u]) => u),
		y: points.map(([, v]) => v),
		line: { color: colour ?? next, width: 2.5 },
		marker: { color: colour ?? next, size: 6, line: { color: "#fafafa", width: 1 } },
		hovertemplate: "%{x:.3f}, %{y:.3f}<extra>%{fullData.name}</extra>",
	};
}
