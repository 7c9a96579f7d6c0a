import { animated } from "../../figures/animation.js";
import { bytes } from "../../figures/bytes.js";
import { type Figure, figure, type Titles } from "../../figures/figure.js";
import { cellsOf } from "../../figures/heatmap.js";
import { type ColourScale, colourAt } from "../../figures/template.js";
import { phrase } from "../../words/phrase.js";

export interface ErrorMapOptions extends Titles {
	/** One map for each moment of training: how many bits of a + b were wrong, a by b. */
	readonly maps: readonly {
		readonly iteration: number;
		readonly wrong: readonly ArrayLike<number>[];
	}[];
	/** How many bits a sum has: the most that can be wrong. */
	readonly bits: number;
	/** The index of the moment that is shown first. Default: the last one. */
	readonly start?: number;
}

/** Right sums are as quiet as the ground, on white and on dark; wrong ones glow. */
const none = "#8fa3b0";
const wrongness: ColourScale = [
	[0, "#f0c05a"],
	[0.3, "#e8853a"],
	[0.65, "#b3391b"],
	[1, "#5c1010"],
];

/** One even band of colour for each count, from 0 to `bits`. */
function bands(bits: number): ColourScale {
	return Array.from({ length: bits + 1 }, (_, wrong) => {
		const colour = wrong === 0 ? none : colourAt(wrongness, (wrong - 1) / Math.max(1, bits - 1));
		return [wrong / (bits + 1), (wrong + 1) / (bits + 1)].map((at) => [at, colour] as const);
	}).flat();
}

/** Which of all sums are wrong, as training goes on: a slider over the moments. */
export function errorMap(options: ErrorMapOptions): Figure {
	const { title, subtitle, alt, maps, bits } = options;
	if (maps.length === 0) throw new RangeError("maps must hold one moment or more (got 0)");
	const start = options.start ?? maps.length - 1;
	const frames = maps.map((map) => ({
		name: String(map.iteration),
		data: [{ z: bytes(map.wrong) }],
		traces: [0],
		layout: { annotations: [count(map)] },
	}));
	const axis = { showgrid: false, constrain: "domain", dtick: 16 };
	const picture = {
		title,
		subtitle,
		alt,
		data: [
			cellsOf({
				z: bytes(maps[start].wrong),
				range: [-0.5, bits + 0.5],
				scale: bands(bits),
				colorbar: { title: { text: phrase`wrong bits`, side: "right" }, dtick: 1 },
				hover: phrase`%{y} + %{x}: %{z} wrong bits<extra></extra>`,
			}),
		],
		layout: {
			height: 580,
			xaxis: { ...axis, title: { text: "b" } },
			yaxis: { ...axis, title: { text: "a" }, scaleanchor: "x" },
			annotations: [count(maps[start])],
			margin: { t: 96 },
		},
	};
	return figure(animated(picture, { frames, prefix: phrase`iteration `, start, rest: 700 }));
}

function count({ iteration, wrong }: ErrorMapOptions["maps"][number]) {
	const all = wrong.flatMap((row) => Array.from(row));
	const right = all.filter((bits) => bits === 0).length;
	const share = ((100 * right) / all.length).toFixed(1);
	return {
		text: phrase`iteration ${iteration.toLocaleString("en")}: ${right.toLocaleString("en")} of ${all.length.toLocaleString("en")} sums right (${share} %)`,
		xref: "paper",
		yref: "paper",
		x: 0.5,
		y: 1,
		xanchor: "center",
		yanchor: "bottom",
		showarrow: false,
	};
}
