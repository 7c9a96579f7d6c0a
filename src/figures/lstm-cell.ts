import { animated } from "./animation.js";
import { type Attributes, type Figure, type Frame, figure, type Trace } from "./figure.js";
import { blockOf, drawingAxes, frame, label, type Strip, stripTrace } from "./strips.js";
import { diverging, faint, ink } from "./template.js";

export interface LstmCellOptions {
	readonly title?: string;
	readonly alt?: string;
	/** x_1…x_T, each X numbers. */
	readonly x: readonly ArrayLike<number>[];
	/** f_t, i_t, Ĉ_t, o_t and tanh(C_t) for t = 1…T, each H numbers. */
	readonly f: readonly ArrayLike<number>[];
	readonly i: readonly ArrayLike<number>[];
	readonly C_hat: readonly ArrayLike<number>[];
	readonly o: readonly ArrayLike<number>[];
	readonly tanh_C: readonly ArrayLike<number>[];
	/** C_0…C_T and h_0…h_T. */
	readonly C: readonly ArrayLike<number>[];
	readonly h: readonly ArrayLike<number>[];
}

type Point = readonly [x: number, y: number];

/** The four steps in the document's order: what each is called, its colour and its equation. */
const steps = [
	{
		name: "forget",
		colour: ink.vermilion,
		says: "f<sub>t</sub> = σ([h<sub>t−1</sub>, x<sub>t</sub>] W<sub>f</sub> + b<sub>f</sub>)",
	},
	{
		name: "write",
		colour: ink.blue,
		says: "i<sub>t</sub> = σ([h<sub>t−1</sub>, x<sub>t</sub>] W<sub>i</sub> + b<sub>i</sub>),  Ĉ<sub>t</sub> = tanh([h<sub>t−1</sub>, x<sub>t</sub>] W<sub>C</sub> + b<sub>C</sub>)",
	},
	{
		name: "update",
		colour: ink.purple,
		says: "C<sub>t</sub> = f<sub>t</sub> ∘ C<sub>t−1</sub> + i<sub>t</sub> ∘ Ĉ<sub>t</sub>",
	},
	{
		name: "show",
		colour: ink.green,
		says: "o<sub>t</sub> = σ([h<sub>t−1</sub>, x<sub>t</sub>] W<sub>o</sub> + b<sub>o</sub>),  h<sub>t</sub> = o<sub>t</sub> ∘ tanh(C<sub>t</sub>)",
	},
] as const;

/**
 * One LSTM cell with its real values. The slider goes through the four steps at t = 1, then
 * through those at t = 2, and so on: what a step computes appears, and its wires are lit.
 */
export function lstmCell(options: LstmCellOptions): Figure {
	const { C, x } = options;
	const T = x.length;
	const plan = layOut(C[0].length, x[0].length);
	const largest = C.flatMap((row) => Array.from(row, Math.abs)).filter(Number.isFinite);
	const end = Math.max(1, ...largest);
	const [scale, range] = [diverging, [-end, end] as const];
	const moments = Array.from({ length: 4 * T }, (_, at) => ({
		t: 1 + Math.floor(at / 4),
		step: at % 4,
	}));
	// A step shows nothing of the later ones, so the picture starts with the last one.
	const start = 3;
	const first = vectors(options, plan, 1, start);
	const data: Trace[] = [
		...plan.wires.map((paths, step) => wireTrace(paths, step, step === start)),
		...plan.nodes.map((nodes, step) => nodeTrace(nodes, step, step === start)),
		sayingTrace(plan, start),
		...first.map((strip, at) =>
			stripTrace(strip, { scale, range, ...(at === 0 && { bar: "value" }) }),
		),
	];
	const frames = moments.map(({ t, step }): Frame => {
		const values = vectors(options, plan, t, step);
		return {
			name: `${t}, ${step + 1} ${steps[step].name}`,
			data: [
				...steps.map((_, at) => wireInk(at, at === step)),
				...steps.map((_, at) => nodeInk(at, at === step)),
				{ text: [steps[step].says], textfont: { color: steps[step].colour, size: 15 } },
				...values.map((strip) => ({ z: stripTrace(strip, { scale, range }).z })),
			],
			traces: data.map((_, at) => at),
		};
	});
	const picture = {
		title: options.title ?? `Four steps make C<sub>t</sub> and h<sub>t</sub> (H = ${C[0].length})`,
		alt:
			options.alt ??
			`An LSTM cell at each of ${T} steps: forget, write, update and show light up in turn, with the values they compute.`,
		data,
		layout: {
			height: 560,
			...drawingAxes([-1.5, plan.right + 0.5], [-2.5, plan.top + 1]),
			shapes: first.map(({ x: x0, y: y0, rows, values }) =>
				frame(x0, y0, x0 + Math.ceil(values.length / rows), y0 + rows),
			),
			annotations: plan.labels,
			showlegend: false,
			margin: { l: 10, r: 10 },
		},
	};
	return figure(animated(picture, { frames, start, prefix: "t = ", rest: 900, below: 10 }));
}

/** Where everything stands, from the sizes of the vectors alone. */
function layOut(H: number, X: number) {
	const { columns: w, rows: r } = blockOf(H, 4);
	const input = blockOf(X, X <= 4 ? 1 : 2);
	const pitch = w + 4;
	const column = (at: number) => at * pitch + Math.max(0, input.columns - 2);
	const yH = input.rows + 2;
	const bus = yH + r / 2;
	const layer = Math.max(bus, yH + 1) + 2;
	const yGate = Math.ceil(layer + 2.5);
	const gate = yGate + r / 2;
	const yC = yGate + r + Math.max(1, 4 - Math.floor(r / 2));
	const line = yC + r / 2;
	const centre = (at: number) => column(at) + w / 2;
	const at = {
		C_before: [0, yC],
		h_before: [0, yH],
		x: [w + 1, 0],
		f: [column(1), yGate],
		i: [column(2), yGate],
		C_hat: [column(3), yGate],
		o: [column(4), yGate],
		tanh_C: [column(5), yGate],
		C: [column(6), yC],
		h: [column(6), yH],
	} as const satisfies Record<string, Point>;
	const [forget, write, show] = [
		centre(1),
		(centre(2) + centre(3)) / 2,
		(centre(4) + centre(5)) / 2,
	];
	const xMiddle = w + 1 + input.columns / 2;
	const rise = (gateAt: number): Point[] => [
		[centre(gateAt), bus],
		[centre(gateAt), yGate - 0.2],
	];
	const fromInput = (gateAt: number): Point[][] => [
		[
			[w + 0.2, bus],
			[centre(gateAt), bus],
		],
		[
			[xMiddle, input.rows + 0.2],
			[xMiddle, bus],
		],
		rise(gateAt),
	];
	const towards = (side: "left" | "right", gateAt: number, target: number): Point[] => [
		[side === "right" ? column(gateAt) + w + 0.2 : column(gateAt) - 0.2, gate],
		[target + (side === "right" ? -0.8 : 0.8), gate],
	];
	const wires: Point[][][] = [
		[
			...fromInput(1),
			[
				[forget, yGate + r + 0.2],
				[forget, line - 0.8],
			],
		],
		[...fromInput(3), rise(2), towards("right", 2, write), towards("left", 3, write)],
		[
			[
				[w + 0.2, line],
				[forget - 0.8, line],
			],
			[
				[forget + 0.8, line],
				[write - 0.8, line],
			],
			[
				[write, gate + 0.8],
				[write, line - 0.8],
			],
			[
				[write + 0.8, line],
				[column(6) - 0.2, line],
			],
		],
		[
			...fromInput(4),
			[
				[centre(5), line],
				[centre(5), yGate + r + 0.2],
			],
			towards("right", 4, show),
			towards("left", 5, show),
			[
				[show, gate - 0.8],
				[show, bus],
				[column(6) - 0.2, bus],
			],
		],
	];
	const between = (line + yGate + r) / 2;
	const nodes: [string, Point][][] = [
		[["σ", [centre(1), layer]]],
		[
			["σ", [centre(2), layer]],
			["tanh", [centre(3), layer]],
			["∘", [write, gate]],
		],
		[
			["∘", [forget, line]],
			["+", [write, line]],
		],
		[
			["σ", [centre(4), layer]],
			["tanh", [centre(5), between]],
			["∘", [show, gate]],
		],
	];
	const name = (text: string, [x, y]: Point, rows: number) =>
		label(text, [x - 0.3, y + rows / 2], { xanchor: "right" });
	const above = (text: string, [x, y]: Point) =>
		label(text, [x + w / 2, y + r], { yanchor: "bottom" });
	const labels = [
		above("C<sub>t−1</sub>", at.C_before),
		above("C<sub>t</sub>", at.C),
		above("h<sub>t−1</sub>", at.h_before),
		above("h<sub>t</sub>", at.h),
		name("x<sub>t</sub>", at.x, input.rows),
		name("f<sub>t</sub>", at.f, r),
		name("i<sub>t</sub>", at.i, r),
		label("Ĉ<sub>t</sub>", [column(3) + w + 0.3, gate], { xanchor: "left" }),
		name("o<sub>t</sub>", at.o, r),
		label("tanh C<sub>t</sub>", [column(5) + w + 0.3, gate], { xanchor: "left" }),
	];
	const rowsOf = (place: keyof typeof at) => (place === "x" ? input.rows : r);
	return { at, rowsOf, wires, nodes, labels, right: column(6) + w, top: yC + r + 0.6 };
}

type Plan = ReturnType<typeof layOut>;

/** The vectors as they stand after `step` at time t: what is not computed yet is a gap. */
function vectors(options: LstmCellOptions, plan: Plan, t: number, step: number): Strip[] {
	const { x, f, i, C_hat, o, tanh_C, C, h } = options;
	const all: [keyof Plan["at"], string, ArrayLike<number>, number][] = [
		["C_before", `C<sub>${t - 1}</sub>`, C[t - 1], 0],
		["h_before", `h<sub>${t - 1}</sub>`, h[t - 1], 0],
		["x", `x<sub>${t}</sub>`, x[t - 1], 0],
		["f", `f<sub>${t}</sub>`, f[t - 1], 0],
		["i", `i<sub>${t}</sub>`, i[t - 1], 1],
		["C_hat", `Ĉ<sub>${t}</sub>`, C_hat[t - 1], 1],
		["C", `C<sub>${t}</sub>`, C[t], 2],
		["o", `o<sub>${t}</sub>`, o[t - 1], 3],
		["tanh_C", `tanh C<sub>${t}</sub>`, tanh_C[t - 1], 3],
		["h", `h<sub>${t}</sub>`, h[t], 3],
	];
	return all.map(([place, symbol, values, from]) => ({
		symbol,
		values: step >= from ? values : Array.from(values, () => Number.NaN),
		x: plan.at[place][0],
		y: plan.at[place][1],
		rows: plan.rowsOf(place),
	}));
}

/** Paths as one trace: a gap between two, and an arrowhead at the end of each. */
function wireTrace(paths: readonly Point[][], step: number, lit: boolean): Trace {
	const points = paths.flatMap((path) => [...path, undefined]);
	const isEnd = points.map((point, at) => point !== undefined && points[at + 1] === undefined);
	return {
		type: "scatter",
		mode: "lines+markers",
		x: points.map((point) => point?.[0] ?? null),
		y: points.map((point) => point?.[1] ?? null),
		connectgaps: false,
		hoverinfo: "skip",
		...wireInk(
			step,
			lit,
			isEnd.map((end) => (end ? 9 : 0)),
		),
	};
}

function wireInk(step: number, lit: boolean, size?: readonly number[]): Attributes {
	const color = lit ? steps[step].colour : faint;
	const arrow = size && { size, symbol: "arrow", angleref: "previous", line: { width: 0 } };
	return { line: { color, width: lit ? 3 : 1.5 }, marker: { color, opacity: 1, ...arrow } };
}

/** What is done to vectors: the layers and the elementwise operations, as discs. */
function nodeTrace(nodes: readonly [string, Point][], step: number, lit: boolean): Trace {
	return {
		type: "scatter",
		mode: "markers+text",
		x: nodes.map(([, [x]]) => x),
		y: nodes.map(([, [, y]]) => y),
		text: nodes.map(([text]) => text),
		hoverinfo: "skip",
		...nodeInk(
			step,
			lit,
			nodes.map(([text]) => (text === "tanh" ? 34 : 24)),
		),
	};
}

function nodeInk(step: number, lit: boolean, size?: readonly number[]): Attributes {
	const color = lit ? steps[step].colour : ink.grey;
	return {
		marker: { color, opacity: 1, ...(size && { size, line: { width: 0 } }) },
		textfont: { color: "#ffffff", size: 13 },
	};
}

function sayingTrace(plan: Plan, step: number): Trace {
	return {
		type: "scatter",
		mode: "text",
		x: [plan.right / 2],
		y: [-1.5],
		text: [steps[step].says],
		textfont: { color: steps[step].colour, size: 15 },
		hoverinfo: "skip",
	};
}
