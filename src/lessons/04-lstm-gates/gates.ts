import {
	type Attributes,
	type Figure,
	figure,
	type Titles,
	type Trace,
} from "../../figures/figure.js";
import { cellsOf } from "../../figures/heatmap.js";
import { type Subplot, subplotAt } from "../../figures/subplots.js";
import { diverging, sequential } from "../../figures/template.js";
import type { LstmTrace } from "../../network/lstm.js";
import type { Matrix } from "../../network/matrix.js";
import { phrase } from "../../words/phrase.js";

export interface GatesOptions extends Titles {
	/** One network's trace, or two to compare, side by side. */
	readonly columns: readonly { readonly name: string; readonly trace: LstmTrace }[];
	/** What x_1…x_T stand for. */
	readonly words?: readonly string[];
}

/** What is drawn of a trace, from the top down. C has a row before the first step. */
const rows = [
	{
		symbol: "f",
		get name() {
			return phrase`forget gate f`;
		},
		of: (trace: LstmTrace) => byUnit(trace.f, 0),
	},
	{
		symbol: "i",
		get name() {
			return phrase`input gate i`;
		},
		of: (trace: LstmTrace) => byUnit(trace.i, 0),
	},
	{
		symbol: "o",
		get name() {
			return phrase`output gate o`;
		},
		of: (trace: LstmTrace) => byUnit(trace.o, 0),
	},
	{
		symbol: "C",
		get name() {
			return phrase`memory C`;
		},
		of: (trace: LstmTrace) => byUnit(trace.C, 1),
	},
] as const;

/** One of the tables, and where it stands. */
interface Table {
	readonly column: GatesOptions["columns"][number];
	readonly row: (typeof rows)[number];
	readonly isFirstColumn: boolean;
	readonly subplot: Subplot;
}

/** The three gates and the memory of an LSTM over time: a row of cells for each unit. */
export function gates({ title, subtitle, alt, columns, words }: GatesOptions): Figure {
	const H = Math.max(...columns.map(({ trace }) => trace.f.cols));
	const size = Math.max(1, ...columns.flatMap(({ trace }) => Array.from(trace.C.data, Math.abs)));
	const grid = { rows: rows.length, columns: columns.length, rowGap: 0.09, columnGap: 0.09 };
	const tables = columns.flatMap((column, across) =>
		rows.map((row, down): Table => {
			const subplot = subplotAt(grid, across * rows.length + down, down, across);
			return { column, row, isFirstColumn: across === 0, subplot };
		}),
	);
	const axes = tables.map(({ column, row, isFirstColumn, subplot }) =>
		subplot.axes(
			row === rows[rows.length - 1]
				? timeAxis(column.trace.T, columns.length, words)
				: { visible: false },
			{ ...(isFirstColumn ? unitAxis(H) : { visible: false }), autorange: "reversed" },
		),
	);
	return figure({
		title,
		subtitle,
		alt,
		data: tables.map((table) => traceOf(table, H, size)),
		layout: {
			height: 640,
			...Object.assign({}, ...axes),
			annotations: tables.map(({ column, row, subplot }) =>
				subplot.heading(columns.length > 1 ? `${column.name}: ${row.name}` : row.name),
			),
			showlegend: false,
		},
	});
}

/** @param size the largest |C| of all: the ends of the memory's colours */
function traceOf({ column, row, isFirstColumn, subplot }: Table, H: number, size: number): Trace {
	const isMemory = row.symbol === "C";
	// One colour bar for all gates, and one for all memories.
	const hasBar = isFirstColumn && (isMemory || row === rows[0]);
	const colorbar = isMemory
		? bar(phrase`memory`, subplot.bottom, subplot.top)
		: bar(phrase`gate: 0 shut, 1 open`, 0.35, 1);
	return cellsOf({
		...subplot.names,
		z: row.of(column.trace),
		x0: 1,
		y0: 0,
		range: isMemory ? [-size, size] : [0, 1],
		scale: isMemory ? diverging : sequential,
		showscale: hasBar,
		colorbar: hasBar ? colorbar : undefined,
		xgap: 1,
		ygap: H <= 16 ? 1 : 0,
		hover: `${row.symbol}<sub>%{x}</sub>[%{y}] = %{z:.3f}<extra>${column.name}</extra>`,
	});
}

/** One row of numbers a unit, one column a step, from the matrix's row `first` on. */
function byUnit(values: Matrix, first: number): number[][] {
	return Array.from({ length: values.cols }, (_, j) =>
		Array.from({ length: values.rows - first }, (_, t) => values.at(t + first, j)),
	);
}

function bar(text: string, from: number, to: number): Attributes {
	return {
		title: { text, side: "right" },
		y: from,
		yanchor: "bottom",
		len: to - from,
		ypad: 0,
		nticks: 5,
	};
}

function unitAxis(H: number): Attributes {
	return { title: { text: phrase`unit` }, showgrid: false, dtick: Math.ceil(H / 5) };
}

/** Words at each step where they fit, else the numbers of the steps. */
function timeAxis(T: number, columns: number, words?: readonly string[]): Attributes {
	if (words === undefined || T * columns > 44) {
		return { showgrid: false, title: { text: phrase`step t` } };
	}
	return {
		showgrid: false,
		title: { text: phrase`word at t` },
		tickvals: words.map((_, k) => k + 1),
		ticktext: words,
		tickangle: T * columns > 22 ? -90 : -60,
	};
}
