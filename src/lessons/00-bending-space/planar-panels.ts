import type { Point } from "../../figures/drawing.js";
import { type Figure, figure, type Titles } from "../../figures/figure.js";
import { span } from "../../figures/subplots.js";
import { twoSets } from "./two-sets.js";

export interface PlanarPanel {
	readonly name: string;
	readonly points: readonly Point[];
	readonly sets: ArrayLike<number>;
}

/** Pairs of sets in the plane, side by side, all to the same scale. */
export function planarPanels({
	title,
	subtitle,
	alt,
	panels,
}: Titles & { readonly panels: readonly PlanarPanel[] }): Figure {
	const furthest = panels.flatMap(({ points }) => points.flat()).map(Math.abs);
	const extent = 1.08 * Math.max(1, ...furthest);
	const side = { range: [-extent, extent], constrain: "domain", tickvals: [-1, 0, 1] };
	const names = panels.map((_, k) => (k === 0 ? "x" : `x${k + 1}`));
	const axes = panels.map((_, k) => [
		names[k].replace("x", "xaxis"),
		{
			...side,
			title: { text: "x<sub>1</sub>" },
			domain: span(k, panels.length, 0.06 / panels.length, 0.03 / panels.length),
			scaleanchor: "y",
		},
	]);
	return figure({
		title,
		subtitle,
		alt,
		data: panels.flatMap(({ points, sets }, k) =>
			twoSets(
				points,
				sets,
				{ xaxis: names[k], yaxis: "y" },
				"x<sub>1</sub> %{x:.2f}, x<sub>2</sub> %{y:.2f}",
			).map((trace) => ({ ...trace, showlegend: k === 0 })),
		),
		layout: {
			height: 390,
			margin: { t: 118 },
			legend: { y: 1.1 },
			...Object.fromEntries(axes),
			yaxis: { ...side, title: { text: "x<sub>2</sub>" } },
			annotations: panels.map(({ name }, k) => ({
				text: `<b>${name}</b>`,
				xref: `${names[k]} domain`,
				yref: "y domain",
				x: 0.5,
				y: 1.02,
				yanchor: "bottom",
			})),
		},
	});
}
