import {
	type Choice,
	isWhole,
	limitsOf,
	type NumberRange,
	type Range,
	type Switch,
} from "../hyperparameters.js";
import type { Data, Kernel } from "../kernel.js";
import { Widget } from "./widget.js";

export type Value = number | string | boolean;

/** One range as a widget: what it shows, and what its state says in the range's own terms. */
export interface Control {
	/** What the reader moves. */
	readonly widget: Widget;
	/** What stands in its row. */
	readonly row: readonly Widget[];
	/** The value that a change of the widget's state stands for; undefined where it has none. */
	read(changes: Data): unknown;
	set(value: Value): void;
}

/** What all controls of a panel share, so that they line up. */
export interface Looks {
	readonly style: Widget;
	readonly layout: Widget;
}

export function control(kernel: Kernel, label: string, range: Range, looks: Looks): Control {
	if ("options" in range) return dropdown(kernel, label, range, looks);
	if ("min" in range) return slider(kernel, label, range, looks);
	return checkbox(kernel, label, range, looks);
}

function slider(kernel: Kernel, label: string, range: NumberRange, looks: Looks): Control {
	const scale = scaleOf(range);
	const widget = new Widget(kernel, scale.model, {
		...common(label, looks),
		...scale.state,
		value: range.value,
	});
	const limits = new Widget(kernel, "LabelModel", { value: limitsOf(range) });
	const player = range.play ? play(kernel, range, widget) : undefined;
	return {
		widget,
		row: player ? [widget, limits, player] : [widget, limits],
		read: ({ value }) => (typeof value === "number" ? scale.exact(value) : value),
		set(value) {
			player?.set({ playing: false, value });
			widget.set({ value });
		},
	};
}

/** Buttons that move a slider by themselves, step by step; the browser links the two. */
function play(kernel: Kernel, { value, min, max, step }: NumberRange, slider: Widget): Widget {
	const layout = new Widget(kernel, "LayoutModel", { width: "auto", flex: "0 0 auto" });
	const player = new Widget(kernel, "PlayModel", {
		value,
		min,
		max,
		step: step ?? 1,
		interval: 400,
		show_repeat: false,
		layout: layout.reference,
	});
	new Widget(kernel, "LinkModel", {
		source: [player.reference, "value"],
		target: [slider.reference, "value"],
	});
	return player;
}

function dropdown(kernel: Kernel, label: string, range: Choice, looks: Looks): Control {
	const index = (value: Value) => range.options.indexOf(String(value));
	const widget = new Widget(kernel, "DropdownModel", {
		...common(label, looks),
		_options_labels: range.options,
		index: index(range.value),
	});
	return {
		widget,
		row: [widget],
		read: ({ index }) => (typeof index === "number" ? range.options[index] : undefined),
		set: (value) => widget.set({ index: index(value) }),
	};
}

function checkbox(kernel: Kernel, label: string, { value }: Switch, looks: Looks): Control {
	const widget = new Widget(kernel, "CheckboxModel", {
		...common(label, looks),
		value,
		indent: true,
	});
	return {
		widget,
		row: [widget],
		read: ({ value }) => value,
		set: (value) => widget.set({ value }),
	};
}

function common(description: string, { style, layout }: Looks): Data {
	return { description, style: style.reference, layout: layout.reference };
}

/** How a range becomes a slider, and the slider's numbers become the range's. */
interface Scale {
	readonly model: string;
	readonly state: Data;
	/**
	 * The number that the slider means: what its readout says, rather than 0.30000000000000004, and
	 * the default where it stands on that.
	 */
	exact(value: number): number;
}

function scaleOf(range: NumberRange): Scale {
	if (range.scale === "log") return logarithmic(range);
	const { value: start, min, max } = range;
	const whole = isWhole(range);
	const wanted = range.step ?? niceStep((max - min) / 100);
	const step = whole ? wholeStep(start - min, wanted) : stepThrough(start - min, wanted);
	const decimals = Math.min(6, Math.max(...[min, max, start, step].map(decimalsOf)));
	return {
		model: whole ? "IntSliderModel" : "FloatSliderModel",
		state: { min, max, step, readout_format: whole ? "d" : `.${decimals}f` },
		exact: (value) => (close(value, start) ? start : Number(value.toPrecision(12))),
	};
}

function logarithmic(range: NumberRange): Scale {
	const { value: start, min, max } = range;
	const [low, high] = [Math.log10(min), Math.log10(max)];
	const whole = isWhole(range);
	return {
		model: "FloatLogSliderModel",
		state: {
			base: 10,
			min: low,
			max: high,
			step: stepThrough(Math.log10(start) - low, (high - low) / 100),
			readout_format: whole ? "d" : ".3g",
		},
		exact(value) {
			if (close(value, start)) return start;
			const rounded = whole ? Math.round(value) : Number(value.toPrecision(3));
			return Math.min(max, Math.max(min, rounded));
		},
	};
}

const close = (a: number, b: number) =>
	Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b));

/**
 * A slider stands on whole steps from its lower end only, and moves itself there. This is the
 * longest step up to `step` with which it also stands where it starts.
 */
function stepThrough(distance: number, step: number): number {
	const steps = distance / step;
	return Math.abs(steps - Math.round(steps)) < 1e-9 ? step : distance / Math.ceil(steps);
}

function wholeStep(distance: number, step: number): number {
	return distance % step === 0 ? step : wholeStep(step, distance % step);
}

/** The next of 1, 2, 5, 10, … times a power of ten. */
function niceStep(step: number): number {
	const unit = 10 ** Math.floor(Math.log10(step));
	const times = [1, 2, 5, 10].find((times) => times * unit >= step * (1 - 1e-9)) ?? 10;
	return Number((times * unit).toPrecision(1));
}

function decimalsOf(value: number): number {
	const [, decimals = ""] = Number(value.toPrecision(4)).toFixed(6).split(".");
	return decimals.replace(/0+$/, "").length;
}
