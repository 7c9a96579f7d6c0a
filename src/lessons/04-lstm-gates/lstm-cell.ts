import { animated } from "../../figures/animation.js";
import { coordinates, drawingAxes, frame, type Point } from "../../figures/drawing.js";
import { type Attributes, type Figure, figure, type Trace } from "../../figures/figure.js";
import { cellsOf } from "../../figures/heatmap.js";
import { diverging, faint, ink } from "../../figures/template.js";
import type { Lstm, LstmTrace } from "../../network/lstm.js";
import { phrase } from "../../words/phrase.js";
import { fillOf, outlines, path, wires } from "./cell-traces.js";
import { type CellPlan, planOfCell, type VectorBlock } from "./lstm-cell-plan.js";

export interface LstmCellOptions {
	readonly title?: string;
	readonly lstm: Lstm;
	/** What `Lstm.forward` kept. */
	readonly trace: LstmTrace;
	/** What x_1…x_T stand for, to be named beside t. */
	readonly words?: readonly string[];
}

/** The colour of each gate, and of the memory. */
export const gateColours = { f: ink.vermilion, i: ink.green, C: ink.blue, o: ink.purple } as const;

/** The four steps in their order, each with the colour that its lines have when it is its turn. */
const steps = [
	{
		get name() {
			return phrase`what to forget`;
		},
		colour: gateColours.f,
		equations: "f<sub>t</sub> = σ([h<sub>t−1</sub>, x<sub>t</sub>] W<sub>f</sub> + b<sub>f</sub>)",
	},
	{
		get name() {
			return phrase`what to write`;
		},
		colour: gateColours.i,
		equations:
			"i<sub>t</sub> = σ([h<sub>t−1</sub>, x<sub>t</sub>] W<sub>i</sub> + b<sub>i</sub>),   " +
			"Ĉ<sub>t</sub> = tanh([h<sub>t−1</sub>, x<sub>t</sub>] W<sub>C</sub> + b<sub>C</sub>)",
	},
	{
		get name() {
			return phrase`the new memory`;
		},
		colour: gateColours.C,
		equations: "C<sub>t</sub> = f<sub>t</sub> ∘ C<sub>t−1</sub> + i<sub>t</sub> ∘ Ĉ<sub>t</sub>",
	},
	{
		get name() {
			return phrase`what to show`;
		},
		colour: gateColours.o,
		equations:
			"o<sub>t</sub> = σ([h<sub>t−1</sub>, x<sub>t</sub>] W<sub>o</sub> + b<sub>o</sub>),   " +
			"h<sub>t</sub> = o<sub>t</sub> ∘ tanh(C<sub>t</sub>)",
	},
] as const;

/** A stop of the slider: step 1 to 4 at time t, or 0 for all of them at once. */
interface Stop {
	readonly t: number;
	readonly step: number;
}

/**
 * One LSTM cell, drawn with the numbers that run through it. A line carries a whole vector, a box is
 * a layer, a circle works element by element, and a block of cells shows a vector's values. The
 * slider goes through t, with four stops at each t: one for each step of the cell, lit in turn.
 */
export function lstmCell({ lstm, trace, words, title }: LstmCellOptions): Figure {
	const plan = planOfCell(lstm, trace);
	const stops: Stop[] = [{ t: 1, step: 0 }];
	for (let t = 1; t <= trace.T; t++) {
		for (let step = 1; step <= steps.length; step++) stops.push({ t, step });
	}
	const frames = stops.map((stop) => ({
		name: `${stop.t}, ${stop.step === 0 ? phrase`all steps` : phrase`step ${stop.step}`}`,
		data: changes(plan, stop, words),
	}));
	const picture = {
		title: title ?? phrase`Gates decide what the memory keeps`,
		alt: phrase`An LSTM cell with ${lstm.H} units at each of ${trace.T} steps: the forget gate multiplies C_{t−1}, the input gate times the candidate is added to it, and the output gate times tanh(C_t) leaves as h_t.`,
		data: still(plan, stops[0], words),
		layout: {
			height: 640,
			...drawingAxes([-2.2, plan.right + 1.5], [-0.4, plan.top]),
			shapes: [plan.border, ...plan.blocks.map(frameOf)],
			annotations: plan.labels,
			showlegend: false,
			margin: { l: 8, r: 8, b: 96 },
		},
	};
	const slider = { frames, prefix: "t = ", rest: 900, marked: false, below: 4 };
	return figure(animated(picture, slider));
}

/** Around each block, so that a pale 0 is not taken for nothing. */
export function frameOf({
	corner: [x, y],
	columns,
	rows,
}: Omit<VectorBlock, "values">): Attributes {
	return frame(x, y, x + columns, y + rows);
}

/** The whole picture at one stop. */
function still(plan: CellPlan, stop: Stop, words?: readonly string[]): Trace[] {
	return [
		{ ...path(plan.trunk), mode: "lines", line: { color: ink.grey, width: 3 } },
		...steps.map((_, k) => wires(plan.wires[k], litColour(k, stop))),
		...steps.map((_, k) => outlines(plan.outlines[k], litColour(k, stop))),
		caption(plan.caption, captionOf(stop, words)),
		...plan.blocks.map((block, k) => blockTrace(block, valuesOf(block, stop), k === 0)),
	];
}

/** What another stop changes in it, trace by trace. */
function changes(plan: CellPlan, stop: Stop, words?: readonly string[]): Attributes[] {
	const colours = steps.map((_, k) => litColour(k, stop));
	return [
		{},
		...colours.map((color) => ({ line: { color }, marker: { color } })),
		...colours.map((color) => ({ line: { color }, fillcolor: fillOf(color) })),
		{ text: [captionOf(stop, words)] },
		...plan.blocks.map((block) => ({ z: valuesOf(block, stop) })),
	];
}

function litColour(k: number, { step }: Stop): string {
	return step === 0 || step === k + 1 ? steps[k].colour : faint;
}

function captionOf({ t, step }: Stop, words?: readonly string[]): string {
	const word = words?.[t - 1];
	const when = `t = ${t}${word === undefined ? "" : `, “${word}”`}`;
	if (step === 0) return phrase`<b>${when}: all four steps</b><br>&nbsp;`;
	const { name, equations } = steps[step - 1];
	return phrase`<b>${when}, step ${step}: ${name}</b><br>${equations}`;
}

/** The values of a block, as far as they are known by this step: elements run down, then right. */
function valuesOf(block: VectorBlock, { t, step }: Stop): number[][] {
	const known = step === 0 || block.madeIn <= step;
	const values = block.values(t);
	return byCell(block, (j) => (known && j < values.length ? values[j] : Number.NaN));
}

function byCell<Value>({ columns, rows }: VectorBlock, value: (j: number) => Value): Value[][] {
	return Array.from({ length: rows }, (_, row) =>
		Array.from({ length: columns }, (_, column) => value(column * rows + row)),
	);
}

function blockTrace(block: VectorBlock, z: number[][], withBar: boolean): Trace {
	const { corner, columns, rows, symbol } = block;
	return cellsOf({
		x: Array.from({ length: columns }, (_, k) => corner[0] + k + 0.5),
		y: Array.from({ length: rows }, (_, k) => corner[1] + rows - k - 0.5),
		z,
		text: byCell(block, (j) => `${symbol}[${j}]`),
		hover: "%{text} = %{z:.3f}<extra></extra>",
		hoverongaps: false,
		range: [-1, 1],
		scale: diverging,
		gap: 1.5,
		showscale: withBar,
		colorbar: withBar ? colorbar() : undefined,
	});
}

const colorbar = () => ({
	orientation: "h",
	thickness: 10,
	len: 0.3,
	x: 0.98,
	xanchor: "right",
	y: 0,
	yanchor: "bottom",
	ypad: 0,
	title: { text: phrase`value of an element`, side: "top", font: { size: 12 } },
	tickvals: [-1, 0, 1],
	ticktext: ["≤ −1", "0", "≥ 1"],
});

function caption(at: Point, text: string): Trace {
	return {
		type: "scatter",
		mode: "text",
		...coordinates([at]),
		text: [text],
		textposition: "bottom center",
		textfont: { size: 15 },
		hoverinfo: "skip",
	};
}
