import { arrow } from "../../figures/drawing.js";
import { type Figure, figure } from "../../figures/figure.js";
import { ink, sequential } from "../../figures/template.js";

export interface AdditionOptions {
	readonly title?: string;
	readonly alt?: string;
	/** Bits, lowest first: the two numbers and their sum. */
	readonly a: ArrayLike<number>;
	readonly b: ArrayLike<number>;
	readonly d: ArrayLike<number>;
	/** The carry out of each place. */
	readonly carries: ArrayLike<number>;
	/** What the network says, from 0 to 1 for each place. */
	readonly y: ArrayLike<number>;
}

/**
 * One addition, written as people write it: the lowest bit on the right. The network reads it
 * from right to left, a column at each step, and an arrow is a carry that it has to remember.
 */
export function addition(options: AdditionOptions): Figure {
	const { a, b, d, carries, y } = options;
	const T = a.length;
	const carriesIn = [0, ...Array.from(carries).slice(0, -1)];
	const read = Array.from(y, (y_t) => (y_t > 0.5 ? 1 : 0));
	const wrong = read.flatMap((bit, at) => (bit === d[at] ? [] : [at]));
	const rows = [
		{ name: "carry in", values: carriesIn, decimals: 0 },
		{ name: "a", values: Array.from(a), decimals: 0 },
		{ name: "b", values: Array.from(b), decimals: 0 },
		{ name: "a + b = d", values: Array.from(d), decimals: 0 },
		{ name: "y<sup>t</sup>", values: Array.from(y), decimals: 2 },
		{ name: "y<sup>t</sup> as a bit", values: read, decimals: 0 },
	];
	const [number, sum, said] = [a, d, read].map(fromBits);
	const other = fromBits(b);
	return figure({
		title: options.title ?? `${number} + ${other} = ${sum}, and the network says ${said}`,
		alt:
			options.alt ??
			`The bits of ${number}, ${other} and their sum, with ${sumOf(carriesIn)} carries; ` +
				(wrong.length === 0
					? "the network has every bit right."
					: `the network is wrong at ${wrong.length} of ${T} bits, framed.`),
		data: [
			{
				type: "heatmap",
				x: Array.from({ length: T }, (_, at) => at),
				y: rows.map((_, at) => at),
				z: rows.map(({ values }) => values),
				text: rows.map(({ values, decimals }) => values.map((value) => value.toFixed(decimals))),
				customdata: rows.map(({ name }) => Array(T).fill(name)),
				texttemplate: "%{text}",
				zmin: 0,
				zmax: 1,
				colorscale: sequential,
				showscale: false,
				xgap: 4,
				ygap: 4,
				hovertemplate: "bit %{x}, %{customdata}: %{text}<extra></extra>",
			},
		],
		layout: {
			height: 400,
			xaxis: {
				title: { text: "bit (read from right to left)" },
				range: [T - 0.5, -0.5],
				dtick: 1,
				showgrid: false,
			},
			yaxis: {
				range: [rows.length - 0.5, -1.1],
				tickvals: rows.map((_, at) => at),
				ticktext: rows.map(({ name }) => name),
				showgrid: false,
			},
			shapes: [
				...wrong.map((at) => box(at - 0.48, 4.52, at + 0.48, 5.48)),
				{ type: "line", x0: -0.5, x1: T - 0.5, y0: 2.5, y1: 2.5, line: { width: 2 } },
			],
			annotations: carriesIn.flatMap((carry, at) =>
				carry === 1
					? [{ ...arrow([at - 0.9, -0.75], [at - 0.1, -0.75], ink.vermilion), arrowwidth: 2.5 }]
					: [],
			),
		},
	});
}

function box(x0: number, y0: number, x1: number, y1: number) {
	return { type: "rect", x0, y0, x1, y1, line: { color: ink.vermilion, width: 3 } };
}

function fromBits(bits: ArrayLike<number>): number {
	return Array.from(bits).reduceRight((number, bit) => 2 * number + bit, 0);
}

function sumOf(numbers: readonly number[]): number {
	return numbers.reduce((sum, each) => sum + each, 0);
}
