/** KaTeX's extension that typesets the formulas in an element's text; it comes without types. */
declare module "katex/contrib/auto-render" {
	import type { KatexOptions } from "katex";

	interface AutoRenderOptions extends KatexOptions {
		readonly delimiters: readonly {
			readonly left: string;
			readonly right: string;
			readonly display: boolean;
		}[];
	}

	export default function renderMathInElement(
		element: HTMLElement,
		options: AutoRenderOptions,
	): void;
}
