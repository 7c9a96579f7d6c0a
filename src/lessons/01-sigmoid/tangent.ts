import { animated } from "../../figures/animation.js";
import { type Figure, figure, type Trace } from "../../figures/figure.js";
import { ink } from "../../figures/template.js";

export interface TangentOptions {
	readonly title: string;
	readonly alt: string;
	/** The function and its derivative. */
	readonly of: (x: number) => number;
	readonly slope: (x: number) => number;
	/** What they are called: "S(x)", "S′(x)". */
	readonly names: readonly [string, string];
	/** From where to where x goes, and in how many steps the tangent wanders along. */
	readonly range: readonly [number, number];
	readonly stops?: number;
	/** The stop that is shown first. Default: the one in the middle. */
	readonly start?: number;
}

/** Half the length of the tangent along x. */
const half = 1.6;

/** A curve with its tangent above, and the tangent's slope below: a slider moves both along x. */
export function tangent(options: TangentOptions): Figure {
	const { title, alt, of, slope, names, range, stops = 25 } = options;
	const start = options.start ?? Math.floor(stops / 2);
	const at = (k: number, count: number) => range[0] + ((range[1] - range[0]) * k) / (count - 1);
	const x = Array.from({ length: 161 }, (_, k) => at(k, 161));
	const moving = (k: number) => {
		const here = at(k, stops);
		const [y, rise] = [of(here), slope(here)];
		return {
			x: here,
			line: { x: [here - half, here + half], y: [y - half * rise, y + half * rise] },
			touch: { x: [here], y: [y] },
			value: { x: [here], y: [rise], text: [`slope ${rise.toFixed(3)}`] },
		};
	};
	const first = moving(start);
	const dot = { mode: "markers", marker: { size: 11, color: ink.vermilion }, showlegend: false };
	const data: Trace[] = [
		{
			...curve(names[0], x, x.map(of), ink.blue),
			hovertemplate: `x %{x:.2f}, ${names[0]} %{y:.4f}<extra></extra>`,
		},
		{
			...curve("tangent", first.line.x, first.line.y, ink.vermilion),
			hoverinfo: "skip",
		},
		{ type: "scatter", ...dot, ...first.touch, hoverinfo: "skip" },
		{
			...curve(names[1], x, x.map(slope), ink.green),
			yaxis: "y2",
			hovertemplate: `x %{x:.2f}, ${names[1]} %{y:.4f}<extra></extra>`,
		},
		{
			type: "scatter",
			...dot,
			mode: "markers+text",
			yaxis: "y2",
			...first.value,
			textposition: "top center",
			cliponaxis: false,
			hoverinfo: "skip",
		},
	];
	const top = Math.max(...x.map(slope));
	const frames = Array.from({ length: stops }, (_, k) => {
		const { x, line, touch, value } = moving(k);
		return { name: x.toFixed(1), traces: [1, 2, 4], data: [line, touch, value] };
	});
	return figure(
		animated(
			{
				title,
				alt,
				data,
				layout: {
					height: 600,
					margin: { t: 84 },
					xaxis: { title: { text: "x" }, range, anchor: "y2" },
					yaxis: { title: { text: names[0] }, domain: [0.45, 1], range: [-0.12, 1.12] },
					yaxis2: { title: { text: names[1] }, domain: [0, 0.36], range: [0, 1.35 * top] },
				},
			},
			{ frames, prefix: "x = ", start, rest: 150 },
		),
	);
}

function curve(name: string, x: readonly number[], y: readonly number[], color: string): Trace {
	return { type: "scatter", mode: "lines", name, x, y, line: { color } };
}
