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

export type Lines = readonly (readonly Point[])[];

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
			y0: at.y.join - 1.3,
			y1: at.y.C + 1.6,
			line: { color: faint, width: 1.5, dash: "dot" },
			layer: "below",
		},
		labels: labelsOf(at, blocks),
	};
}

/** Half the size of a layer's box beside its values, and of a circle. */
export const BOX = { beside: 0.9, height: 1 };
const RADIUS = 0.85;
/** Between a block and a line that leaves it. */
export const AIR = 0.1;

type Positions = ReturnType<typeof positionsOf>;

/** Where things stand: x to the right, y upwards. */
function positionsOf({ H, X }: Lstm) {
	// The block of a vector of H numbers, and that of x_t.
	const block = blockOf(H, 4);
	const input = blockOf(X, 4);
	const { columns, rows } = block;
	// The right edge of what comes in, the middle of each layer, and the left edge of what goes out.
	const left = Math.max(columns, input.columns);
	const [toFirst, between, toOut] = [5, 4.5, 4];
	const [f, i, C_hat, o] = [0, 1, 2, 3].map(
		(k) => left + toFirst + columns / 2 + k * (columns + between),
	);
	const out = o + columns / 2 + toOut;
	// Upwards: where h_{t−1} and x_t meet, the middle of the layers, the feet of their values, ×,
	// tanh, and the line of C. The block of C_t, on that line, must not meet that of h_t, beside ×.
	const join = input.rows + 0.75;
	const layer = join + 2.5;
	const values = layer + 1.4;
	const times = values + rows + 2;
	const tanh = times + 2.4;
	const C = Math.max(tanh + 2.4, times + rows + 1.4);
	const x = { join: left + 1.6, f, i, C_hat, o };
	const y = { join, layer, values, times, tanh, C };
	const top = C + Math.max(rows / 2, 1.5) + 3.2;
	return { block, input, left, out, right: out + columns, top, x, y };
}

function blocksOf({ H }: Lstm, trace: LstmTrace, at: Positions): VectorBlock[] {
	const { block, input, left, out } = at;
	const { hx, f, i, C_hat, o, C, h } = trace;
	const above = (x: number): Point => [x - block.columns / 2, at.y.values];
	const beside = (x: number, y: number): Point => [x, y - block.rows / 2];
	const vector = (
		symbol: string,
		corner: Point,
		madeIn: number,
		values: VectorBlock["values"],
	): VectorBlock => ({ ...block, symbol, corner, madeIn, values });
	return [
		vector("C<sub>t−1</sub>", beside(left - block.columns, at.y.C), 0, (t) => C.row(t - 1)),
		vector("h<sub>t−1</sub>", [left - block.columns, at.y.join + 0.75], 0, (t) => h.row(t - 1)),
		{
			...input,
			symbol: "x<sub>t</sub>",
			corner: [left - input.columns, 0],
			madeIn: 0,
			values: (t) => hx.row(t - 1).slice(H),
		},
		vector("f<sub>t</sub>", above(at.x.f), 1, (t) => f.row(t - 1)),
		vector("i<sub>t</sub>", above(at.x.i), 2, (t) => i.row(t - 1)),
		vector("Ĉ<sub>t</sub>", above(at.x.C_hat), 2, (t) => C_hat.row(t - 1)),
		vector("C<sub>t</sub>", beside(out, at.y.C), 3, (t) => C.row(t)),
		vector("o<sub>t</sub>", above(at.x.o), 4, (t) => o.row(t - 1)),
		vector("h<sub>t</sub>", beside(out, at.y.times), 4, (t) => h.row(t)),
	];
}

/** From h_{t−1} and from x_t to where they meet, and along below the layers. */
function trunkOf({ block, input, left, x, y }: Positions): Lines {
	const from = (height: number) => path([left + AIR, height], [x.join, height], [x.join, y.join]);
	return [
		from(y.join + 0.75 + block.rows / 2),
		from(input.rows / 2),
		path([x.join, y.join], [x.o, y.join]),
	];
}

function wiresOf({ block, left, out, x, y }: Positions): Lines[] {
	const above = y.values + block.rows + AIR;
	const up = (column: number, from: number, to: number) => path([column, from], [column, to]);
	const along = (from: number, to: number, height: number) => path([from, height], [to, height]);
	const into = (column: number) => up(column, y.join, y.layer - BOX.height);
	return [
		[into(x.f), up(x.f, above, y.C - RADIUS)],
		[
			into(x.i),
			into(x.C_hat),
			path([x.i, above], [x.i, y.times], [x.C_hat - RADIUS, y.times]),
			up(x.C_hat, above, y.times - RADIUS),
		],
		[
			along(left + AIR, x.f - RADIUS, y.C),
			along(x.f + RADIUS, x.C_hat - RADIUS, y.C),
			up(x.C_hat, y.times + RADIUS, y.C - RADIUS),
			along(x.C_hat + RADIUS, out - AIR, y.C),
		],
		[
			into(x.o),
			up(x.o, above, y.times - RADIUS),
			up(x.o, y.C, y.tanh + RADIUS),
			up(x.o, y.tanh - RADIUS, y.times + RADIUS),
			along(x.o + RADIUS, out - AIR, y.times),
		],
	];
}

function outlinesOf({ block, x, y }: Positions): Lines[] {
	const layer = (column: number) =>
		box(column, y.layer, block.columns / 2 + BOX.beside, BOX.height);
	return [
		[layer(x.f), circle(x.f, y.C)],
		[layer(x.i), layer(x.C_hat), circle(x.C_hat, y.times)],
		[circle(x.C_hat, y.C)],
		[layer(x.o), circle(x.o, y.tanh), circle(x.o, y.times)],
	];
}

export function path(...points: Point[]): Point[] {
	return points;
}

export function box(x: number, y: number, halfWidth: number, halfHeight: number): Point[] {
	const [left, right, bottom, top] = [x - halfWidth, x + halfWidth, y - halfHeight, y + halfHeight];
	return path([left, bottom], [right, bottom], [right, top], [left, top], [left, bottom]);
}

export function circle(x: number, y: number): Point[] {
	const turn = Array.from({ length: 33 }, (_, k) => (k * Math.PI) / 16);
	return turn.map((angle) => [x + RADIUS * Math.cos(angle), y + RADIUS * Math.sin(angle)]);
}

function labelsOf({ out, x, y }: Positions, blocks: readonly VectorBlock[]): Attributes[] {
	return [
		...blocks.map((block) => symbolOf(block, block.corner[0] >= out)),
		...[x.f, x.i, x.o].map((column) => sign("σ", column, y.layer)),
		sign("tanh", x.C_hat, y.layer),
		sign("×", x.f, y.C),
		sign("+", x.C_hat, y.C),
		sign("×", x.C_hat, y.times),
		sign("×", x.o, y.times),
		sign("tanh", x.o, y.tanh, 9),
		label("[h<sub>t−1</sub>, x<sub>t</sub>]", [x.join + 0.3, y.join - 0.1], {
			xanchor: "left",
			yanchor: "top",
			font: { size: 13 },
		}),
	];
}

/** A block's symbol, beside it. */
export function symbolOf(
	{ symbol, corner: [x, y], columns, rows }: VectorBlock,
	after: boolean,
): Attributes {
	const where: Point = [after ? x + columns + AIR : x - AIR, y + rows / 2];
	return label(symbol, where, { xanchor: after ? "left" : "right", font: { size: 15 } });
}

/** What a box or a circle does, inside it. */
export function sign(
	text: string,
	x: number,
	y: number,
	size = text.length > 1 ? 11 : 16,
): Attributes {
	return label(`<b>${text}</b>`, [x, y], { font: { size } });
}
