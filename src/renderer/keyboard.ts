import { isObject, type Json } from "./figure.js";

/** One thing that a figure's slider or button does: a plotly.js function and its arguments. */
interface Act {
	method: string;
	args: readonly unknown[];
}

/**
 * Lets the keyboard work a figure's first slider and its buttons, which plotly.js leaves to the
 * mouse: Tab reaches the figure; the arrows, Page Up and Page Down, Home and End move the slider;
 * Space presses the first button (Play), and Escape the second (Pause).
 */
export class Keyboard {
	private steps: readonly Act[] = [];
	private buttons: readonly Act[] = [];

	/**
	 * @param host takes the focus
	 * @param active which step of the slider the figure shows now
	 * @param perform does what a step or a button does
	 */
	constructor(
		private readonly host: HTMLElement,
		private readonly active: () => number,
		private readonly perform: (act: Act) => void,
	) {
		host.addEventListener("keydown", this.onKey);
		host.addEventListener("focus", this.onFocus);
		host.addEventListener("blur", this.onBlur);
	}

	/** Reads the controls of the figure that is now drawn. */
	attend(layout: Json): void {
		this.steps = actsOf(firstOf(layout.sliders).steps);
		this.buttons = actsOf(firstOf(layout.updatemenus).buttons);
		if (this.steps.length + this.buttons.length > 0) {
			this.host.tabIndex = 0;
			this.host.setAttribute("aria-keyshortcuts", "ArrowLeft ArrowRight Home End Space Escape");
		} else {
			this.host.removeAttribute("tabindex");
			this.host.removeAttribute("aria-keyshortcuts");
		}
	}

	dispose(): void {
		this.host.removeEventListener("keydown", this.onKey);
		this.host.removeEventListener("focus", this.onFocus);
		this.host.removeEventListener("blur", this.onBlur);
	}

	// JupyterLab's own keys rest only where the keyboard brought the focus here: who has clicked on
	// a figure goes on using the notebook's.
	private readonly onFocus = () => {
		if (!this.host.matches(":focus-visible")) return;
		this.host.setAttribute("data-lm-suppress-shortcuts", "true");
	};

	private readonly onBlur = () => this.host.removeAttribute("data-lm-suppress-shortcuts");

	private readonly onKey = (event: KeyboardEvent) => {
		if (event.target !== this.host || event.ctrlKey || event.altKey || event.metaKey) return;
		const act = this.actOf(event.key);
		if (!act) return;
		event.preventDefault();
		event.stopPropagation();
		this.perform(act);
	};

	private actOf(key: string): Act | undefined {
		if (key === " ") return this.buttons[0];
		if (key === "Escape") return this.buttons[1];
		const last = this.steps.length - 1;
		const to = destination(key, this.active(), last);
		return to === undefined ? undefined : this.steps[Math.min(Math.max(to, 0), last)];
	}
}

function destination(key: string, from: number, last: number): number | undefined {
	const page = Math.max(1, Math.round(last / 10));
	switch (key) {
		case "ArrowLeft":
		case "ArrowDown":
			return from - 1;
		case "ArrowRight":
		case "ArrowUp":
			return from + 1;
		case "PageDown":
			return from - page;
		case "PageUp":
			return from + page;
		case "Home":
			return 0;
		case "End":
			return last;
	}
}

function firstOf(list: unknown): Json {
	const first: unknown = Array.isArray(list) ? list[0] : undefined;
	return isObject(first) ? first : {};
}

function actsOf(list: unknown): Act[] {
	if (!Array.isArray(list)) return [];
	return list.filter(isObject).map(({ method, args }) => ({
		method: typeof method === "string" ? method : "restyle",
		args: Array.isArray(args) ? args : [],
	}));
}
