import { animated } from "../../figures/animation.js";
import { label } from "../../figures/drawing.js";
import { type Attributes, type Figure, figure, type Trace } from "../../figures/figure.js";
import { colourAt, diverging, faint, ink } from "../../figures/template.js";

export interface LayeredOptions {
	readonly title: string;
	readonly subtitle?: string;
	readonly alt: string;
	/** The values of each layer, from the input to the output. */
	readonly a: readonly ArrayLike<number>[];
	/** ∂E/∂net of each layer but the input: one less than a. */
	readonly delta: readonly ArrayLike<number>[];
	/** weights[k][i][j] leads from unit i of layer k to unit j of layer k + 1. */
	readonly weights: readonly (readonly ArrayLike<number>[])[];
}

type Point = readonly [number, number];

/**
 * A network of layers, drawn unit by unit: values go through it from left to right, and then
 * deltas from right to left. A slider and a play button over these stages.
 */
export function layered(options: LayeredOptions): Figure {
	const { title, subtitle, alt, a, delta, weights } = options;
	const K = delta.length;
	const tallest = Math.max(...a.map((layer) => layer.length));
	const at = (layer: number, unit: number): Point => [
		layer * 2.4,
		-(unit - ((a[layer]?.length ?? 1) - 1) / 2),
	];
	const units = a.flatMap((layer, k) => Array.from(layer, (_, j) => ({ k, j })));
	const largest = Math.max(...a.flatMap((layer) => Array.from(layer, Math.abs))) || 1;
	const steepest = Math.max(...delta.flatMap((layer) => Array.from(layer, Math.abs))) || 1;

	/** Stage s shows the values of layers 0 to s, then the deltas of layers K to 2K + 1 − s. */
	const stage = (s: number): Attributes => {
		const known = units.map(({ k, j }) => {
			const value = Number(a[k]?.[j]);
			const blame = Number(delta[k - 1]?.[j]);
			if (k > 0 && s > K && k >= 2 * K + 1 - s) {
				const colour = colourAt(diverging, 0.5 + blame / steepest / 2);
				return { colour, text: `a = ${signed(value, 2)}<br>δ = ${signed(blame, 3)}` };
			}
			if (k > s) return { colour: faint, text: " <br> " };
			return {
				colour: colourAt(diverging, 0.5 + value / largest / 2),
				text: `a = ${signed(value, 2)}<br> `,
			};
		});
		return {
			marker: { color: known.map(({ colour }) => colour), size: 30, line: lineOf(ink.grey, 1.5) },
			text: known.map(({ text }) => text),
		};
	};
	const names = [
		...a.map((_, k) => (k === 0 ? "x" : `a<sup>${k}</sup>`)),
		...delta.map((_, k) => `δ<sup>${K - k}</sup>`),
	];
	const nodes: Trace = {
		type: "scatter",
		mode: "markers+text",
		x: units.map(({ k, j }) => at(k, j)[0]),
		y: units.map(({ k, j }) => at(k, j)[1]),
		...stage(2 * K),
		textposition: "bottom center",
		hoverinfo: "skip",
		showlegend: false,
	};
	const edges = weights.flatMap((W, k) =>
		W.flatMap((row, i) =>
			Array.from(row, (w, j) => edge(at(k, i), at(k + 1, j), w, `W<sup>${k + 1}</sup>`, i, j)),
		),
	);
	const heads = a.map((_, k) => {
		const text = k === 0 ? "input x" : k === K ? "output y" : `layer ${k}`;
		return label(`<b>${text}</b>`, [k * 2.4, tallest / 2 + 0.1], { yanchor: "bottom" });
	});
	return figure(
		animated(
			{
				title,
				...(subtitle !== undefined && { subtitle }),
				alt,
				data: [...edges, nodes],
				layout: {
					height: 480,
					xaxis: { visible: false, range: [-1, K * 2.4 + 1] },
					yaxis: { visible: false, range: [-tallest / 2 - 0.3, tallest / 2 + 0.5] },
					annotations: heads,
					margin: { l: 10, r: 10 },
				},
			},
			{
				frames: names.map((name, s) => ({ name, data: [stage(s)], traces: [edges.length] })),
				prefix: "reached: ",
				start: 2 * K,
				rest: 900,
				below: 8,
			},
		),
	);
}

/** With a minus sign as wide as a plus sign. */
function signed(value: number, decimals: number): string {
	return value.toFixed(decimals).replace("-", "−");
}

/** A line from unit to unit: wide where the weight is large, blue where it is negative. */
function edge(from: Point, to: Point, w: number, name: string, i: number, j: number): Trace {
	const middle: Point = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
	return {
		type: "scatter",
		mode: "lines",
		x: [from[0], middle[0], to[0]],
		y: [from[1], middle[1], to[1]],
		line: lineOf(w < 0 ? ink.blue : ink.vermilion, Math.min(6, 0.6 + 3 * Math.abs(w))),
		opacity: 0.6,
		hovertemplate: `${name}, from ${i} to ${j}: ${w.toFixed(3)}<extra></extra>`,
		showlegend: false,
	};
}

function lineOf(color: string, width: number): Attributes {
	return { color, width };
}
