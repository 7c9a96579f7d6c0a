import type plotly from "plotly.js/lib/core";
import { type Figure, isObject, type Json, readFigure } from "./figure.js";
import { Keyboard } from "./keyboard.js";
import { onThemeChange, themed } from "./theme.js";

const DEFAULT_HEIGHT = 400;

/** What a figure may set of plotly's config: how it is handled, nothing that calls elsewhere. */
const ALLOWED_CONFIG = ["displayModeBar", "doubleClick", "scrollZoom", "staticPlot"];

/**
 * Keeps one figure drawn in one element: at the element's width, in the page's theme, and
 * changed in place when another figure is shown.
 */
export class Drawing {
	/** What plotly.js draws in, while there is something drawn. */
	private canvas: HTMLElement | undefined;
	private plotly: typeof plotly | undefined;
	private wanted: Figure | undefined;
	private drawn: { width: number; height: number } | undefined;
	private scheduled: Promise<void> | undefined;
	private themeChanged = false;
	/** Whether it had a width when that last changed; between two frames it may be without. */
	private inSight = false;
	private disposed = false;
	private readonly resizing: ResizeObserver;
	private readonly endTheme: () => void;
	private readonly keyboard: Keyboard;

	constructor(private readonly host: HTMLElement) {
		host.classList.add("unrolled-figure");
		host.addEventListener("click", openLinkApart, { capture: true });
		// It also reports the first layout, which is when there is a width to draw at: an output
		// is filled before it is attached to the page, and a notebook in a hidden tab has none.
		this.resizing = new ResizeObserver(() => {
			this.inSight = host.clientWidth > 0;
			this.schedule();
		});
		this.resizing.observe(host);
		this.endTheme = onThemeChange(() => {
			this.themeChanged = true;
			this.schedule();
		});
		this.keyboard = new Keyboard(
			host,
			() => activeStep(this.canvas),
			({ method, args }) => {
				const { plotly: library, canvas } = this;
				if (!library || !canvas || !isControlMethod(method)) return;
				library[method](canvas, ...args).catch(() => {
					// An animation that another one interrupts rejects: nothing is wrong.
				});
			},
		);
	}

	/**
	 * Shows a figure, or what is wrong with it.
	 * @param value what the mime bundle holds; not changed
	 */
	show(value: unknown): Promise<void> {
		const figure = readFigure(value);
		if (Array.isArray(figure)) {
			this.fail(figure);
			return Promise.resolve();
		}
		this.wanted = figure;
		this.fitHost(figure.layout);
		return this.schedule();
	}

	dispose(): void {
		this.disposed = true;
		this.resizing.disconnect();
		this.endTheme();
		this.keyboard.dispose();
		this.host.removeEventListener("click", openLinkApart, { capture: true });
		this.clear();
	}

	/**
	 * Everything to be drawn waits for the next frame of the screen, where the newest figure is
	 * drawn once, however many came.
	 */
	private schedule(): Promise<void> {
		this.scheduled ??= new Promise((resolve) => {
			requestAnimationFrame(() => {
				this.work()
					.catch((error: unknown) => this.fail([messageOf(error)]))
					.finally(() => {
						this.scheduled = undefined;
						resolve();
						const more = this.wanted !== undefined || this.themeChanged;
						if (more && this.inSight && !this.disposed) this.schedule();
					});
			});
		});
		return this.scheduled;
	}

	private async work(): Promise<void> {
		const { clientWidth: width, clientHeight: height } = this.host;
		if (width === 0 || this.disposed) return;
		this.plotly ??= (await import("./plotly.js")).default;
		if (this.disposed) return;
		if (this.wanted) {
			const figure = this.wanted;
			this.wanted = undefined;
			this.themeChanged = false;
			await this.draw(this.plotly, figure);
			this.drawn = { width, height };
			return;
		}
		if (!this.canvas || !this.drawn) return;
		if (this.themeChanged) {
			this.themeChanged = false;
			const template = themed(this.template, this.host);
			await this.plotly.relayout(this.canvas, { template });
		}
		if (width !== this.drawn.width || height !== this.drawn.height) {
			this.drawn = { width, height };
			await this.plotly.relayout(this.canvas, { autosize: true });
		}
	}

	/** The figure's own template, to lay the next theme on. */
	private template: unknown;

	private async draw(library: typeof plotly, figure: Figure): Promise<void> {
		if (!this.canvas) {
			this.host.replaceChildren();
			this.canvas = document.createElement("div");
			this.canvas.className = "unrolled-figure-canvas";
			this.host.append(this.canvas);
		}
		this.template = figure.layout.template;
		const { width: _, height: __, ...layout } = figure.layout;
		await library.react(this.canvas, {
			...figure,
			layout: {
				// The same revision each time: what the reader zoomed or hid stays over an update.
				uirevision: "the reader's",
				...layout,
				autosize: true,
				template: themed(this.template, this.host),
			},
			config: {
				...pick(figure.config ?? {}, ALLOWED_CONFIG),
				displaylogo: false,
				showEditInChartStudio: false,
				showSendToCloud: false,
				modeBarButtonsToRemove: ["lasso2d", "select2d"],
			},
		});
		this.keyboard.attend(figure.layout);
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

	private fail(problems: readonly string[]): void {
		this.wanted = undefined;
		this.clear();
		this.host.removeAttribute("role");
		this.host.removeAttribute("aria-label");
		this.host.style.height = "";
		const box = document.createElement("div");
		box.className = "unrolled-figure-error";
		box.setAttribute("role", "alert");
		const heading = document.createElement("p");
		heading.textContent = "This figure cannot be drawn.";
		const list = document.createElement("ul");
		for (const problem of problems) {
			const item = document.createElement("li");
			item.textContent = problem;
			list.append(item);
		}
		box.append(heading, list);
		this.host.replaceChildren(box);
	}

	private clear(): void {
		if (this.canvas) this.plotly?.purge(this.canvas);
		this.canvas = undefined;
		this.drawn = undefined;
		this.host.replaceChildren();
	}
}

/** What a slider's step or a button may call. */
const CONTROL_METHODS = ["animate", "restyle", "relayout", "update"] as const;

function isControlMethod(method: string): method is (typeof CONTROL_METHODS)[number] {
	return CONTROL_METHODS.some((known) => known === method);
}

/** Where the first slider stands: plotly.js keeps it in the layout of the element it drew in. */
function activeStep(canvas: (HTMLElement & { layout?: Json }) | undefined): number {
	const sliders = canvas?.layout?.sliders;
	const slider: unknown = Array.isArray(sliders) ? sliders[0] : undefined;
	return isObject(slider) && typeof slider.active === "number" ? slider.active : 0;
}

/** The figure in words: `layout.meta.alt`, or else its title. */
export function altText(layout: Json): string {
	if (isObject(layout.meta) && typeof layout.meta.alt === "string") return layout.meta.alt;
	const title = isObject(layout.title) ? layout.title.text : layout.title;
	return typeof title === "string" && title ? title.replace(/<[^>]*>/g, " ").trim() : "Figure";
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
