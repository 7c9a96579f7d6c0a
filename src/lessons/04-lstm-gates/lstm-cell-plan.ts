import { label } from "../../figures/drawing.js";
import type { Attributes } from "../../figures/figure.js";
import { blockOf } from "../../figures/strips.js";
import { faint } from "../../figures/template.js";
import type { Lstm, LstmTrace } from "../../network/lstm.js";

export type Point = readonly [x: number, y: number];

/** A vector in the drawing: where its block of cells stands, and the step that makes it (0: none). */
export interface Block {
	readonly symbol: string;
	/** Its lower left corner. */
	readonly at: Point;
	readonly columns: number;
	readonly rows: number;
	readonly madeIn: number;
	values(t: number): ArrayLike<number>;
}

/** Where everything in the drawing of a cell stands. One unit is the side of a value's cell. */
export interface CellPlan {
	readonly right: number;
	readonly top: number;
	readonly caption: Point;
	readonly blocks: readonly Block[];
	/** What all four layers share: the way in of [h_{t−1}, x_t]. */
	readonly trunk: readonly (readonly Point[])[];
	/** Lines, and the outlines of boxes and circles, for each of the four steps. */
	readonly wires: readonly (readonly (readonly Point[])[])[];
	readonly outlines: readonly (readonly (readonly Point[])[])[];
	readonly border: Attributes;
	readonly labels: readonly Attributes[];
}

/** The cell state along the top, [h_{t−1}, x_t] along the bottom, the four layers between. */
export function planOfCell({ H, X }: Lstm, trace: LstmTrace): CellPlan {
	const { columns, rows } = blockOf(H, 4);
	const input = blockOf(X, 4);
	const left = Math.max(columns, input.columns);
	const [xf, xi, xC, xo] = [0, 1, 2, 3].map((k) => left + 5 + columns / 2 + k * (columns + 4.5));
	const out = xo + columns / 2 + 4;
	const right = out + columns;

	const yJoin = input.rows + 0.75;
	const yLayer = yJoin + 2.5;
	const yValues = yLayer + 1.4;
	const yTimes = yValues + rows + 2;
	const yTanh = yTimes + 2.4;
	const yC = Math.max(yTanh + 2.4, yTimes + rows + 1.4);
	const join: Point = [left + 1.6, yJoin];

	const { hx, f, i, C_hat, o, C, h } = trace;
	const block = (symbol: string, at: Point, madeIn: number, values: Block["values"]): Block => ({
		...{ symbol, at, columns, rows, madeIn, values },
	});
	const over = (x: number): Point => [x - columns / 2, yValues];
	const blocks = [
		block("C<sub>t−1</sub>", [left - columns, yC - rows / 2], 0, (t) => C.row(t - 1)),
		block("h<sub>t−1</sub>", [left - columns, yJoin + 0.75], 0, (t) => h.row(t - 1)),
		{
			...block("x<sub>t</sub>", [left - input.columns, 0], 0, (t) => hx.row(t - 1).slice(H)),
			...input,
		},
		block("f<sub>t</sub>", over(xf), 1, (t) => f.row(t - 1)),
		block("i<sub>t</sub>", over(xi), 2, (t) => i.row(t - 1)),
		block("Ĉ<sub>t</sub>", over(xC), 2, (t) => C_hat.row(t - 1)),
		block("C<sub>t</sub>", [out, yC - rows / 2], 3, (t) => C.row(t)),
		block("o<sub>t</sub>", over(xo), 4, (t) => o.row(t - 1)),
		block("h<sub>t</sub>", [out, yTimes - rows / 2], 4, (t) => h.row(t)),
	];

	const r = 0.85;
	const into = (x: number): Point[] => [at(x, yJoin), at(x, yLayer - 1)];
	const up = (x: number, to: number): Point[] => [at(x, yValues + rows + 0.1), at(x, to)];
	const along = (from: number, to: number, y: number): Point[] => [at(from, y), at(to, y)];
	const down = (from: number, to: number): Point[] => [at(xo, from), at(xo, to)];
	const layer = (x: number): Point[] => box(x, yLayer, columns / 2 + 0.9, 1);
	return {
		right,
		top: yC + Math.max(rows / 2, 1.5) + 3.2,
		caption: [(left + right) / 2, yC + Math.max(rows / 2, 1.5) + 3.2],
		blocks,
		trunk: [
			[at(left + 0.1, yJoin + 0.75 + rows / 2), at(join[0], yJoin + 0.75 + rows / 2), join],
			[at(left + 0.1, input.rows / 2), at(join[0], input.rows / 2), join],
			[join, at(xo, yJoin)],
		],
		wires: [
			[into(xf), up(xf, yC - r)],
			[
				into(xi),
				into(xC),
				[at(xi, yValues + rows + 0.1), at(xi, yTimes), at(xC - r, yTimes)],
				up(xC, yTimes - r),
			],
			[
				along(left + 0.1, xf - r, yC),
				along(xf + r, xC - r, yC),
				[at(xC, yTimes + r), at(xC, yC - r)],
				along(xC + r, out - 0.1, yC),
			],
			[
				into(xo),
				up(xo, yTimes - r),
				down(yC, yTanh + r),
				down(yTanh - r, yTimes + r),
				along(xo + r, out - 0.1, yTimes),
			],
		],
		outlines: [
			[layer(xf), circle(xf, yC, r)],
			[layer(xi), layer(xC), circle(xC, yTimes, r)],
			[circle(xC, yC, r)],
			[layer(xo), circle(xo, yTanh, r), circle(xo, yTimes, r)],
		],
		border: {
			type: "rect",
			x0: left + 0.7,
			x1: out - 1.2,
			y0: yJoin - 1.3,
			y1: yC + 1.6,
			line: { color: faint, width: 1.5, dash: "dot" },
			layer: "below",
		},
		labels: [
			...blocks.map((each) => nameOf(each, each.at[0] >= out)),
			...[xf, xi, xo].map((x) => sign("σ", x, yLayer)),
			sign("tanh", xC, yLayer),
			sign("×", xf, yC),
			sign("+", xC, yC),
			sign("×", xC, yTimes),
			sign("×", xo, yTimes),
			sign("tanh", xo, yTanh, 9),
			label("[h<sub>t−1</sub>, x<sub>t</sub>]", [join[0] + 0.3, yJoin - 0.1], {
				xanchor: "left",
				yanchor: "top",
				font: { size: 13 },
			}),
		],
	};
}

function at(x: number, y: number): Point {
	return [x, y];
}

function box(x: number, y: number, halfWidth: number, halfHeight: number): Point[] {
	const [left, right, bottom, top] = [x - halfWidth, x + halfWidth, y - halfHeight, y + halfHeight];
	return [at(left, bottom), at(right, bottom), at(right, top), at(left, top), at(left, bottom)];
}

function circle(x: number, y: number, r: number): Point[] {
	const turn = Array.from({ length: 33 }, (_, k) => (k * Math.PI) / 16);
	return turn.map((angle) => at(x + r * Math.cos(angle), y + r * Math.sin(angle)));
}

/** A block's symbol, beside it. */
function nameOf({ symbol, at: [x, y], columns, rows }: Block, after: boolean): Attributes {
	const where: Point = [after ? x + columns + 0.1 : x - 0.1, y + rows / 2];
	return label(symbol, where, { xanchor: after ? "left" : "right", font: { size: 15 } });
}

/** What a box or a circle does, inside it. */
function sign(text: string, x: number, y: number, size = text.length > 1 ? 11 : 16): Attributes {
	return label(`<b>${text}</b>`, [x, y], { font: { size } });
}
