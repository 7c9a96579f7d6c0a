import { eigs } from "mathjs";
import { coordinates, label, type Point } from "../../figures/drawing.js";
import { type Attributes, type Figure, figure, type Titles } from "../../figures/figure.js";
import { subplotAt } from "../../figures/subplots.js";
import { ink } from "../../figures/template.js";
import { dot } from "../../network/matrix.js";
import type { Rnn } from "../../network/rnn.js";
import { phrase } from "../../words/phrase.js";
import type { CarryReport } from "./carry-report.js";
import { everyCarry, type PartialSum } from "./every-sum.js";
import type { ReadOut } from "./read-out.js";

/** The directions in which hidden states differ most, the first one first; each of length 1. */
export function principalComponents({ covariance }: CarryReport): Float64Array[] {
	const { eigenvectors } = eigs(covariance.map((row) => Array.from(row)));
	return [...eigenvectors]
		.sort((a, b) => Number(b.value) - Number(a.value))
		.map(({ vector }) => Float64Array.from(vector as number[]));
}

/** One hidden state: what was read last, the carry that goes on from there, and h itself. */
interface State {
	/** "01", or "01 + 1" where a carry came from the step before. */
	readonly read: string;
	readonly carry: number;
	readonly h: Float64Array;
}

/** The states after the first steps of all sums, up to t = 4: all that can happen happens there. */
function statesOf(rnn: Rnn, bits: number): State[] {
	const states: State[] = [];
	everyCarry(rnn, bits, (sum) => {
		if (sum.t > 4) return;
		const read = lastRead(sum) + (carryBefore(sum) ? " + 1" : "");
		states.push({ read, carry: sum.carry, h: sum.h.slice() });
	});
	return states;
}

/** The two bits that were read at step t, a before b. */
export function lastRead({ t, a, b }: PartialSum): string {
	const bit = (number: number) => Math.floor(number / 2 ** (t - 1)) % 2;
	return `${bit(a)}${bit(b)}`;
}

/** Whether the bits before those of step t make a carry. */
function carryBefore({ t, a, b }: PartialSum): boolean {
	const power = 2 ** (t - 1);
	return (a % power) + (b % power) >= power;
}

/** A view of the states: the names of its axes, and where a state stands on them. */
interface View {
	readonly heading: string;
	readonly axes: readonly [string, string];
	readonly at: (h: Float64Array) => Point;
}

const grid = { rows: 1, columns: 2, rowGap: 0, columnGap: 0.14 };
const looks = [
	{
		get name() {
			return phrase`no carry goes on`;
		},
		color: ink.blue,
		symbol: "circle",
	},
	{
		get name() {
			return phrase`a carry goes on`;
		},
		color: ink.vermilion,
		symbol: "diamond",
	},
];

/**
 * The hidden states of an adder as points, in two views of the same cloud: in the plane of its
 * first two principal components, and turned until the cut of the read-out is seen from its edge.
 */
export function statePlane(
	titles: Titles,
	rnn: Rnn,
	bits: number,
	report: CarryReport,
	{ axis, side }: ReadOut,
): Figure {
	const [first, second = first.map(() => 0)] = principalComponents(report);
	const along = (direction: Float64Array) => (h: Float64Array) =>
		dot(direction, h) - dot(direction, report.mean);
	const [across, up, beside] = [along(first), along(second), along(withoutPart(first, axis))];
	const states = statesOf(rnn, bits);
	const views: View[] = [
		{
			heading: phrase`The plane in which they differ most`,
			axes: [phrase`first principal component`, phrase`second`],
			at: (h) => [across(h), up(h)],
		},
		{
			heading: phrase`The same, turned`,
			axes: [phrase`distance from the cut`, phrase`along the cut`],
			at: (h) => [side(h), beside(h)],
		},
	];
	const places = views.map((view, k) => ({ view, subplot: subplotAt(grid, k, 0, k) }));
	return figure({
		...titles,
		data: places.flatMap(({ view, subplot }, k) =>
			looks.map(({ name, color, symbol }, carry) => {
				const shown = states.filter((state) => state.carry === carry);
				return {
					type: "scatter",
					mode: "markers",
					name,
					...coordinates(
						shown.map(({ h }) => view.at(h)),
						3,
					),
					text: shown.map(({ read }) => read),
					...subplot.names,
					marker: { color, symbol, size: 6, opacity: 0.55 },
					legendgroup: name,
					showlegend: k === 0,
					hovertemplate: phrase`${name}, after a, b = %{text}<extra></extra>`,
				};
			}),
		),
		layout: {
			height: 460,
			margin: { t: 116 },
			legend: { y: 1.1 },
			...Object.assign({}, ...places.map(({ view, subplot }) => axesOf(view, subplot))),
			shapes: [{ type: "line", xref: "x2", yref: "y2 domain", x0: 0, x1: 0, y0: 0, y1: 1 }],
			annotations: places.flatMap(({ view, subplot }) => [
				subplot.heading(view.heading),
				...clusters(states, view, subplot.names),
			]),
		},
	});
}

function axesOf({ axes: [x, y] }: View, subplot: ReturnType<typeof subplotAt>): Attributes {
	return subplot.axes({ title: { text: x } }, { title: { text: y } });
}

/** What was read, above the states that have read it with a carry, below those without. */
function clusters(states: readonly State[], { at }: View, names: Attributes): Attributes[] {
	const heaps = new Map<string, Point[]>();
	for (const { read, h } of states) heaps.set(read, [...(heaps.get(read) ?? []), at(h)]);
	return [...heaps].map(([read, points]) => {
		const middle = (k: 0 | 1) => points.reduce((sum, p) => sum + p[k], 0) / points.length;
		const yshift = read.endsWith("+ 1") ? 15 : -15;
		const where = { xref: names.xaxis, yref: names.yaxis, yshift };
		return label(`<b>${read}</b>`, [middle(0), middle(1)], where);
	});
}

/** v without its part along a, which has length 1; again of length 1, where anything is left. */
function withoutPart(v: Float64Array, a: Float64Array): Float64Array {
	const part = dot(a, v);
	const rest = v.map((v_j, j) => v_j - part * a[j]);
	const length = Math.sqrt(dot(rest, rest)) || 1;
	return rest.map((value) => value / length);
}
