import { animated } from "../../figures/animation.js";
import { type Figure, figure, type Titles, type Trace } from "../../figures/figure.js";
import { ink } from "../../figures/template.js";
import { phrase } from "../../words/phrase.js";

export interface TangentOptions extends Titles {
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

/** A curve with its tangent above, and the tangent's slope below: a slider moves both along x. */
export function tangent(options: TangentOptions): Figure {
	const { title, subtitle, alt, slope, names, range, stops = 25 } = options;
	const start = options.start ?? Math.floor(stops / 2);
	const x = evenly(range, 161);
	const positions = evenly(range, stops);
	const layout = {
		height: 600,
		margin: { t: 84 },
		xaxis: { title: { text: "x" }, range, anchor: "y2" },
		yaxis: { title: { text: names[0] }, domain: [0.45, 1], range: [-0.12, 1.12] },
		yaxis2: {
			title: { text: names[1] },
			domain: [0, 0.36],
			range: [0, 1.35 * Math.max(...x.map(slope))],
		},
	};
	const frames = positions.map((here) => {
		const { line, touch, value } = stopAt(options, here);
		return { name: here.toFixed(1), traces: [1, 2, 4], data: [line, touch, value] };
	});
	return figure(
		animated(
			{ title, subtitle, alt, data: tracesOf(options, x, positions[start]), layout },
			{ frames, prefix: "x = ", start, rest: 150 },
		),
	);
}

/** `count` numbers from one end of the range to the other. */
function evenly([from, to]: readonly [number, number], count: number): number[] {
	return Array.from({ length: count }, (_, k) => from + ((to - from) * k) / (count - 1));
}

/** Half the length of the tangent along x. */
const half = 1.6;

/** What moves: the tangent at x, the point that it touches, and its slope. */
function stopAt({ of, slope }: TangentOptions, x: number) {
	const [y, rise] = [of(x), slope(x)];
	return {
		line: { x: [x - half, x + half], y: [y - half * rise, y + half * rise] },
		touch: { x: [x], y: [y] },
		value: { x: [x], y: [rise], text: [phrase`slope ${rise.toFixed(3)}`] },
	};
}

function tracesOf(options: TangentOptions, x: readonly number[], here: number): Trace[] {
	const { of, slope, names } = options;
	const { line, touch, value } = stopAt(options, here);
	const curve = (name: string, y: (x: number) => number, color: string): Trace => ({
		type: "scatter",
		mode: "lines",
		name,
		x,
		y: x.map(y),
		line: { color },
		hovertemplate: `x %{x:.2f}, ${name} %{y:.4f}<extra></extra>`,
	});
	const dot: Trace = {
		type: "scatter",
		mode: "markers",
		marker: { size: 11, color: ink.vermilion },
		showlegend: false,
		hoverinfo: "skip",
	};
	return [
		curve(names[0], of, ink.blue),
		{
			type: "scatter",
			mode: "lines",
			name: phrase`tangent`,
			...line,
			line: { color: ink.vermilion },
			hoverinfo: "skip",
		},
		{ ...dot, ...touch },
		{ ...curve(names[1], slope, ink.green), yaxis: "y2" },
		{
			...dot,
			...value,
			mode: "markers+text",
			yaxis: "y2",
			textposition: "top center",
			cliponaxis: false,
		},
	];
}
