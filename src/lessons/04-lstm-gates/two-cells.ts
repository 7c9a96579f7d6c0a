import { drawingAxes, label, type Point } from "../../figures/drawing.js";
import { type Attributes, type Figure, figure, type Titles } from "../../figures/figure.js";
import { ink } from "../../figures/template.js";
import { Lstm } from "../../network/lstm.js";
import { Random } from "../../network/random.js";
import { phrase } from "../../words/phrase.js";
import { path as linePath, outlines, wires } from "./cell-traces.js";
import { frameOf, gateColours } from "./lstm-cell.js";
import {
	AIR,
	BOX,
	box,
	type CellPlan,
	type Lines,
	path,
	planOfCell,
	sign,
	symbolOf,
	type VectorBlock,
} from "./lstm-cell-plan.js";

/** A cell of the drawing: its lines, and its vectors as empty squares. */
type Cell = Pick<
	CellPlan,
	"right" | "top" | "trunk" | "wires" | "outlines" | "border" | "labels"
> & {
	readonly blocks: readonly Omit<VectorBlock, "values">[];
};

/** Between the two cells, where the symbol of h_t stands. */
const BETWEEN = 5.5;

/** An RNN's cell beside an LSTM's, in the same signs: box for layer, circle for element by element. */
export function twoCells({ title, subtitle, alt }: Titles): Figure {
	const one = Lstm.create({ inputDim: 1, hiddenDim: 1, outputDim: 1, random: new Random(0) });
	const lstm = planOfCell(one, Lstm.emptyTrace(one, 1));
	const rnn = rnnCell(lstm);
	const beside = shifted(lstm, rnn.right + BETWEEN);
	const { f, i, C, o } = gateColours;
	return figure({
		title,
		subtitle,
		alt,
		data: [...drawn(rnn, [i]), ...drawn(beside, [f, i, C, o])],
		layout: {
			height: 340,
			...drawingAxes([-2.2, beside.right + 1.8], [-0.6, lstm.top - 2.2]),
			shapes: [rnn, beside].flatMap(({ border, blocks }) => [border, ...blocks.map(frameOf)]),
			annotations: [rnn, beside].flatMap((cell, k) => [heading(cell, k), ...cell.labels]),
			showlegend: false,
			margin: { l: 8, r: 8, b: 8 },
		},
	});
}

function heading({ border: { x0, x1, y1 } }: Cell, k: number): Attributes {
	const name = k === 0 ? phrase`RNN: one layer` : phrase`LSTM: four layers`;
	return label(name, [(Number(x0) + Number(x1)) / 2, Number(y1) + 0.7], { font: { size: 14 } });
}

/** h_t = tanh([h_{t−1}, x_t] …), at the heights of the LSTM's cell. */
function rnnCell({ top, blocks: ofLstm, border }: CellPlan): Cell {
	const at = (symbol: string) =>
		ofLstm.find((block) => block.symbol.startsWith(symbol)) ?? ofLstm[0];
	const [past, input, shown] = [at("h<sub>t−1"), at("x"), at("h<sub>t<")];
	const join = 2.6;
	const foot = past.corner[1] - 0.75;
	const layer: Point = [6.5, foot + 2.5];
	const out: Point = [10.5, shown.corner[1]];
	const next = { ...shown, corner: out };
	const height = out[1] + shown.rows / 2;
	const from = (y: number) => path([1 + AIR, y], [join, y], [join, foot]);
	return {
		right: out[0] + 1,
		top,
		blocks: [past, input, next],
		trunk: [from(past.corner[1] + 0.5), from(0.5), path([join, foot], [layer[0], foot])],
		wires: [
			[
				path([layer[0], foot], [layer[0], layer[1] - BOX.height]),
				path([layer[0], layer[1] + BOX.height], [layer[0], height], [out[0] - AIR, height]),
			],
		],
		outlines: [[box(...layer, 0.5 + BOX.beside, BOX.height)]],
		border: { ...border, x1: out[0] - 1.2 },
		labels: [
			sign("tanh", ...layer),
			symbolOf(past, false),
			symbolOf(input, false),
			symbolOf(next, true),
		],
	};
}

function drawn({ trunk, wires: lines, outlines: shapes }: Cell, colours: readonly string[]) {
	return [
		{ ...linePath(trunk), mode: "lines", line: { color: ink.grey, width: 3 } },
		...colours.map((colour, k) => wires(lines[k], colour)),
		...colours.map((colour, k) => outlines(shapes[k], colour)),
	];
}

/** The same cell, further to the right. */
function shifted(cell: Cell, by: number): Cell {
	const move = (lines: Lines): Lines =>
		lines.map((line) => line.map(([x, y]): Point => [x + by, y]));
	const { border, labels, blocks } = cell;
	return {
		right: cell.right + by,
		top: cell.top,
		trunk: move(cell.trunk),
		wires: cell.wires.map(move),
		outlines: cell.outlines.map(move),
		border: { ...border, x0: Number(border.x0) + by, x1: Number(border.x1) + by },
		labels: labels.map((each) => ({ ...each, x: Number(each.x) + by })),
		blocks: blocks.map((block) => ({ ...block, corner: [block.corner[0] + by, block.corner[1]] })),
	};
}
