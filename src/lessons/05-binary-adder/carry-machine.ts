import { arrow, coordinates, drawingAxes, label, type Point } from "../../figures/drawing.js";
import { type Attributes, type Figure, figure, type Titles } from "../../figures/figure.js";
import { ink } from "../../figures/template.js";
import type { Rnn } from "../../network/rnn.js";
import { phrase } from "../../words/phrase.js";
import { everyCarry } from "./every-sum.js";
import type { ReadOut } from "./read-out.js";
import { lastRead } from "./state-plane.js";

/** What a, b do to a state on one side of the cut: the share of steps that end on the carry's side. */
export interface Transition {
	/** The side of h^{t−1}: 1 is the carry's. */
	readonly from: 0 | 1;
	/** The bits read at t, a before b. */
	readonly read: string;
	readonly toCarry: number;
}

/** All eight transitions, from every step of every sum but the first, before which there is no h. */
export function transitions(rnn: Rnn, bits: number, { side }: ReadOut): Transition[] {
	const steps = new Map<string, { all: number; toCarry: number }>();
	const sides = new Uint8Array(bits + 1);
	everyCarry(rnn, bits, (sum, weight) => {
		const { t, h } = sum;
		sides[t] = side(h) > 0 ? 1 : 0;
		if (t === 1) return;
		const key = `${sides[t - 1]}${lastRead(sum)}`;
		const count = steps.get(key) ?? { all: 0, toCarry: 0 };
		count.all += weight;
		count.toCarry += weight * sides[t];
		steps.set(key, count);
	});
	return [...steps].sort().map(([key, { all, toCarry }]) => ({
		from: key[0] === "1" ? 1 : 0,
		read: key.slice(1),
		toCarry: toCarry / all,
	}));
}

const centres: readonly [Point, Point] = [
	[-2, 0],
	[2, 0],
];
const nameOf = (state: number) => (state === 0 ? phrase`no carry` : phrase`carry`);
const colours = [ink.blue, ink.vermilion];

/** The two sides of the cut as the two states of a machine, and which bits lead from which to which. */
export function carryMachine(titles: Titles, all: readonly Transition[]): Figure {
	const words = (from: number, to: number) =>
		all
			.map((each) => ({ ...each, share: to === 1 ? each.toCarry : 1 - each.toCarry }))
			.filter((each) => each.from === from && each.share >= 0.005)
			.map(({ read, share }) =>
				share > 0.995 ? read : `${read} <i>(${Math.round(100 * share)} %)</i>`,
			)
			.join(", ");
	return figure({
		...titles,
		// A picture of shapes alone has no axes.
		data: [
			{
				type: "scatter",
				mode: "markers",
				...coordinates(centres),
				marker: { opacity: 0 },
				hoverinfo: "skip",
			},
		],
		layout: {
			height: 330,
			...drawingAxes([-5.6, 5.6], [-1.2, 1.2]),
			showlegend: false,
			shapes: centres.flatMap((centre, state) => [circle(centre, state), loop(centre, state)]),
			annotations: centres.flatMap(([x, y], state) => {
				const out = state === 0 ? -1 : 1;
				const height = state === 0 ? 0.45 : -0.45;
				return [
					label(`<b>${nameOf(state)}</b>`, [x, y], { font: { color: colours[state] } }),
					label(words(state, state), [x + 2.05 * out, 0], {
						xanchor: state === 0 ? "right" : "left",
					}),
					arrow([x - 0.9 * out, height], [-x + 0.9 * out, height], colours[1 - state]),
					label(words(state, 1 - state), [0, 1.9 * height], {}),
					arrow([x + 1.02 * out, -0.62], [x + 0.86 * out, -0.5], colours[state]),
				];
			}),
		},
	});
}

function circle([x, y]: Point, state: number): Attributes {
	const line = { color: colours[state], width: 2.5 };
	return { type: "circle", x0: x - 1, x1: x + 1, y0: y - 1, y1: y + 1, line };
}

/** From the circle's outer side back to it. */
function loop([x]: Point, state: number): Attributes {
	const out = state === 0 ? -1 : 1;
	const [near, far] = [x + 0.86 * out, x + 2.2 * out];
	const path = `M ${near} 0.5 C ${far} 1.3 ${far} -1.3 ${near} -0.5`;
	return { type: "path", path, line: { color: colours[state], width: 1.6 } };
}
