import { animated } from "./animation.js";
import {
	arrow,
	blockOf,
	cells,
	drawingAxes,
	frame,
	label,
	type Strip,
	stripsTrace,
} from "./drawing.js";
import { type Attributes, type Figure, figure, type Picture } from "./figure.js";
import { diverging, ink, sequential } from "./template.js";

export interface UnrolledOptions {
	readonly title?: string;
	/** The sizes, unless told. */
	readonly subtitle?: string;
	readonly alt?: string;
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
}

/** A strip, and the step at which its values are known. */
interface StepStrip extends Strip {
	readonly step: number;
}

/**
 * The network unrolled in time, from the model's own numbers: a column for each step, with x^t
 * below, h^t in the middle and y^t above, each cell one element, and the same three matrices
 * at every step.
 */
export function unrolled(options: UnrolledOptions): Figure {
	const { x, h, y, flow = "forward" } = options;
	const back = flow === "backward";
	const [T, X, H, Y] = [x.length, x[0]?.length ?? 0, h[0]?.length ?? 0, y[0]?.length ?? 0];
	const hidden = blockOf(H, 8);
	const input = blockOf(X, X <= 4 ? 1 : 4);
	const output = blockOf(Y, Y <= 4 ? 1 : 4);
	const wide = Math.max(hidden.columns, input.columns, output.columns);
	const gap = 3;
	const left = back ? 0 : hidden.columns + gap;
	const yOfH = input.rows + gap;
	const yOfY = yOfH + hidden.rows + gap;
	const top = yOfY + output.rows;
	const strips: StepStrip[] = [];
	const arrows: Attributes[] = [];
	const labels: Attributes[] = [];
	const frames: Attributes[] = [];
	const to = (from: [number, number], end: [number, number], colour: string) =>
		arrows.push(back ? arrow(end, from, colour) : arrow(from, end, colour));

	const middle = yOfH + hidden.rows / 2;
	const matrix = (text: string, at: [number, number], colour: string, options: Attributes) =>
		labels.push(
			label(`<b>${text}</b>`, at, { font: { color: colour, size: T > 5 ? 12 : 15 }, ...options }),
		);
	for (let t = back ? 1 : 0; t <= T; t++) {
		const start = t === 0 ? 0 : left + (t - 1) * (wide + gap);
		const width = t === 0 ? hidden.columns : wide;
		const centre = start + width / 2;
		const xOf = (columns: number) => Math.round(centre - columns / 2);
		const values = back ? h[t - 1] : h[t];
		const name = back ? "δ<sub>h</sub>" : "h";
		const hx = t === 0 ? 0 : xOf(hidden.columns);
		const hSymbol = `${name}<sup>${t}</sup>`;
		strips.push({ step: t, symbol: hSymbol, values, x: hx, y: yOfH, rows: hidden.rows });
		frames.push(frame(hx, yOfH, hx + hidden.columns, yOfH + hidden.rows));
		const hMiddle = hx + hidden.columns / 2;
		labels.push(
			label(hSymbol, [hx, yOfH + hidden.rows], {
				xanchor: "right",
				// A single cell has the arrow of U beside it.
				yanchor: hidden.rows > 1 ? "top" : "bottom",
			}),
		);
		if (t < T) {
			const next = t === 0 ? left : start + wide + gap;
			const nextHx = Math.round(next + wide / 2 - hidden.columns / 2);
			const from: [number, number] = [hx + hidden.columns + 0.2, middle];
			to(from, [nextHx - 0.2, middle], ink.vermilion);
			matrix(back ? "Uᵀ" : "U", [(from[0] + nextHx) / 2, middle], ink.vermilion, {
				yanchor: "bottom",
			});
		}
		if (t === 0) continue;

		const yx = xOf(output.columns);
		const yName = back ? "δ<sub>y</sub>" : "y";
		const symbol = `${yName}<sup>${t}</sup>`;
		strips.push({ step: t, symbol, values: y[t - 1], x: yx, y: yOfY, rows: output.rows });
		frames.push(frame(yx, yOfY, yx + output.columns, top));
		labels.push(label(symbol, [yx, yOfY + output.rows / 2], { xanchor: "right" }));
		to([hMiddle, yOfH + hidden.rows + 0.2], [hMiddle, yOfY - 0.2], ink.green);
		matrix(back ? "Wᵀ" : "W", [hMiddle + 0.2, yOfY - gap / 2], ink.green, { xanchor: "left" });

		const xx = xOf(input.columns);
		if (!back) {
			const xSymbol = `x<sup>${t}</sup>`;
			strips.push({ step: t, symbol: xSymbol, values: x[t - 1], x: xx, y: 0, rows: input.rows });
			frames.push(frame(xx, 0, xx + input.columns, input.rows));
			labels.push(label(xSymbol, [xx, input.rows / 2], { xanchor: "right" }));
			arrows.push(arrow([hMiddle, input.rows + 0.2], [hMiddle, yOfH - 0.2], ink.blue));
			matrix("V", [hMiddle + 0.2, yOfH - gap / 2], ink.blue, { xanchor: "left" });
		}
	}

	const right = left + T * (wide + gap) - gap;
	const bottom = back ? yOfH : 0;
	const picture: Picture = {
		title: options.title ?? defaultTitle(back, T),
		subtitle: options.subtitle ?? `T = ${T}, X = ${X}, H = ${H}, Y = ${Y}`,
		alt: options.alt ?? defaultAlt(back, T),
		data: [
			stripsTrace(strips, {
				scale: back ? diverging : sequential,
				range: options.range ?? (back ? symmetric(strips) : [0, 1]),
				bar: back ? "∂E/∂net" : "value",
			}),
		],
		layout: {
			height: 440,
			...drawingAxes([-1.5, right + 0.5], [bottom - 0.5, top + 0.5]),
			shapes: frames,
			annotations: [...arrows, ...labels],
			hovermode: "closest",
			margin: { l: 10, r: 10, ...(!options.steps && { b: 10 }) },
		},
	};
	return figure(options.steps ? stepByStep(picture, strips, T, back) : picture);
}

/** The picture at its end, with a frame for each step that shows only what is known by then. */
function stepByStep(
	picture: Picture,
	strips: readonly StepStrip[],
	T: number,
	back: boolean,
): Picture {
	const right = Math.max(...strips.map((s) => s.x + Math.ceil(s.values.length / s.rows)));
	const top = Math.max(...strips.map((s) => s.y + s.rows));
	const order = Array.from({ length: T }, (_, at) => (back ? T - at : at + 1));
	const frames = order.map((t) => {
		const known = strips.filter(({ step }) => (back ? step >= t : step <= t));
		return { name: String(t), data: [{ z: cells(known, right, top).z }], traces: [0] };
	});
	return animated(
		{ ...picture, layout: { ...picture.layout, height: 560 } },
		{ frames, prefix: back ? "back at t = " : "t = ", start: T - 1, rest: 900, below: 56 },
	);
}

function symmetric(strips: readonly Strip[]): [number, number] {
	const sizes = strips.flatMap(({ values }) => Array.from(values, Math.abs));
	const end = Math.max(0, ...sizes.filter(Number.isFinite)) || 1;
	return [-end, end];
}

function defaultTitle(back: boolean, T: number): string {
	return back
		? "Each δ is made of those to its right"
		: `One network, ${T === 1 ? "once" : `${T} times`}`;
}

function defaultAlt(back: boolean, T: number): string {
	return back
		? `From step ${T} back to step 1, δ_h flows left through Uᵀ, and at each step δ_y joins it through Wᵀ.`
		: `At each of ${T} steps, x^t goes up through V into h^t, h^{t-1} joins it through U, and h^t goes up through W to y^t.`;
}
