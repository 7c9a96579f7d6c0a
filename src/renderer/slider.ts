import { spoken } from "./figure.js";
import { isObject, type Json } from "./json.js";
import { inPageLanguage } from "./words.js";

/** One thing that a figure's slider does: a plotly.js function and its arguments. */
export interface Act {
	readonly method: string;
	readonly args: readonly unknown[];
}

interface Step extends Act {
	/** Its place among all steps, as plotly.js counts. */
	readonly index: number;
	readonly words: string;
}

/**
 * A figure's slider for the keyboard and for screen readers: an element with the role and the value
 * in words. The arrows, Page Up and Page Down, Home and End move it.
 */
export class SliderHandle {
	readonly element = document.createElement("div");
	private steps: readonly Step[] = [];
	/** Which of the steps; plotly.js itself forgets where a step by several properties has led. */
	private at = 0;

	/** @param move goes to a step, by plotly's count, and does what that step does */
	constructor(private readonly move: (index: number, act: Act) => void) {
		this.element.className = "unrolled-figure-control";
		this.element.tabIndex = 0;
		// JupyterLab's own keys rest here.
		this.element.setAttribute("data-lm-suppress-shortcuts", "true");
		this.element.setAttribute("role", "slider");
		this.element.setAttribute("aria-label", inPageLanguage("Step of the figure"));
		this.element.setAttribute("aria-valuemin", "0");
		this.element.setAttribute(
			"aria-keyshortcuts",
			"ArrowLeft ArrowRight ArrowDown ArrowUp PageDown PageUp Home End Space Escape",
		);
		this.element.addEventListener("keydown", this.onKey);
	}

	/** Takes over a slider of the figure's layout. */
	attend(slider: Json): void {
		this.steps = stepsOf(slider);
		this.element.setAttribute("aria-valuemax", `${this.steps.length - 1}`);
	}

	/** @param active the step that plotly.js shows, by its count */
	follow(active: number): void {
		this.say(this.steps.findIndex(({ index }) => index === active));
	}

	private say(at: number): void {
		this.at = Math.max(at, 0);
		this.element.setAttribute("aria-valuenow", `${this.at}`);
		this.element.setAttribute("aria-valuetext", this.steps[this.at]?.words ?? "");
	}

	private readonly onKey = (event: KeyboardEvent) => {
		if (event.ctrlKey || event.altKey || event.metaKey) return;
		const last = this.steps.length - 1;
		const wanted = destination(event.key, this.at, last);
		if (wanted === undefined) return;
		event.preventDefault();
		event.stopPropagation();
		const to = Math.min(Math.max(wanted, 0), last);
		const step = this.steps[to];
		if (step === undefined || to === this.at) return;
		this.say(to);
		this.move(step.index, step);
	};
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

/** The steps that plotly.js draws: it leaves out those that are hidden and those that do nothing. */
export function stepsOf(slider: Json): Step[] {
	const { prefix = "", suffix = "" } = isObject(slider.currentvalue) ? slider.currentvalue : {};
	const steps: readonly unknown[] = Array.isArray(slider.steps) ? slider.steps : [];
	return steps.flatMap((step, index) => {
		if (!isObject(step) || step.visible === false) return [];
		const { method = "restyle", args = [], label = `step-${index}`, execute } = step;
		if (method !== "skip" && !Array.isArray(step.args)) return [];
		return [
			{
				index,
				words: spoken(`${prefix}${label}${suffix}`),
				method: execute === false ? "skip" : `${method}`,
				args: Array.isArray(args) ? args : [],
			},
		];
	});
}
