import { type Figure, figure } from "./figure.js";
import { faint, ink, palette, wholeTicks } from "./template.js";

export interface BarsOptions {
	readonly title: string;
	readonly subtitle?: string;
	readonly alt: string;
	/** What stands below the bars: names, or places on an axis of numbers. */
	readonly x: readonly (string | number)[];
	/** Bars side by side, or with `stacked` on top of each other. */
	readonly series: readonly {
		readonly name: string;
		readonly y: ArrayLike<number>;
		readonly colour?: string;
	}[];
	readonly stacked?: boolean;
	/** The bar to point out, by place: it keeps its colour, the others turn grey. */
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
	return figure({
		title,
		...(subtitle !== undefined && { subtitle }),
		alt,
		data: series.map(({ name, y, colour = palette[series.findIndex((s) => s.name === name)] }) => ({
			type: "bar" as const,
			name,
			x: [...x],
			y: Array.from(y),
			marker: {
				color:
					chosen === undefined ? colour : x.map((_, at) => (at === chosen ? colour : ink.grey)),
				line: { width: 0 },
			},
			hovertemplate: `${options.hover ?? `${xTitle} %{x}: %{y:.4~g}`}<extra>${name}</extra>`,
		})),
		layout: {
			...(height !== undefined && { height }),
			barmode: options.stacked ? "stack" : "group",
			bargap: 0.15,
			showlegend: series.length > 1,
			xaxis: { title: { text: xTitle }, ...wholeTicks(x) },
			yaxis: {
				title: { text: yTitle },
				zeroline: true,
				zerolinecolor: faint,
				...(yRange !== undefined && { range: yRange }),
			},
		},
	});
}
