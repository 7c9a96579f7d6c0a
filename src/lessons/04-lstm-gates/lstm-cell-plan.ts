import { label, type Point } from "../../figures/drawing.js";
import type { Attributes } from "../../figures/figure.js";
import { type Block, blockOf } from "../../figures/strips.js";
import { faint } from "../../figures/template.js";
import type { Lstm, LstmTrace } from "../../network/lstm.js";

/** A vector in the drawing: where its block of cells stands, and the step that makes it (0: none). */
export interface VectorBlock extends Block {
	readonly symbol: string;
	/** Its lower left corner. */
	readonly corner: Point;
	readonly madeIn: number;
	values(t: number): ArrayLike<number>;
}

type Lines = readonly (readonly Point[])[];

/** Where everything in the drawing of a cell stands. One unit is the side of a value's cell. */
export interface CellPlan {
	readonly right: number;
	readonly top: number;
	readonly caption: Point;
	readonly blocks: readonly VectorBlock[];
	/** What all four layers share: the way in of [h_{t−1}, x_t]. */
	readonly trunk: Lines;
	/** Lines, and the outlines of boxes and circles, for each of the four steps. */
	readonly wires: readonly Lines[];
	readonly outlines: readonly Lines[];
	readonly border: Attributes;
	readonly labels: readonly Attributes[];
}

/** The cell state along the top, [h_{t−1}, x_t] along the bottom, the four layers between. */
export function planOfCell(lstm: Lstm, trace: LstmTrace): CellPlan {
	const at = positionsOf(lstm);
	const blocks = blocksOf(lstm, trace, at);
	return {
		right: at.right,
		top: at.top,
		caption: [(at.left + at.right) / 2, at.top],
		blocks,
		trunk: trunkOf(at),
		wires: wiresOf(at),
		outlines: outlinesOf(at),
		border: {
			type: "rect",
			x0: at.left + 0.7,
			x1: at.out - 1.2,
			y0: at.yJoin - 1.3,
			y1: at.yC + 1.6,
			line: { color: faint, width: 1.5, dash: "dot" },
			layer: "below",
		},
		labels: labelsOf(at, blocks),
	};
}

/** Half the size of a layer's box beside its values, and of a circle. */
const BOX = { beside: 0.9, height: 1 };
const RADIUS = 0.85;
/** Between a block and a line that leaves it. */
const AIR = 0.1;

interface Positions {
	/** The block of a vector of H numbers, and of x_t. */
	readonly block: Block;
	readonly input: Block;
	/** The right edge of what comes in, the left edge of what goes out, and its right edge. */
	readonly left: number;
	readonly out: number;
	readonly right: number;
	/** The middle of each layer, named by what it makes. */
	readonly xf: number;
	readonly xi: number;
	readonly xC: number;
	readonly xo: number;
	/** Where h_{t−1} and x_t meet, and the line from there along below the layers. */
	readonly xJoin: number;
	readonly yJoin: number;
	/** Upwards: the middle of the layers, the feet of their values, ×, tanh, and the line of C. */
	readonly yLayer: number;
	readonly yValues: number;
	readonly yTimes: number;
	readonly yTanh: number;
	readonly yC: number;
	readonly top: number;
}

function positionsOf({ H, X }: Lstm): Positions {
	const block = blockOf(H, 4);
	const input = blockOf(X, 4);
	const { columns, rows } = block;
	const left = Math.max(columns, input.columns);
	const toFirst = 5;
	const between = 4.5;
	const [xf, xi, xC, xo] = [0, 1, 2, 3].map(
		(k) => left + toFirst + columns / 2 + k * (columns + between),
	);
	const out = xo + columns / 2 + 4;
	const yJoin = input.rows + 0.75;
	const yLayer = yJoin + 2.5;
	const yValues = yLayer + 1.4;
	const yTimes = yValues + rows + 2;
	const betweenCircles = 2.4;
	const yTanh = yTimes + betweenCircles;
	// The block of C_t, on this line, must not meet that of h_t, beside ×.
	const yC = Math.max(yTanh + betweenCircles, yTimes + rows + 1.4);
	return {
		block,
		input,
		left,
		out,
		right: out + columns,
		xf,
		xi,
		xC,
		xo,
		xJoin: left + 1.6,
		yJoin,
		yLayer,
		yValues,
		yTimes,
		yTanh,
		yC,
		top: yC + Math.max(rows / 2, 1.5) + 3.2,
	};
}

function blocksOf({ H }: Lstm, trace: LstmTrace, at: Positions): VectorBlock[] {
	const { block, input, left, out } = at;
	const { hx, f, i, C_hat, o, C, h } = trace;
	const above = (x: number): Point => [x - block.columns / 2, at.yValues];
	const beside = (x: number, y: number): Point => [x, y - block.rows / 2];
	const vector = (
		symbol: string,
		corner: Point,
		madeIn: number,
		values: VectorBlock["values"],
	): VectorBlock => ({ ...block, symbol, corner, madeIn, values });
	return [
		vector("C<sub>t−1</sub>", beside(left - block.columns, at.yC), 0, (t) => C.row(t - 1)),
		vector("h<sub>t−1</sub>", [left - block.columns, at.yJoin + 0.75], 0, (t) => h.row(t - 1)),
		{
			...input,
			symbol: "x<sub>t</sub>",
			corner: [left - input.columns, 0],
			madeIn: 0,
			values: (t) => hx.row(t - 1).slice(H),
		},
		vector("f<sub>t</sub>", above(at.xf), 1, (t) => f.row(t - 1)),
		vector("i<sub>t</sub>", above(at.xi), 2, (t) => i.row(t - 1)),
		vector("Ĉ<sub>t</sub>", above(at.xC), 2, (t) => C_hat.row(t - 1)),
		vector("C<sub>t</sub>", beside(out, at.yC), 3, (t) => C.row(t)),
		vector("o<sub>t</sub>", above(at.xo), 4, (t) => o.row(t - 1)),
		vector("h<sub>t</sub>", beside(out, at.yTimes), 4, (t) => h.row(t)),
	];
}

/** From h_{t−1} and from x_t to where they meet, and along below the layers. */
function trunkOf({ block, input, left, xJoin, yJoin, xo }: Positions): Lines {
	const from = (y: number): Point[] => [
		[left + AIR, y],
		[xJoin, y],
		[xJoin, yJoin],
	];
	return [
		from(yJoin + 0.75 + block.rows / 2),
		from(input.rows / 2),
		[
			[xJoin, yJoin],
			[xo, yJoin],
		],
	];
}

function wiresOf(at: Positions): Lines[] {
	const { xf, xi, xC, xo, yTimes, yTanh, yC, left, out } = at;
	const yTop = at.yValues + at.block.rows + AIR;
	const up = (x: number, from: number, to: number): Point[] => [
		[x, from],
		[x, to],
	];
	const along = (from: number, to: number, y: number): Point[] => [
		[from, y],
		[to, y],
	];
	const into = (x: number) => up(x, at.yJoin, at.yLayer - BOX.height);
	return [
		[into(xf), up(xf, yTop, yC - RADIUS)],
		[
			into(xi),
			into(xC),
			[...up(xi, yTop, yTimes), [xC - RADIUS, yTimes]],
			up(xC, yTop, yTimes - RADIUS),
		],
		[
			along(left + AIR, xf - RADIUS, yC),
			along(xf + RADIUS, xC - RADIUS, yC),
			up(xC, yTimes + RADIUS, yC - RADIUS),
			along(xC + RADIUS, out - AIR, yC),
		],
		[
			into(xo),
			up(xo, yTop, yTimes - RADIUS),
			up(xo, yC, yTanh + RADIUS),
			up(xo, yTanh - RADIUS, yTimes + RADIUS),
			along(xo + RADIUS, out - AIR, yTimes),
		],
	];
}

function outlinesOf({ block, xf, xi, xC, xo, yLayer, yTimes, yTanh, yC }: Positions): Lines[] {
	const layer = (x: number) => box(x, yLayer, block.columns / 2 + BOX.beside, BOX.height);
	return [
		[layer(xf), circle(xf, yC)],
		[layer(xi), layer(xC), circle(xC, yTimes)],
		[circle(xC, yC)],
		[layer(xo), circle(xo, yTanh), circle(xo, yTimes)],
	];
}

function box(x: number, y: number, halfWidth: number, halfHeight: number): Point[] {
	const [left, right, bottom, top] = [x - halfWidth, x + halfWidth, y - halfHeight, y + halfHeight];
	return [
		[left, bottom],
		[right, bottom],
		[right, top],
		[left, top],
		[left, bottom],
	];
}

function circle(x: number, y: number): Point[] {
	const turn = Array.from({ length: 33 }, (_, k) => (k * Math.PI) / 16);
	return turn.map((angle) => [x + RADIUS * Math.cos(angle), y + RADIUS * Math.sin(angle)]);
}

function labelsOf(at: Positions, blocks: readonly VectorBlock[]): Attributes[] {
	const { xf, xi, xC, xo, yLayer, yTimes, yTanh, yC } = at;
	return [
		...blocks.map((block) => symbolOf(block, block.corner[0] >= at.out)),
		...[xf, xi, xo].map((x) => sign("σ", x, yLayer)),
		sign("tanh", xC, yLayer),
		sign("×", xf, yC),
		sign("+", xC, yC),
		sign("×", xC, yTimes),
		sign("×", xo, yTimes),
		sign("tanh", xo, yTanh, 9),
		label("[h<sub>t−1</sub>, x<sub>t</sub>]", [at.xJoin + 0.3, at.yJoin - 0.1], {
			xanchor: "left",
			yanchor: "top",
			font: { size: 13 },
		}),
	];
}

/** A block's symbol, beside it. */
function symbolOf(
	{ symbol, corner: [x, y], columns, rows }: VectorBlock,
	after: boolean,
): Attributes {
	const where: Point = [after ? x + columns + AIR : x - AIR, y + rows / 2];
	return label(symbol, where, { xanchor: after ? "left" : "right", font: { size: 15 } });
}

/** What a box or a circle does, inside it. */
function sign(text: string, x: number, y: number, size = text.length > 1 ? 11 : 16): Attributes {
	return label(`<b>${text}</b>`, [x, y], { font: { size } });
}
