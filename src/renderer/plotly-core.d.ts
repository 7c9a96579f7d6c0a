/** The part of plotly.js that the renderer calls; the package ships no types of its own. */
declare module "plotly.js/lib/core" {
	import type { Figure } from "./figure.js";

	interface Plotly {
		register(modules: readonly unknown[]): void;
		/** Draws the figure in the element, or changes what is drawn there into it. */
		react(element: HTMLElement, figure: Figure): Promise<unknown>;
		relayout(element: HTMLElement, ...change: unknown[]): Promise<unknown>;
		restyle(element: HTMLElement, ...change: unknown[]): Promise<unknown>;
		update(element: HTMLElement, ...change: unknown[]): Promise<unknown>;
		animate(element: HTMLElement, ...frames: unknown[]): Promise<unknown>;
		purge(element: HTMLElement): void;
		toImage(figure: Figure, options: Record<string, unknown>): Promise<string>;
	}
	const plotly: Plotly;
	export default plotly;
}

declare module "plotly.js/lib/bar" {
	const trace: unknown;
	export default trace;
}

declare module "plotly.js/lib/heatmap" {
	const trace: unknown;
	export default trace;
}

declare module "plotly.js/lib/contour" {
	const trace: unknown;
	export default trace;
}

declare module "*.css";
