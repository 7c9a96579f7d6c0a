import { isObject, type Json, objectsIn } from "./json.js";

/** What a figure may weigh: a browser draws as much in about ten seconds, all of them frozen. */
export const MOST = 1_500_000;

/** An element for each point, rather than one line or one image for all: five times as slow. */
const POINT_BY_POINT = 5;

/** What a trace, a shape or an annotation takes before its first point. */
const ITEM = 500;

/** What is wrong with the size of a figure: a sentence, or nothing. */
export function problemOfSize({ data, layout, frames }: Json): string | undefined {
	let weight = weightOf(frames, MOST);
	for (const trace of objectsIn(data)) {
		if (weight > MOST) break;
		const each = isPointByPoint(trace) ? POINT_BY_POINT : 1;
		weight += ITEM + each * weightOf(trace, MOST - weight);
	}
	if (isObject(layout)) {
		for (const items of [layout.shapes, layout.annotations])
			weight += ITEM * objectsIn(items).length;
		weight += weightOf(layout, MOST - weight);
	}
	if (weight <= MOST) return undefined;
	const most = MOST.toLocaleString("en");
	return `a figure must hold at most ${most} values, where those of markers, texts and bars count ${POINT_BY_POINT} times (this one holds more): draw fewer points`;
}

function isPointByPoint({ type = "scatter", mode }: Json): boolean {
	return type === "bar" || (type === "scatter" && /markers|text/.test(`${mode}`));
}

/**
 * How many values there are in a value, counted no further than past `most`. Eight letters of text
 * are one more: plotly writes arrays of numbers as text, too.
 */
function weightOf(value: unknown, most: number): number {
	if (typeof value === "string") return 1 + value.length / 8;
	if (typeof value !== "object" || value === null) return 1;
	let weight = 1;
	for (const item of Object.values(value)) {
		weight += weightOf(item, most - weight);
		if (weight > most) break;
	}
	return weight;
}
