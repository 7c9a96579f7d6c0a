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

declare module "plotly.js/src/components/color" {
	const color: {
		combine(front: string, back: string): string;
		/** The colour in which to write on another one. */
		contrast(under: string, lighter?: number, darker?: number): string;
	};
	export default color;
}

declare module "plotly.js/src/components/images" {
	const images: {
		draw(
			canvas: HTMLElement & { _fullLayout: { images: { source: string; visible: boolean }[] } },
		): void;
	};
	export default images;
}

declare module "plotly.js/src/components/updatemenus/constants" {
	const constants: { activeColor: string; hoverColor: string };
	export default constants;
}

declare module "plotly.js/src/lib/svg_text_utils" {
	interface Text {
		text(): string;
		text(value: string): Text;
	}
	const texts: { convertToTspans(text: Text, ...others: unknown[]): unknown };
	export default texts;
}

declare module "tinycolor2" {
	const tinycolor: { readability(a: string, b: string): number };
	export default tinycolor;
}

/** JupyterLab's registry of renderers, which its pages share; the package is not installed here. */
declare module "@jupyterlab/rendermime" {
	import type { IRenderMime } from "@jupyterlab/rendermime-interfaces";
	import type { Token } from "@lumino/coreutils";

	export interface IRenderMimeRegistry {
		addFactory(factory: IRenderMime.IRendererFactory, rank: number): void;
		getFactory(mimeType: string): IRenderMime.IRendererFactory | undefined;
		/** The form of a bundle that JupyterLab would show; "ensure" where it must be safe. */
		preferredMimeType(
			bundle: IRenderMime.IMimeModel["data"],
			safe: "ensure" | "prefer" | "any",
		): string | undefined;
	}
	export const IRenderMimeRegistry: Token<IRenderMimeRegistry>;
}

declare module "*.css";
