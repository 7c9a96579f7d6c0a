import { animated } from "../../figures/animation.js";
import { arrow, coordinates, drawingAxes, label, type Point } from "../../figures/drawing.js";
import {
	type Attributes,
	type Figure,
	figure,
	type Titles,
	type Trace,
} from "../../figures/figure.js";
import { ink } from "../../figures/template.js";
import { withMinus } from "../../figures/text.js";
import { phrase } from "../../words/phrase.js";

export interface TwoStepsOptions extends Titles {
	/** The three weights, one number each. */
	readonly V: number;
	readonly U: number;
	readonly W: number;
	/** The hidden state before the first step. */
	readonly h0: number;
	/** x^1 and x^2, and so on. */
	readonly x: Two;
	readonly h: Two;
	readonly y: Two;
	readonly d: Two;
	readonly delta_y: Two;
	readonly delta_h: Two;
}

type Two = readonly [number, number];

/** A number of the picture, and the stage from which on it is there. */
interface Item {
	readonly at: Point;
	readonly text: string;
	readonly from: number;
}

/** Between two steps, and between two layers. */
const [ACROSS, UP] = [4, 2.2];
const stageNames = () => [
	phrase`the values`,
	"δ<sub>y</sub>",
	"δ<sub>h</sub><sup>2</sup>",
	"δ<sub>h</sub><sup>1</sup>",
];

/**
 * An RNN with one unit and two steps, with all its numbers: the values forwards, and then what comes
 * back along each arrow, with a slider over the stages.
 */
export function twoSteps(options: TwoStepsOptions): Figure {
	const { title, subtitle, alt } = options;
	const [values, back] = [valuesOf(options), backOf(options)];
	const frames = stageNames().map((name, stage) => ({
		name,
		data: [{ text: shown(back, stage) }],
		traces: [1],
	}));
	const last = frames.length - 1;
	const deltas = { ...numbers(back, ink.vermilion), text: shown(back, last) };
	const layout = {
		height: 500,
		...drawingAxes([-1, 2 * ACROSS + 2.4], [-0.6, 2 * UP + 1]),
		annotations: [...arrowsOf(options), ...namesOf(options)],
		margin: { l: 10, r: 10 },
	};
	return figure(
		animated(
			{ title, subtitle, alt, data: [nodesOf(values), deltas], layout },
			{ frames, prefix: phrase`reached: `, start: last, rest: 1200, below: 8 },
		),
	);
}

/** Where x (0), h (1) and y (2) of step t stand. */
const place = (t: number, layer: number): Point => [t * ACROSS, layer * UP];

function valuesOf({ h0, x, h, y }: TwoStepsOptions): Item[] {
	const each = (values: Two, layer: number) =>
		values.map((value, k) => ({ at: place(k + 1, layer), text: written(value), from: 0 }));
	return [
		{ at: place(0, 1), text: written(h0), from: 0 },
		...each(x, 0),
		...each(h, 1),
		...each(y, 2),
	];
}

/** The deltas beside their units, and beside the arrows what they send back. */
function backOf({ U, W, delta_y, delta_h }: TwoStepsOptions): Item[] {
	const beside = ([x, y]: Point): Point => [x + 0.5, y - 0.42];
	const delta = (value: number, t: number, layer: number, from: number) => ({
		at: beside(place(t, layer)),
		text: `<b>δ = ${written(value)}</b>`,
		from,
	});
	const sent = (value: number, weight: number, mark: string, at: Point, from: number) => ({
		at,
		text: `${mark} ${written(value)} · ${weight < 0 ? `(${written(weight)})` : written(weight)} = ${written(value * weight)}`,
		from,
	});
	const down = (k: number, from: number) =>
		sent(delta_y[k], W, "↓", [(k + 1) * ACROSS + 0.1, 1.5 * UP], from);
	return [
		delta(delta_y[0], 1, 2, 1),
		delta(delta_y[1], 2, 2, 1),
		down(1, 2),
		delta(delta_h[1], 2, 1, 2),
		down(0, 3),
		sent(delta_h[1], U, "←", [1.4 * ACROSS, UP - 0.3], 3),
		delta(delta_h[0], 1, 1, 3),
	];
}

const shown = (items: readonly Item[], stage: number) =>
	items.map(({ text, from }) => (from <= stage ? text : ""));

function numbers(items: readonly Item[], color: string): Trace {
	return {
		type: "scatter",
		mode: "text",
		...coordinates(items.map(({ at }) => at)),
		textposition: "middle right",
		textfont: { color, size: 14 },
		hoverinfo: "skip",
		showlegend: false,
	};
}

function nodesOf(items: readonly Item[]): Trace {
	return {
		type: "scatter",
		mode: "markers+text",
		...coordinates(items.map(({ at }) => at)),
		text: items.map(({ text }) => text),
		textfont: { size: 16 },
		marker: { size: 36, color: "rgba(128, 128, 128, 0.14)", line: { color: ink.grey, width: 1.5 } },
		hoverinfo: "skip",
		showlegend: false,
	};
}

function arrowsOf({ V, U, W }: TwoStepsOptions): Attributes[] {
	const up = (t: number, layer: number, name: string, colour: string) => {
		const [x, y] = place(t, layer);
		const at: Point = [x - 0.12, y + UP / 2];
		return [
			arrow([x, y + 0.42], [x, y + UP - 0.42], colour),
			label(`<b>${name}</b>`, at, { xanchor: "right", font: { color: colour } }),
		];
	};
	const along = (t: number) => {
		const [x, y] = place(t, 1);
		const at: Point = [x + ACROSS / 2, y + 0.05];
		return [
			arrow([x + 0.42, y], [x + ACROSS - 0.42, y], ink.purple),
			label(`<b>U = ${written(U)}</b>`, at, { yanchor: "bottom", font: { color: ink.purple } }),
		];
	};
	return [
		...[0, 1].flatMap(along),
		...[1, 2].flatMap((t) => up(t, 0, `V = ${written(V)}`, ink.blue)),
		...[1, 2].flatMap((t) => up(t, 1, `W = ${written(W)}`, ink.green)),
	];
}

function namesOf({ d }: TwoStepsOptions): Attributes[] {
	const name = (symbol: string, t: number, layer: number) => {
		const [x, y] = place(t, layer);
		return label(`${symbol}<sup>${t}</sup>`, [x - 0.4, y + 0.3], { xanchor: "right" });
	};
	const target = (t: number) =>
		label(`d<sup>${t}</sup> = ${written(d[t - 1])}`, [t * ACROSS, 2 * UP + 0.45], {
			yanchor: "bottom",
		});
	return [
		name("h", 0, 1),
		...[1, 2].flatMap((t) => [name("x", t, 0), name("h", t, 1), name("y", t, 2), target(t)]),
	];
}

/** ½ for 0.5, and a minus as wide as a plus. */
function written(value: number): string {
	return value === 0.5 ? "½" : withMinus(String(Number(value.toPrecision(3))));
}
