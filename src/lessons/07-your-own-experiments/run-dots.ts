import {
	type Attributes,
	type Figure,
	figure,
	type Titles,
	type Trace,
} from "../../figures/figure.js";
import { colourOf } from "../../figures/template.js";
import { phrase } from "../../words/phrase.js";
import { medianInterval } from "./median-interval.js";
import { median } from "./quantiles.js";

export interface RunDotsOptions extends Titles {
	readonly xTitle: string;
	/** A row for each: its runs' values, where Infinity is "never". The first row is the upper one. */
	readonly rows: readonly { readonly name: string; readonly values: readonly number[] }[];
}

/**
 * Every run a dot, equal ones on top of each other; below them a bar, the interval that holds the true
 * median with 95 % (`medianInterval`), and across it the runs' own median.
 */
export function runDots({ title, subtitle, alt, xTitle, rows }: RunDotsOptions): Figure {
	const ticks = ticksFor(rows.flatMap(({ values }) => values));
	const never = ticks.tickvals[ticks.tickvals.length - 1];
	const stacks = rows.map(({ values }) => stacked(values));
	const highest = Math.max(1, ...stacks.flat());
	const base = (row: number) => rows.length - 1 - row;
	return figure({
		title,
		subtitle,
		alt,
		data: rows.flatMap(({ name, values }, row) => [
			dots(name, values, {
				x: values.map((value) => Math.min(value, never)),
				y: stacks[row].map((place) => base(row) + place * Math.min(0.09, 0.68 / highest)),
				marker: { color: colourOf(row), size: highest > 12 ? 6 : 8, opacity: 0.85 },
			}),
			...middle(values, base(row) - 0.12, never, colourOf(row)),
		]),
		layout: {
			height: 130 + 110 * rows.length,
			xaxis: { title: { text: xTitle }, range: [0, 1.04 * never], tickangle: 0, ...ticks },
			yaxis: {
				tickvals: rows.map((_, row) => base(row)),
				ticktext: rows.map(({ name }) => name),
				range: [-0.4, rows.length - 0.15],
				showgrid: false,
				zeroline: false,
			},
		},
	});
}

function dots(name: string, values: readonly number[], where: Attributes): Trace {
	return {
		...where,
		type: "scatter",
		mode: "markers",
		name,
		customdata: values.map((value) => (Number.isFinite(value) ? value : phrase`never`)),
		hovertemplate: `%{customdata}<extra>${name}</extra>`,
		showlegend: false,
	};
}

/** The median's interval as a bar, and the median across it. */
function middle(values: readonly number[], y: number, never: number, color: string): Trace[] {
	const { low, high } = medianInterval(values);
	const at = (value: number) => Math.min(value, never);
	const bar = { type: "scatter", mode: "lines", showlegend: false, hoverinfo: "skip" } as const;
	return [
		{ ...bar, x: [at(low), at(high)], y: [y, y], line: { color, width: 5 } },
		{
			...bar,
			x: [at(median(values)), at(median(values))],
			y: [y - 0.09, y + 0.09],
			line: { color, width: 3 },
		},
	];
}

/** How many equal values stand before each one. */
function stacked(values: readonly number[]): number[] {
	return values.map((value, k) => values.slice(0, k).filter((other) => other === value).length);
}

/** At most seven round numbers up to the largest finite value, and "never" a step beyond. */
function ticksFor(values: readonly number[]) {
	const most = Math.max(1, ...values.filter(Number.isFinite));
	const power = 10 ** Math.floor(Math.log10(most / 3));
	const step = [1, 2, 5, 10].map((k) => k * power).find((step) => most / step <= 6) ?? most;
	const count = Math.ceil(most / step);
	const tickvals = Array.from({ length: count + 2 }, (_, k) => k * step);
	const ticktext = tickvals.map((value) => Number(value.toPrecision(3)).toLocaleString("en"));
	return { tickvals, ticktext: [...ticktext.slice(0, -1), phrase`never`] };
}
