import type { Figure } from "./figure.js";
import { isObject, type Json, objectsIn } from "./json.js";

/** Whether the reader has asked their system for less motion. */
export const wantsNoMotion = (): boolean => matchMedia("(prefers-reduced-motion: reduce)").matches;

/**
 * A figure that changes at once wherever plotly.js would slide from one picture to the next. Its
 * frames still follow each other where the reader has pressed Play.
 */
export function withoutMotion(figure: Figure): Figure {
	const { transition: _, ...layout } = figure.layout;
	const sliders = objectsIn(layout.sliders).map((slider) => ({
		...slider,
		transition: { duration: 0 },
		steps: objectsIn(slider.steps).map(atOnce),
	}));
	const updatemenus = objectsIn(layout.updatemenus).map((menu) => ({
		...menu,
		buttons: objectsIn(menu.buttons).map(atOnce),
	}));
	return { ...figure, layout: { ...layout, sliders, updatemenus } };
}

/** A slider's step or a button that animates, without plotly's half second between two frames. */
function atOnce(act: Json): Json {
	if (act.method !== "animate" || !Array.isArray(act.args)) return act;
	const [frames, options] = act.args;
	const timing = { ...(isObject(options) ? options : {}), transition: { duration: 0 } };
	return { ...act, args: [frames, timing] };
}
