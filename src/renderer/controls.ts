import type plotly from "plotly.js/lib/core";
import { spoken } from "./figure.js";
import { type Json, objectsIn } from "./json.js";
import { type Act, SliderHandle, stepsOf } from "./slider.js";

/** The element that plotly.js draws in, with what it adds to that. */
export interface Canvas extends HTMLElement {
	readonly layout: Json;
	on(event: string, listener: () => void): void;
}

/** What a slider's step may call. */
const METHODS = ["animate", "restyle", "relayout", "update"] as const;

/**
 * plotly.js leaves a figure's sliders and buttons to the mouse. Over each of them lies an invisible
 * element for Tab and for screen readers, through which the mouse reaches what is below: a slider
 * with its value in words, or a button with its label. On a slider, Space and Escape press the
 * buttons that play the frames and that stop them.
 */
export class Controls {
	private readonly sliders: SliderHandle[] = [];
	private readonly buttons: HTMLButtonElement[] = [];
	private canvas: Canvas | undefined;
	private layout: Json = {};
	/** plotly.js fades out what an open menu has offered, and says nothing when it is gone. */
	private readonly menus = new MutationObserver(() => this.place());

	constructor(
		private readonly host: HTMLElement,
		private readonly library: () => typeof plotly | undefined,
	) {}

	/** Reads the controls of the figure that is now drawn. */
	attend(canvas: Canvas, layout: Json): void {
		this.layout = layout;
		if (this.canvas !== canvas) {
			this.canvas = canvas;
			canvas.on("plotly_afterplot", () => this.place());
			canvas.on("plotly_sliderchange", () => this.follow());
		}
		const drawn = slidersOf(layout);
		for (const { element } of this.sliders.splice(drawn.length)) element.remove();
		for (const [at, { slider }] of drawn.entries()) {
			this.sliders[at] ??= this.newSlider(at);
			this.sliders[at].attend(slider);
		}
		this.follow();
		this.menus.disconnect();
		const menus = canvas.querySelector(".menulayer");
		if (menus) this.menus.observe(menus, { childList: true, subtree: true });
		this.place();
	}

	clear(): void {
		this.canvas = undefined;
		this.menus.disconnect();
		for (const { element } of this.sliders.splice(0)) element.remove();
		for (const button of this.buttons.splice(0)) button.remove();
	}

	/** Takes over where plotly.js has the sliders. */
	private follow(): void {
		for (const [at, { place }] of slidersOf(this.layout).entries()) {
			const active = objectsIn(this.canvas?.layout.sliders)[place]?.active;
			this.sliders[at]?.follow(typeof active === "number" ? active : 0);
		}
	}

	/** Lays the elements over what plotly.js has drawn. */
	private place(): void {
		const { canvas } = this;
		if (!canvas) return;
		const groups = canvas.querySelectorAll(".slider-group");
		for (const [at, { element }] of this.sliders.entries()) this.lay(element, groups[at]);
		const drawn = buttonsIn(canvas);
		for (const button of this.buttons.splice(drawn.length)) {
			// An open menu has closed: the focus goes back to what is left.
			if (button === document.activeElement) this.buttons.at(-1)?.focus();
			button.remove();
		}
		for (const [at, below] of drawn.entries()) {
			this.buttons[at] ??= this.newButton(at);
			this.buttons[at].setAttribute("aria-label", this.nameOf(below));
			this.lay(this.buttons[at], below);
		}
	}

	private lay(element: HTMLElement, below: Element | undefined): void {
		if (!below) return;
		const [from, to] = [this.host.getBoundingClientRect(), below.getBoundingClientRect()];
		Object.assign(element.style, {
			left: `${to.left - from.left}px`,
			top: `${to.top - from.top}px`,
			width: `${to.width}px`,
			height: `${to.height}px`,
		});
	}

	private newSlider(at: number): SliderHandle {
		const handle = new SliderHandle((index, act) => this.move(at, index, act));
		handle.element.addEventListener("keydown", (event) => {
			const wanted = event.key === " " ? "play" : event.key === "Escape" ? "pause" : undefined;
			const button = wanted && this.canvas && this.find(wanted, this.canvas);
			if (!button) return;
			event.preventDefault();
			event.stopPropagation();
			press(button);
		});
		this.host.insertBefore(handle.element, this.canvas ?? null);
		return handle;
	}

	private newButton(at: number): HTMLButtonElement {
		const button = document.createElement("button");
		button.type = "button";
		button.className = "unrolled-figure-control";
		button.setAttribute("data-lm-suppress-shortcuts", "true");
		button.addEventListener("click", () => {
			const below = this.canvas && buttonsIn(this.canvas)[at];
			if (below) press(below);
		});
		this.host.insertBefore(button, this.canvas ?? null);
		return button;
	}

	private move(at: number, index: number, { method, args }: Act): void {
		const { canvas } = this;
		const library = this.library();
		const place = slidersOf(this.layout)[at]?.place;
		if (!canvas || !library || place === undefined) return;
		const moved = library.relayout(canvas, `sliders[${place}].active`, index);
		const known = METHODS.find((name) => name === method);
		const done = known && library[known](canvas, ...args);
		Promise.all([moved, done]).catch(() => {
			// An animation that another one interrupts rejects: nothing is wrong.
		});
	}

	private find(wanted: Deed, canvas: Canvas): Element | undefined {
		return buttonsIn(canvas).find((button) => this.deedOf(button) === wanted);
	}

	private nameOf(button: Element): string {
		const label = labelOf(button);
		return this.deedOf(button) === "pause" && !/\p{L}/u.test(label) ? "Pause" : label;
	}

	private deedOf(button: Element): Deed | undefined {
		const label = labelOf(button);
		const all = objectsIn(this.layout.updatemenus).flatMap((menu) => objectsIn(menu.buttons));
		const { method, args } = all.find((one) => spoken(`${one.label}`) === label) ?? {};
		if (method !== "animate" || !Array.isArray(args)) return undefined;
		if (Array.isArray(args[0]) && args[0][0] === null) return "pause";
		return args[0] === null || args[0] === undefined ? "play" : undefined;
	}
}

/** What a button does to the frames: plotly.js plays all for `null`, and none for `[null]`. */
type Deed = "play" | "pause";

/** The sliders that plotly.js draws, and where each stands in the layout. */
function slidersOf(layout: Json): { slider: Json; place: number }[] {
	return objectsIn(layout.sliders)
		.map((slider, place) => ({ slider, place }))
		.filter(({ slider }) => slider.visible !== false && stepsOf(slider).length > 1);
}

/** Buttons, the heads of menus, and what an open menu offers. */
function buttonsIn(canvas: Canvas): Element[] {
	return [
		...canvas.querySelectorAll(
			".updatemenu-header, .updatemenu-button, .updatemenu-dropdown-button",
		),
	];
}

function labelOf(button: Element): string {
	return button.querySelector("text")?.textContent?.trim() ?? "";
}

function press(button: Element): void {
	button.dispatchEvent(new MouseEvent("click", { bubbles: true }));
}
