import { isObject, type Json } from "./json.js";
import { problemOfSize } from "./size.js";

/** What travels under `application/vnd.plotly.v1+json`. */
export interface Figure {
	data: Json[];
	layout: Json;
	frames?: Json[];
	config?: Json;
}

/** The trace types that plotly.ts registers. */
export const TRACE_TYPES: readonly string[] = ["scatter", "bar", "heatmap", "contour"];

/** The figure in words: `layout.meta.alt`, or else its title. */
export function altText(layout: Json): string {
	if (isObject(layout.meta) && typeof layout.meta.alt === "string") return layout.meta.alt;
	const title = isObject(layout.title) ? layout.title.text : layout.title;
	return typeof title === "string" && title ? spoken(title) : "Figure";
}

/** A text of plotly's without its tags. */
export function spoken(text: string): string {
	return text.replace(/(<[^>]*>|\s)+/g, " ").trim();
}

/**
 * Reads a figure from a mime bundle, where anything may be.
 * @returns a copy (plotly.js writes into what it draws), or what is wrong with it, one
 * sentence each
 */
export function readFigure(value: unknown): Figure | string[] {
	const problems = [...problemsOf(value)];
	if (problems.length > 0 || !isObject(value)) return problems;
	const figure = structuredClone(value);
	return {
		data: figure.data as Json[],
		layout: (figure.layout ?? {}) as Json,
		...(figure.frames ? { frames: figure.frames as Json[] } : {}),
		...(figure.config ? { config: figure.config as Json } : {}),
	};
}

function* problemsOf(figure: unknown): Iterable<string> {
	if (!isObject(figure)) {
		yield `a figure must be an object with data and layout (got ${describe(figure)})`;
		return;
	}
	const tooBig = problemOfSize(figure);
	if (tooBig) {
		yield tooBig;
		return;
	}
	const { data, layout, frames, config } = figure;
	if (Array.isArray(data)) {
		for (const [index, trace] of data.entries()) yield* problemsOfTrace(trace, `data[${index}]`);
	} else {
		yield `data must be an array of traces (got ${describe(data)})`;
	}
	yield* problemsOfLayout(layout);
	if (config !== undefined && config !== null && !isObject(config)) {
		yield `config must be an object (got ${describe(config)})`;
	}
	yield* problemsOfFrames(frames);
}

function* problemsOfLayout(layout: unknown): Iterable<string> {
	if (layout !== undefined && layout !== null && !isObject(layout)) {
		yield `layout must be an object (got ${describe(layout)})`;
	}
	if (isObject(layout)) {
		for (const name of ["annotations", "shapes", "images", "sliders", "updatemenus"]) {
			const list = layout[name];
			if (list !== undefined && list !== null && !Array.isArray(list)) {
				yield `layout.${name} must be an array (got ${describe(list)})`;
			}
		}
	}
}

function* problemsOfFrames(frames: unknown): Iterable<string> {
	if (frames === undefined || frames === null) return;
	if (!Array.isArray(frames)) {
		yield `frames must be an array (got ${describe(frames)})`;
		return;
	}
	for (const [index, frame] of frames.entries()) {
		if (!isObject(frame)) {
			yield `frames[${index}] must be an object (got ${describe(frame)})`;
		} else if (frame.data !== undefined && !Array.isArray(frame.data)) {
			yield `frames[${index}].data must be an array of traces (got ${describe(frame.data)})`;
		}
	}
}

function* problemsOfTrace(trace: unknown, name: string): Iterable<string> {
	if (!isObject(trace)) {
		yield `${name} must be an object (got ${describe(trace)})`;
		return;
	}
	const type = trace.type ?? "scatter";
	if (typeof type !== "string" || !TRACE_TYPES.includes(type)) {
		yield `${name}.type must be one of ${TRACE_TYPES.join(", ")} (got ${describe(type)})`;
	}
	for (const axis of ["x", "y", "z"]) {
		const values = trace[axis];
		if (values !== undefined && values !== null && !isArrayLike(values)) {
			yield `${name}.${axis} must be an array (got ${describe(values)})`;
		}
	}
	if (Array.isArray(trace.z)) {
		const row = trace.z.findIndex((values) => !isArrayLike(values));
		if (row >= 0) yield `${name}.z[${row}] must be an array (got ${describe(trace.z[row])})`;
	}
}

/** An array, or plotly's way of writing a typed array in JSON. */
function isArrayLike(value: unknown): boolean {
	return (
		Array.isArray(value) || (isObject(value) && typeof value.bdata === "string" && "dtype" in value)
	);
}

function describe(value: unknown): string {
	if (value === undefined) return "nothing";
	const text = JSON.stringify(value);
	return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
