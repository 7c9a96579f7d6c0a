import { phrase } from "../words/phrase.js";
import { animated } from "./animation.js";
import { arrow, drawingAxes, frame, label, loop, type Point } from "./drawing.js";
import { type Attributes, type Figure, figure, type Picture, type Titles } from "./figure.js";
import { type Block, blockOf, extentOf, type Strip, stripCells, stripsTrace } from "./strips.js";
import { diverging, ink, sequential } from "./template.js";

/** Without a subtitle the sizes stand there. */
export interface UnrolledOptions extends Partial<Titles> {
	/** x^1…x^T, each X numbers. */
	readonly x: readonly ArrayLike<number>[];
	/** Forwards: h^0…h^T (T + 1 rows); backwards: δ_h^1…δ_h^T (T rows). Each H numbers. */
	readonly h: readonly ArrayLike<number>[];
	/** Forwards: y^1…y^T; backwards: δ_y^1…δ_y^T. Each Y numbers. */
	readonly y: readonly ArrayLike<number>[];
	/** Which way information flows: "forward" (values) or "backward" (the deltas). */
	readonly flow?: "forward" | "backward";
	/** The values at the ends of the colours; 0 to 1 forwards, and symmetric backwards. */
	readonly range?: readonly [number, number];
	/** A slider and a play button over the steps, in the order in which they are computed. */
	readonly steps?: boolean;
	/**
	 * Forwards only: to the left the same network with its loop, folded. It holds the values of the
	 * last step, and with `steps` those of the slider's.
	 */
	readonly folded?: boolean;
}

/** A strip, and the step at which its values are known. */
interface StepStrip extends Strip {
	readonly step: number;
}

/** A piece of the drawing with its name: a vector's cells, or an arrow through a matrix. */
type Part =
	| { readonly strip: StepStrip; readonly name: Attributes }
	| { readonly arrow: Attributes; readonly name: Attributes };

/**
 * The network unrolled in time, from the model's own numbers: a column for each step, with x^t
 * below, h^t in the middle and y^t above, each cell one element, and the same three matrices
 * at every step.
 */
export function unrolled(options: UnrolledOptions): Figure {
	const plan = planOf(options);
	const { T, back } = plan;
	const folded = plan.folded ? foldedParts(options, plan) : [];
	const columns = Array.from({ length: T + 1 }, (_, t) => column(options, plan, t)).flat();
	const parts = [...folded, ...columns];
	const strips = stripsOf(parts);
	const arrows = parts.flatMap((part) => ("arrow" in part ? [part.arrow] : []));
	const words = wordsOf(plan);
	const picture: Picture = {
		title: options.title ?? words.title,
		subtitle: options.subtitle ?? words.subtitle,
		alt: options.alt ?? words.alt,
		data: [
			stripsTrace(strips, {
				scale: back ? diverging : sequential,
				range: options.range ?? (back ? symmetric(strips) : [0, 1]),
				bar: back ? "∂E/∂net" : phrase`value`,
			}),
		],
		layout: {
			height: 440,
			...drawingAxes(
				[-1.5, plan.right + 0.5],
				[plan.bottom - 0.5, plan.top + (plan.folded ? 2.5 : 0.5)],
			),
			shapes: [
				...strips.map(({ x, y, columns, rows }) => frame(x, y, x + columns, y + rows)),
				...(plan.folded ? [loopOf(plan).line] : []),
			],
			annotations: [
				...arrows,
				...parts.map(({ name }) => name),
				...(plan.folded ? headings(plan) : []),
			],
			hovermode: "closest",
			margin: options.steps ? { l: 10, r: 10 } : { l: 10, r: 10, b: 10 },
		},
	};
	return figure(options.steps ? stepByStep(picture, options, strips, plan) : picture);
}

const stripsOf = (parts: readonly Part[]) =>
	parts.flatMap((part) => ("strip" in part ? [part.strip] : []));

/** Between two columns, and between two rows of blocks, in cells. */
const GAP = 3;
/** How far the folded network's loop reaches. */
const LOOP = 2.5;
/** Between a block and an arrow. */
const AIR = 0.2;

type Plan = ReturnType<typeof planOf>;

/** Where the blocks stand, in cells from the lower left. */
function planOf({ x, h, y, flow, folded: wanted = false }: UnrolledOptions) {
	const back = flow === "backward";
	const folded = wanted && !back;
	const [X, H, Y] = [x, h, y].map((rows) => rows[0]?.length ?? 0);
	const hidden = blockOf(H, 8);
	const input = blockOf(X, X <= 4 ? 1 : 4);
	const output = blockOf(Y, Y <= 4 ? 1 : 4);
	const wide = Math.max(hidden.columns, input.columns, output.columns);
	// The folded network stands first, and h^0 alone before the first column, forwards.
	const start = folded ? wide + LOOP + 2 * GAP : 0;
	const first = start + (back ? 0 : hidden.columns + GAP);
	const centre = (t: number) =>
		t === 0 ? start + hidden.columns / 2 : first + (t - 1) * (wide + GAP) + wide / 2;
	const yOfH = input.rows + GAP;
	const yOfY = yOfH + hidden.rows + GAP;
	return {
		T: x.length,
		X,
		H,
		Y,
		back,
		folded,
		start,
		wide,
		input,
		hidden,
		output,
		yOfH,
		yOfY,
		right: first + x.length * (wide + GAP) - GAP,
		bottom: back ? yOfH : 0,
		top: yOfY + output.rows,
		/** The left edge of a block in the middle of step t's column. */
		leftOf: (t: number, { columns }: Block) => Math.round(centre(t) - columns / 2),
	};
}

/** Step t: its vectors, and the arrows that leave h^t or lead to it. Step 0 is h^0, forwards only. */
function column(options: UnrolledOptions, plan: Plan, t: number): Part[] {
	const { T, back, input, hidden, output, yOfH, yOfY } = plan;
	if (back && t === 0) return [];
	const left = plan.leftOf(t, hidden);
	const above = yOfH + hidden.rows;
	const beside = yOfH + hidden.rows / 2;
	const strip = (name: string, values: ArrayLike<number>, y: number, block: Block) => ({
		...block,
		step: t,
		symbol: `${name}<sup>${t}</sup>`,
		values,
		x: plan.leftOf(t, block),
		y,
	});
	const up = (matrix: string, colour: string, from: number, to: number): Part => {
		const x = left + hidden.columns / 2;
		const at = { x: x + AIR, y: to - GAP / 2, xanchor: "left" };
		return through(plan, matrix, colour, [x, from + AIR], [x, to - AIR], at);
	};

	const h = strip(back ? "δ<sub>h</sub>" : "h", options.h[back ? t - 1 : t], yOfH, hidden);
	// A single cell has the arrow of U beside it.
	const yanchor = hidden.rows > 1 ? "top" : "bottom";
	const parts: Part[] = [
		{ strip: h, name: label(h.symbol, [left, above], { xanchor: "right", yanchor }) },
	];
	if (t < T) {
		const [from, next] = [left + hidden.columns + AIR, plan.leftOf(t + 1, hidden)];
		const at = { x: (from + next) / 2, y: beside, yanchor: "bottom" };
		parts.push(through(plan, "U", ink.vermilion, [from, beside], [next - AIR, beside], at));
	}
	if (t > 0) {
		const y = strip(back ? "δ<sub>y</sub>" : "y", options.y[t - 1], yOfY, output);
		parts.push(named(y), up("W", ink.green, above, yOfY));
	}
	if (t > 0 && !back) {
		const x = strip("x", options.x[t - 1], 0, input);
		parts.push(named(x), up("V", ink.blue, input.rows, yOfH));
	}
	return parts;
}

/** The network with its loop, at step t: by default the last one. */
function foldedParts(options: UnrolledOptions, plan: Plan, t = plan.T): Part[] {
	const { wide, input, hidden, output, yOfH, yOfY } = plan;
	const middle = foldedLeft(plan) + hidden.columns / 2;
	const strip = (name: string, values: ArrayLike<number>, y: number, block: Block) =>
		named({
			...block,
			step: t,
			symbol: `${name}<sup>t</sup>`,
			values,
			x: Math.round((wide - block.columns) / 2),
			y,
		});
	const up = (matrix: string, colour: string, from: number, to: number) => {
		const at = { x: middle + AIR, y: to - GAP / 2, xanchor: "left" };
		return through(plan, matrix, colour, [middle, from + AIR], [middle, to - AIR], at);
	};
	const [x, y] = loopOf(plan).word;
	const font = { color: ink.vermilion, size: 15 };
	return [
		strip("x", options.x[t - 1], 0, input),
		strip("h", options.h[t], yOfH, hidden),
		strip("y", options.y[t - 1], yOfY, output),
		up("V", ink.blue, input.rows, yOfH),
		up("W", ink.green, yOfH + hidden.rows, yOfY),
		{ arrow: loopOf(plan).tip, name: label("<b>U</b>", [x, y], { xanchor: "left", font }) },
	];
}

/** The left edge of the folded network's hidden state. */
function foldedLeft({ wide, hidden }: Plan): number {
	return Math.round((wide - hidden.columns) / 2);
}

/** From the folded network's hidden state back to itself. */
function loopOf(plan: Plan) {
	const { hidden, yOfH } = plan;
	const from: Point = [foldedLeft(plan) + hidden.columns + AIR, yOfH + hidden.rows / 2];
	const word: Point = [from[0] + LOOP + AIR, from[1]];
	return { ...loop(from, Math.min(4, hidden.rows), LOOP, ink.vermilion), word };
}

function headings({ wide, start, right, top }: Plan): Attributes[] {
	return [
		label(phrase`<b>folded</b>`, [wide / 2, top + 1.6]),
		label(phrase`<b>unrolled</b>`, [(start + right) / 2, top + 1.6]),
	];
}

/** A strip with its symbol to its left. */
function named(strip: StepStrip): Part {
	const { symbol, x, y, rows } = strip;
	return { strip, name: label(symbol, [x, y + rows / 2], { xanchor: "right" }) };
}

/** An arrow with a matrix's name at it; backwards it is turned round, and the matrix transposed. */
function through(
	{ T, back }: Plan,
	matrix: string,
	colour: string,
	from: Point,
	to: Point,
	at: Attributes,
): Part {
	const font = { color: colour, size: T > 5 ? 12 : 15 };
	return {
		arrow: back ? arrow(to, from, colour) : arrow(from, to, colour),
		name: label(`<b>${matrix}${back ? "ᵀ" : ""}</b>`, [0, 0], { font, ...at }),
	};
}

/** The picture at its end, with a frame for each step that shows only what is known by then. */
function stepByStep(
	picture: Picture,
	options: UnrolledOptions,
	strips: readonly StepStrip[],
	plan: Plan,
): Picture {
	const { T, back } = plan;
	const { right, top } = extentOf(strips);
	const order = Array.from({ length: T }, (_, k) => (back ? T - k : k + 1));
	const frames = order.map((t) => {
		const folded = plan.folded ? stripsOf(foldedParts(options, plan, t)) : [];
		const unrolled = strips.slice(folded.length);
		const known = unrolled.filter(({ step }) => (back ? step >= t : step <= t));
		const { z } = stripCells([...folded, ...known], right, top);
		return { name: String(t), data: [{ z }], traces: [0] };
	});
	return animated(
		{ ...picture, layout: { ...picture.layout, height: 560 } },
		{ frames, prefix: back ? phrase`back at t = ` : "t = ", start: T - 1, rest: 900, below: 56 },
	);
}

function symmetric(strips: readonly Strip[]): [number, number] {
	const sizes = strips.flatMap(({ values }) => Array.from(values, Math.abs));
	const end = Math.max(0, ...sizes.filter(Number.isFinite)) || 1;
	return [-end, end];
}

function wordsOf({ T, X, H, Y, back }: Plan): Required<Titles> {
	return {
		title: back
			? phrase`Each δ is made of those to its right`
			: T === 1
				? phrase`One network, once`
				: phrase`One network, ${T} times`,
		subtitle: `T = ${T}, X = ${X}, H = ${H}, Y = ${Y}`,
		alt: back
			? phrase`From step ${T} back to step 1, δ_h flows left through Uᵀ, and at each step δ_y joins it through Wᵀ.`
			: phrase`At each of ${T} steps, x^t goes up through V into h^t, h^{t-1} joins it through U, and h^t goes up through W to y^t.`,
	};
}
