import assert from "node:assert/strict";
import type { Locator } from "playwright-core";

/** What plotly.js keeps on the element that it draws in. */
interface PlotElement extends HTMLElement {
	readonly _fullLayout: {
		readonly xaxis: { readonly range: readonly number[] };
		readonly width: number;
	};
	readonly _fullData: readonly { readonly visible: unknown; readonly y: readonly number[] }[];
}

function plot<T>(figure: Locator, read: (element: PlotElement) => T): Promise<T> {
	return figure.locator(".js-plotly-plot").evaluate(read as (element: Element) => T) as Promise<T>;
}

export const rangeOf = (figure: Locator) =>
	plot(figure, (element) => [...element._fullLayout.xaxis.range] as [number, number]);

/** The y of a figure's first trace. */
export const valuesOf = (figure: Locator) =>
	plot(figure, (element) => [...(element._fullData[0]?.y ?? [])]);

export const visibilityOf = (figure: Locator) =>
	plot(figure, (element) => element._fullData.map(({ visible }) => visible));

/** The colour that a figure stands on. */
export const paperOf = (figure: Locator) =>
	figure.evaluate((element) => {
		const svg = element.querySelector(".main-svg");
		return svg ? getComputedStyle(svg).backgroundColor : "";
	});

/** All that a figure draws of its data, as markup: another one means that it has moved. */
export const shapeOf = (figure: Locator) =>
	figure.evaluate((element) => element.querySelector(".cartesianlayer")?.innerHTML ?? "");

/** Elements around and in the figures that have something to scroll. */
export function scrollbarsIn(figures: Locator): Promise<string[]> {
	return figures.evaluateAll((elements) =>
		elements.flatMap((figure) => {
			const around = [".jp-OutputArea-child", ".jp-OutputArea"];
			return [figure, ...around.map((selector) => figure.closest(selector))]
				.filter((element) => element !== null)
				.filter(
					({ scrollWidth, clientWidth, scrollHeight, clientHeight }) =>
						scrollWidth > clientWidth || scrollHeight > clientHeight,
				)
				.map(({ className }) => className);
		}),
	);
}

/** Looks again and again, for ten seconds at most. */
export async function waitUntil(holds: () => Promise<boolean>): Promise<void> {
	for (let attempt = 0; attempt < 200; attempt++) {
		if (await holds()) return;
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	assert.fail(`did not come to hold: ${holds}`);
}
