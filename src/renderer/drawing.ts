import type plotly from "plotly.js/lib/core";
import { type Canvas, Controls } from "./controls.js";
import { altText, type Figure, readFigure } from "./figure.js";
import type { Json } from "./json.js";
import { wantsNoMotion, withoutMotion } from "./motion.js";
import { Sight } from "./sight.js";
import { lookOf, onThemeChange, themed } from "./theme.js";

const DEFAULT_HEIGHT = 400;

/** What a figure may set of plotly's config: how it is handled, nothing that calls elsewhere. */
const ALLOWED_CONFIG = ["displayModeBar", "doubleClick", "scrollZoom", "staticPlot"];

/** plotly.js, once it has come: the same for every figure of the page. */
let library: typeof plotly | undefined;

/**
 * Keeps one figure drawn in one element: at the element's width, in the page's theme, and
 * changed in place when another figure is shown. What is out of sight waits until it comes near.
 */
export class Drawing {
	/** What plotly.js draws in, while there is something drawn. */
	private canvas: Canvas | undefined;
	private wanted: Figure | undefined;
	/** The figure's own template, to lay the next theme on. */
	private template: unknown;
	private drawn: { width: number; height: number } | undefined;
	private scheduled: Promise<void> | undefined;
	private themeChanged = false;
	private disposed = false;
	private readonly sight: Sight;
	private readonly endTheme: () => void;
	private readonly controls: Controls;

	/**
	 * @param host the element; nothing else changes it while a figure is shown
	 * @param onFailure called with what is wrong, a sentence each, and whether it may go by itself,
	 *   once the element is empty again
	 */
	constructor(
		private readonly host: HTMLElement,
		private readonly onFailure: (problems: readonly string[], mayPass: boolean) => void,
	) {
		host.classList.add("unrolled-figure");
		host.addEventListener("click", openLinkApart, { capture: true });
		this.sight = new Sight(
			host,
			() => void this.schedule(),
			() => void this.work().catch((error: unknown) => this.fail([messageOf(error)])),
		);
		this.endTheme = onThemeChange(() => {
			this.themeChanged = true;
			this.schedule();
		});
		this.controls = new Controls(host, () => library);
	}

	/**
	 * Shows a figure, or reports what is wrong with it.
	 * @param value what the mime bundle holds; not changed
	 * @param trusted whether it may fetch images
	 */
	show(value: unknown, trusted: boolean): Promise<void> {
		const figure = readFigure(value);
		if (Array.isArray(figure)) {
			this.fail(figure);
			return Promise.resolve();
		}
		this.wanted = figure;
		this.host.classList.toggle("unrolled-figure-trusted", trusted);
		this.fitHost(figure.layout);
		return this.schedule();
	}

	dispose(): void {
		this.disposed = true;
		this.sight.end();
		this.endTheme();
		this.host.removeEventListener("click", openLinkApart, { capture: true });
		this.clear();
	}

	/**
	 * Everything to be drawn waits for the next frame of the screen, where the newest figure is
	 * drawn once, however many came.
	 */
	private schedule(): Promise<void> {
		if (!this.sight.isNear || this.disposed) return Promise.resolve();
		this.scheduled ??= new Promise((resolve) => {
			requestAnimationFrame(() => {
				this.work()
					.catch((error: unknown) => this.fail([messageOf(error)]))
					.finally(() => {
						this.scheduled = undefined;
						resolve();
						const more = this.wanted !== undefined || this.themeChanged;
						// Between two frames it may be without a width: then the next one tries again.
						if (more) this.schedule();
					});
			});
		});
		return this.scheduled;
	}

	private async work(): Promise<void> {
		if (!library && !(await this.load())) return;
		const { clientWidth: width, clientHeight: height } = this.host;
		if (width === 0 || this.disposed || !library) return;
		if (this.wanted) {
			const figure = this.wanted;
			this.wanted = undefined;
			this.themeChanged = false;
			this.drawn = { width, height };
			await this.draw(library, figure);
			return;
		}
		if (!this.canvas || !this.drawn) return;
		if (this.themeChanged) {
			this.themeChanged = false;
			const template = themed(this.template, lookOf(this.host));
			await library.relayout(this.canvas, { template });
		}
		if (this.canvas && (width !== this.drawn.width || height !== this.drawn.height)) {
			this.drawn = { width, height };
			await library.relayout(this.canvas, { autosize: true });
		}
	}

	/** Gets plotly.js from the server, which may be gone. */
	private async load(): Promise<boolean> {
		try {
			library = (await import("./plotly.js")).default;
		} catch {
			this.fail(["plotly.js, which draws it, could not be loaded: is the server there?"], true);
		}
		return library !== undefined;
	}

	private async draw(by: typeof plotly, figure: Figure): Promise<void> {
		this.canvas ??= this.newCanvas();
		const { canvas } = this;
		this.template = figure.layout.template;
		const { data, layout, frames, config } = wantsNoMotion() ? withoutMotion(figure) : figure;
		const { width: _, height: __, ...kept } = layout;
		try {
			await by.react(canvas, {
				data,
				...(frames && { frames }),
				layout: {
					// The same revision each time: what the reader zoomed or hid stays over an update.
					uirevision: "the reader's",
					...kept,
					autosize: true,
					template: themed(this.template, lookOf(this.host)),
				},
				config: {
					...pick(config ?? {}, ALLOWED_CONFIG),
					displaylogo: false,
					showEditInChartStudio: false,
					showSendToCloud: false,
					modeBarButtonsToRemove: ["lasso2d", "select2d"],
				},
			});
		} catch (error) {
			// It may have been taken away meanwhile, and plotly.js stumbled over that.
			if (this.canvas === canvas) throw error;
		}
		if (this.canvas === canvas) this.controls.attend(canvas, layout);
	}

	private newCanvas(): Canvas {
		this.host.replaceChildren();
		const canvas = document.createElement("div");
		canvas.className = "unrolled-figure-canvas";
		this.host.append(canvas);
		return canvas as unknown as Canvas;
	}

	/**
	 * The element takes the figure's height at once, so that nothing jumps when it is drawn; a
	 * width is only the widest it gets, so that nothing has to scroll.
	 */
	private fitHost(layout: Json): void {
		const { height, width } = layout;
		this.host.style.height = `${isSize(height) ? height : DEFAULT_HEIGHT}px`;
		this.host.style.maxWidth = isSize(width) ? `${width}px` : "";
		this.host.setAttribute("role", "figure");
		this.host.setAttribute("aria-label", altText(layout));
	}

	private fail(problems: readonly string[], mayPass = false): void {
		if (this.disposed) return;
		this.wanted = undefined;
		this.clear();
		this.host.removeAttribute("role");
		this.host.removeAttribute("aria-label");
		Object.assign(this.host.style, { height: "", maxWidth: "" });
		this.onFailure(problems, mayPass);
	}

	private clear(): void {
		this.controls.clear();
		if (this.canvas) library?.purge(this.canvas);
		this.canvas = undefined;
		this.drawn = undefined;
		this.host.replaceChildren();
	}
}

/**
 * A link in a figure's text opens beside the page, never in its place. (plotly.js lets only
 * http, https and mailto through.)
 */
function openLinkApart(event: Event): void {
	const link = event.target instanceof Element ? event.target.closest("svg a") : null;
	const address = link?.getAttribute("xlink:href") ?? link?.getAttribute("href");
	if (!address) return;
	event.preventDefault();
	event.stopPropagation();
	if (/^(https?|mailto):/i.test(address)) window.open(address, "_blank", "noopener");
}

function pick(object: Json, keys: readonly string[]): Json {
	return Object.fromEntries(Object.entries(object).filter(([key]) => keys.includes(key)));
}

function isSize(value: unknown): value is number {
	return typeof value === "number" && value > 0;
}

function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
