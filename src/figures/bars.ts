import { wholeTicks } from "./axes.js";
import { type Figure, figure, type Titles } from "./figure.js";
import { colourOf, faint, ink } from "./template.js";

export interface BarsOptions extends Titles {
	/** What stands below the bars: names, or positions on an axis of numbers. */
	readonly x: readonly (string | number)[];
	/** Bars side by side, or with `stacked` on top of each other. */
	readonly series: readonly {
		readonly name: string;
		readonly y: ArrayLike<number>;
		/** The palette's next colour unless told. */
		readonly colour?: string;
	}[];
	readonly stacked?: boolean;
	/** The bar to point out, by its index: it keeps its colour, the others turn grey. */
	readonly chosen?: number;
	readonly xTitle: string;
	readonly yTitle: string;
	readonly yRange?: readonly [number, number];
	/** What is shown over a bar, with plotly's %{x} and %{y}. */
	readonly hover?: string;
	readonly height?: number;
}

/** Amounts by name. */
export function bars(options: BarsOptions): Figure {
	const { title, subtitle, alt, x, series, chosen, xTitle, yTitle, yRange, height } = options;
	const hover = options.hover ?? `${xTitle} %{x}: %{y:.4~g}`;
	return figure({
		title,
		subtitle,
		alt,
		data: series.map(({ name, y, colour }, index) => {
			const own = colour ?? colourOf(index);
			const color = chosen === undefined ? own : x.map((_, k) => (k === chosen ? own : ink.grey));
			return {
				type: "bar",
				name,
				x: [...x],
				y: Array.from(y),
				marker: { color, line: { width: 0 } },
				hovertemplate: `${hover}<extra>${name}</extra>`,
			};
		}),
		layout: {
			height,
			barmode: options.stacked ? "stack" : "group",
			bargap: 0.15,
			showlegend: series.length > 1,
			xaxis: { title: { text: xTitle }, ...wholeTicks(x) },
			yaxis: { title: { text: yTitle }, zeroline: true, zerolinecolor: faint, range: yRange },
		},
	});
}
