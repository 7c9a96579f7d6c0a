import { arrow } from "../../figures/drawing.js";
import { type Attributes, type Figure, figure, type Titles } from "../../figures/figure.js";
import { cellsOf } from "../../figures/heatmap.js";
import { ink } from "../../figures/template.js";
import { fromBits, roundBits } from "../../tasks/binary-addition.js";
import { phrase } from "../../words/phrase.js";

/** The sum and what the network says of it are in the titles, unless told. */
export interface AdditionOptions extends Partial<Titles> {
	/** Bits, lowest first: the two numbers and their sum. */
	readonly a: ArrayLike<number>;
	readonly b: ArrayLike<number>;
	readonly d: ArrayLike<number>;
	/** The carry out of each digit. */
	readonly carries: ArrayLike<number>;
	/** What the network says, from 0 to 1 for each digit. */
	readonly y: ArrayLike<number>;
}

/**
 * One addition, written as people write it: the lowest bit on the right. The network reads it
 * from right to left, a column at each step, and an arrow is a carry that it has to remember.
 */
export function addition(options: AdditionOptions): Figure {
	const { a, b, d, y } = options;
	const T = a.length;
	const carriesIn = [0, ...Array.from(options.carries).slice(0, -1)];
	const read = roundBits(y);
	const wrong = read.flatMap((bit, t) => (bit === d[t] ? [] : [t]));
	const rows = [
		{ name: phrase`carry in`, values: carriesIn, decimals: 0 },
		{ name: "a", values: Array.from(a), decimals: 0 },
		{ name: "b", values: Array.from(b), decimals: 0 },
		{ name: "a + b = d", values: Array.from(d), decimals: 0 },
		{ name: "y<sup>t</sup>", values: Array.from(y), decimals: 2 },
		{ name: phrase`y<sup>t</sup> as a bit`, values: read, decimals: 0 },
	];
	return figure({
		...titlesOf(options, read, wrong.length),
		data: [
			cellsOf({
				x: Array.from({ length: T }, (_, t) => t),
				y: rows.map((_, row) => row),
				z: rows.map(({ values }) => values),
				text: rows.map(({ values, decimals }) => values.map((value) => value.toFixed(decimals))),
				customdata: rows.map(({ name }) => Array(T).fill(name)),
				texttemplate: "%{text}",
				range: [0, 1],
				showscale: false,
				gap: 4,
				hover: phrase`bit %{x}, %{customdata}: %{text}<extra></extra>`,
			}),
		],
		layout: {
			height: 400,
			xaxis: {
				title: { text: phrase`bit (read from right to left)` },
				range: [T - 0.5, -0.5],
				dtick: 1,
				showgrid: false,
			},
			yaxis: {
				// Above the first row there is room for arrows.
				range: [rows.length - 0.5, -1.1],
				tickvals: rows.map((_, row) => row),
				ticktext: rows.map(({ name }) => name),
				showgrid: false,
			},
			shapes: [
				...wrong.map((t) => frameAround(t, 5)),
				{ type: "line", x0: -0.5, x1: T - 0.5, y0: 2.5, y1: 2.5, line: { width: 2 } },
			],
			annotations: carriesIn.flatMap((carry, t) => (carry === 1 ? [carryArrow(t)] : [])),
		},
	});
}

function titlesOf(options: AdditionOptions, read: readonly number[], wrong: number): Titles {
	const [a, b, d, said] = [options.a, options.b, options.d, read].map(fromBits);
	const carried = Array.from(options.carries).slice(0, -1);
	const verdict =
		wrong === 0
			? phrase`the network has every bit right.`
			: phrase`the network is wrong at ${wrong} of ${read.length} bits, framed.`;
	return {
		title: options.title ?? phrase`${a} + ${b} = ${d}, and the network says ${said}`,
		subtitle: options.subtitle,
		alt:
			options.alt ??
			phrase`The bits of ${a}, ${b} and their sum, with ${carried.filter((carry) => carry === 1).length} carries; ${verdict}`,
	};
}

function frameAround(column: number, row: number): Attributes {
	const reach = 0.48;
	return {
		type: "rect",
		x0: column - reach,
		x1: column + reach,
		y0: row - reach,
		y1: row + reach,
		line: { color: ink.vermilion, width: 3 },
	};
}

/** Above the rows, from the digit before to this one. */
function carryArrow(t: number): Attributes {
	return { ...arrow([t - 0.9, -0.75], [t - 0.1, -0.75], ink.vermilion), arrowwidth: 2.5 };
}
