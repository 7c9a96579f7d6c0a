import { animated } from "../../figures/animation.js";
import { coordinates, label, type Point } from "../../figures/drawing.js";
import {
	type Attributes,
	type Figure,
	figure,
	type Titles,
	type Trace,
} from "../../figures/figure.js";
import { colourAt, diverging, faint, ink } from "../../figures/template.js";
import { phrase } from "../../words/phrase.js";

export interface LayeredOptions extends Titles {
	/** The values of each layer, from the input to the output. */
	readonly a: readonly ArrayLike<number>[];
	/** ∂E/∂net of each layer but the input: one less than a. */
	readonly delta: readonly ArrayLike<number>[];
	/** weights[k][i][j] leads from unit i of layer k to unit j of layer k + 1. */
	readonly weights: readonly (readonly ArrayLike<number>[])[];
}

/** Between two layers, where one unit is the distance of two neighbours in a layer. */
const STRIDE = 2.4;

/**
 * A network of layers, drawn unit by unit: values go through it from left to right, and then
 * deltas from right to left. A slider and a play button over these stages.
 */
export function layered(options: LayeredOptions): Figure {
	const { title, subtitle, alt, a, delta } = options;
	const K = delta.length;
	const tallest = Math.max(...a.map((layer) => layer.length));
	const edges = edgesOf(options);
	const names = [
		...a.map((_, k) => (k === 0 ? "x" : `a<sub>${k}</sub>`)),
		...delta.map((_, k) => `δ<sub>${K - k}</sub>`),
	];
	const frames = names.map((name, s) => ({
		name,
		data: [stage(options, s)],
		traces: [edges.length],
	}));
	const layout = {
		height: 480,
		xaxis: { visible: false, range: [-1, K * STRIDE + 1] },
		yaxis: { visible: false, range: [-tallest / 2 - 0.3, tallest / 2 + 0.5] },
		annotations: a.map((_, k) => {
			const text = k === 0 ? phrase`input x` : k === K ? phrase`output y` : phrase`layer ${k}`;
			return label(`<b>${text}</b>`, [k * STRIDE, tallest / 2 + 0.1], { yanchor: "bottom" });
		}),
		margin: { l: 10, r: 10 },
	};
	return figure(
		animated(
			{ title, subtitle, alt, data: [...edges, nodesOf(options)], layout },
			{ frames, prefix: phrase`reached: `, start: 2 * K, rest: 900, below: 8 },
		),
	);
}

/** Where unit j of layer k stands. */
function pointOf({ a }: LayeredOptions, k: number, j: number): Point {
	return [k * STRIDE, -(j - (a[k].length - 1) / 2)];
}

/** Something for each unit, layer after layer. */
function eachUnit<Item>({ a }: LayeredOptions, of: (k: number, j: number) => Item): Item[] {
	return a.flatMap((layer, k) => Array.from(layer, (_, j) => of(k, j)));
}

/**
 * What the units show at stage s: the values of layers 0 to s, then deltas from K to 2K + 1 − s.
 * Colour is for the deltas alone.
 */
function stage(options: LayeredOptions, s: number): Attributes {
	const { a, delta } = options;
	const K = delta.length;
	const steepest = largestOf(delta);
	const shown = eachUnit(options, (k, j) => {
		if (k > s) return { colour: faint, text: " <br> " };
		const value = `a = ${signed(a[k][j], 2)}`;
		const isBack = k > 0 && s > K && k >= 2 * K + 1 - s;
		return isBack
			? {
					colour: colourAt(diverging, 0.5 + delta[k - 1][j] / steepest / 2),
					text: `${value}<br>δ = ${signed(delta[k - 1][j], 3)}`,
				}
			: { colour: faint, text: `${value}<br> ` };
	});
	return {
		marker: {
			color: shown.map(({ colour }) => colour),
			size: 30,
			line: { color: ink.grey, width: 1.5 },
		},
		text: shown.map(({ text }) => text),
	};
}

function nodesOf(options: LayeredOptions): Trace {
	return {
		type: "scatter",
		mode: "markers+text",
		...coordinates(eachUnit(options, (k, j) => pointOf(options, k, j))),
		...stage(options, 2 * options.delta.length),
		textposition: "bottom center",
		hoverinfo: "skip",
		showlegend: false,
	};
}

/** A line for each weight: wide where it is large, blue where it is negative. */
function edgesOf(options: LayeredOptions): Trace[] {
	const edge = (k: number, i: number, j: number, w: number): Trace => {
		const [from, to] = [pointOf(options, k, i), pointOf(options, k + 1, j)];
		const middle: Point = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
		return {
			type: "scatter",
			mode: "lines",
			// plotly.js shows the weight over a point of the line, and the middle is easy to meet.
			...coordinates([from, middle, to]),
			line: { color: w < 0 ? ink.blue : ink.vermilion, width: Math.min(6, 0.6 + 3 * Math.abs(w)) },
			opacity: 0.6,
			hovertemplate: phrase`W<sub>${k + 1}</sub>, from ${i} to ${j}: ${w.toFixed(3)}<extra></extra>`,
			showlegend: false,
		};
	};
	return options.weights.flatMap((W, k) =>
		W.flatMap((row, i) => Array.from(row, (w, j) => edge(k, i, j, w))),
	);
}

/** The largest size of all numbers, or 1 where all are 0. */
function largestOf(layers: readonly ArrayLike<number>[]): number {
	return Math.max(...layers.flatMap((layer) => Array.from(layer, Math.abs))) || 1;
}

/** With a minus sign as wide as a plus sign. */
function signed(value: number, decimals: number): string {
	return value.toFixed(decimals).replace("-", "−");
}
