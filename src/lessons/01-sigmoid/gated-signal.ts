import { type Figure, figure, type Titles, type Trace } from "../../figures/figure.js";
import { ink } from "../../figures/template.js";
import { phrase } from "../../words/phrase.js";

export interface GatedSignalOptions extends Titles {
	/** The signal and the gate, S(net), at steps 1, 2, 3, … */
	readonly signal: ArrayLike<number>;
	readonly gate: ArrayLike<number>;
}

/** A signal before and after a gate, and below them how far the gate is open. */
export function gatedSignal({ title, subtitle, alt, signal, gate }: GatedSignalOptions): Figure {
	const t = Array.from(signal, (_, k) => k + 1);
	const passed = Array.from(signal, (value, k) => value * gate[k]);
	const line = (name: string, y: ArrayLike<number>, color: string, width: number): Trace => ({
		type: "scatter",
		mode: "lines",
		name,
		x: t,
		y: Array.from(y),
		line: { color, width },
		hovertemplate: `t = %{x}: %{y:.3f}<extra>${name}</extra>`,
	});
	return figure({
		title,
		subtitle,
		alt,
		data: [
			{ ...line(phrase`signal u<sup>t</sup>`, signal, ink.grey, 1.5), opacity: 0.8 },
			line(phrase`behind the gate: g<sup>t</sup> u<sup>t</sup>`, passed, ink.blue, 2.5),
			{
				...line(phrase`gate g<sup>t</sup>`, gate, ink.vermilion, 2.5),
				yaxis: "y2",
				fill: "tozeroy",
				fillcolor: "rgba(213, 94, 0, 0.18)",
			},
		],
		layout: {
			height: 480,
			margin: { t: 84 },
			xaxis: { title: { text: phrase`step t` }, anchor: "y2" },
			yaxis: { title: { text: phrase`signal` }, domain: [0.4, 1] },
			yaxis2: {
				title: { text: phrase`gate` },
				domain: [0, 0.3],
				range: [0, 1.04],
				tickvals: [0, 0.5, 1],
			},
		},
	});
}
