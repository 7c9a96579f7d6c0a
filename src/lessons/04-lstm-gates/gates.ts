import { type Attributes, type Figure, figure, type Trace } from "../../figures/figure.js";
import { diverging, sequential } from "../../figures/template.js";
import type { LstmTrace } from "../../network/lstm.js";
import type { Matrix } from "../../network/matrix.js";

export interface GatesOptions {
	readonly title: string;
	readonly subtitle?: string;
	readonly alt: string;
	/** One network's trace, or two to compare, side by side. */
	readonly columns: readonly { readonly name: string; readonly trace: LstmTrace }[];
	/** What x_1…x_T stand for. */
	readonly words?: readonly string[];
}

/** What is drawn of a trace, from the top down. C and h have a row before the first step. */
const rows = [
	{ symbol: "f", name: "forget gate f", of: (trace: LstmTrace) => byUnit(trace.f, 0) },
	{ symbol: "i", name: "input gate i", of: (trace: LstmTrace) => byUnit(trace.i, 0) },
	{ symbol: "o", name: "output gate o", of: (trace: LstmTrace) => byUnit(trace.o, 0) },
	{ symbol: "C", name: "memory C", of: (trace: LstmTrace) => byUnit(trace.C, 1) },
] as const;

const GAP = 0.09;

/** The three gates and the memory of an LSTM over time: a row of cells for each unit. */
export function gates({ title, subtitle, alt, columns, words }: GatesOptions): Figure {
	const H = Math.max(...columns.map(({ trace }) => trace.f.cols));
	const size = Math.max(1, ...columns.flatMap(({ trace }) => Array.from(trace.C.data, Math.abs)));
	const data: Trace[] = [];
	const axes: Record<string, Attributes> = {};
	const annotations: Attributes[] = [];
	columns.forEach(({ name: column, trace }, across) => {
		const left = (across * (1 + GAP)) / columns.length;
		const right = left + (1 + GAP) / columns.length - GAP;
		rows.forEach(({ symbol, name, of }, down) => {
			const top = 1 - (down * (1 + GAP)) / rows.length;
			const bottom = Math.max(0, top - (1 + GAP) / rows.length + GAP);
			const at = across * rows.length + down;
			const axis = at === 0 ? "" : String(at + 1);
			const isMemory = symbol === "C";
			data.push({
				type: "heatmap",
				z: of(trace),
				x0: 1,
				y0: 0,
				xaxis: `x${axis}`,
				yaxis: `y${axis}`,
				zmin: isMemory ? -size : 0,
				zmax: isMemory ? size : 1,
				colorscale: isMemory ? diverging : sequential,
				showscale: across === 0 && (isMemory || down === 0),
				...(across === 0 && isMemory && { colorbar: bar("memory", bottom, top) }),
				...(at === 0 && { colorbar: bar("gate: 0 shut, 1 open", 0.35, 1) }),
				xgap: 1,
				ygap: H <= 16 ? 1 : 0,
				hovertemplate: `${symbol}<sub>%{x}</sub>[%{y}] = %{z:.3f}<extra>${column}</extra>`,
			});
			axes[`xaxis${axis}`] = {
				...timeAxis(trace.T, columns.length, down === rows.length - 1, words),
				anchor: `y${axis}`,
				domain: [left, right],
			};
			axes[`yaxis${axis}`] = {
				...(across === 0 ? unitAxis(H) : { visible: false }),
				anchor: `x${axis}`,
				domain: [bottom, top],
				autorange: "reversed",
			};
			const heading = columns.length > 1 ? `${column}: ${name}` : name;
			annotations.push({
				...{ text: heading, xref: "paper", yref: "paper", x: left, y: top, font: { size: 13 } },
				...{ xanchor: "left", yanchor: "bottom", showarrow: false },
			});
		});
	});
	return figure({
		title,
		...(subtitle !== undefined && { subtitle }),
		alt,
		data,
		layout: { height: 640, ...axes, annotations, showlegend: false },
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
	const ticks = H > 2 ? { nticks: 4, tickformat: "d" } : { dtick: 1 };
	return { title: { text: "unit" }, showgrid: false, ...ticks };
}

/** Words at each step where they fit, else the numbers of the steps. */
function timeAxis(T: number, columns: number, isLowest: boolean, words?: readonly string[]) {
	if (!isLowest) return { visible: false };
	const named = words !== undefined && T * columns <= 44;
	const tickangle = T * columns > 22 ? -90 : -60;
	return {
		showgrid: false,
		title: { text: named ? "word at t" : "step t" },
		...(named && { tickvals: words.map((_, k) => k + 1), ticktext: words, tickangle }),
	};
}
