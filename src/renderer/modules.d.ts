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

/** The same of its notebooks: the part that marks need. */
declare module "@jupyterlab/notebook" {
	import type { Token } from "@lumino/coreutils";
	import type { ISignal } from "@lumino/signaling";
	import type { Widget } from "@lumino/widgets";

	export interface Cell extends Widget {
		readonly model: {
			readonly id: string;
			readonly type: string;
			readonly sharedModel: { getSource(): string };
		};
	}
	export interface Notebook extends Widget {
		readonly model: { readonly contentChanged: ISignal<unknown, unknown> } | null;
		readonly modelChanged: ISignal<unknown, unknown>;
		readonly widgets: readonly Cell[];
	}
	export interface IComm {
		readonly isDisposed: boolean;
		onMsg: (message: { readonly content: { readonly data: object } }) => void;
		open(): unknown;
		send(data: object): unknown;
	}
	export interface IKernelConnection {
		readonly info: Promise<{ readonly implementation: string }>;
		hasComm(id: string): boolean;
		createComm(target: string, id: string): IComm;
	}
	export interface ISessionContext {
		readonly session: { readonly kernel: IKernelConnection | null } | null;
		readonly kernelChanged: ISignal<unknown, unknown>;
		readonly connectionStatusChanged: ISignal<unknown, string>;
	}
	export interface NotebookPanel extends Widget {
		readonly content: Notebook;
		readonly sessionContext: ISessionContext;
		readonly toolbar: Widget & {
			/** @returns whether there is something of the name `at` */
			insertAfter(at: string, name: string, widget: Widget): boolean;
			insertItem(at: number, name: string, widget: Widget): boolean;
		};
	}
	export const NotebookActions: {
		/** @returns whether all went well */
		runCells(
			notebook: Notebook,
			cells: readonly Cell[],
			sessionContext: ISessionContext,
		): Promise<boolean>;
	};
	export interface INotebookTracker {
		readonly currentWidget: NotebookPanel | null;
		readonly currentChanged: ISignal<unknown, unknown>;
		readonly widgetAdded: ISignal<unknown, NotebookPanel>;
		forEach(act: (panel: NotebookPanel) => void): void;
	}
	export const INotebookTracker: Token<INotebookTracker>;
}

declare module "@jupyterlab/settingregistry" {
	import type { Token } from "@lumino/coreutils";
	import type { ISignal } from "@lumino/signaling";

	export interface ISettingRegistry {
		load(plugin: string): Promise<{
			readonly composite: Readonly<Record<string, unknown>>;
			readonly changed: ISignal<unknown, unknown>;
			set(key: string, value: boolean): Promise<void>;
		}>;
	}
	export const ISettingRegistry: Token<ISettingRegistry>;
}

declare module "@jupyterlab/translation" {
	import type { Token } from "@lumino/coreutils";

	export interface ITranslator {
		readonly languageCode: string;
	}
	export const ITranslator: Token<ITranslator>;
}

declare module "@jupyterlab/apputils" {
	import type { Token } from "@lumino/coreutils";

	export interface ICommandPalette {
		addItem(item: { readonly command: string; readonly category: string }): unknown;
	}
	export const ICommandPalette: Token<ICommandPalette>;
}

declare module "*.css";
