import { template } from "./template.js";

/** Attributes of plotly.js by name: https://plotly.com/javascript/reference/ lists them. */
export interface Attributes {
	readonly [name: string]: unknown;
}

/** The trace types that the renderer knows. */
export interface Trace extends Attributes {
	readonly type: "scatter" | "bar" | "heatmap" | "contour";
}

/** One picture of an animation: what changes in the traces (and the layout) that it names. */
export interface Frame {
	readonly name: string;
	readonly data: readonly Attributes[];
	/** Which traces `data` changes, by index; without it, the first ones. */
	readonly traces?: readonly number[];
	readonly layout?: Attributes;
}

/** What a figure is made from: a picture in plotly's terms, and its meaning in words. */
export interface Picture {
	/** Says what to see. Long titles are broken into lines. */
	readonly title: string;
	/** A line below the title, in smaller type. */
	readonly subtitle?: string;
	/** One sentence for readers who do not see the picture. */
	readonly alt: string;
	readonly data: readonly Trace[];
	readonly layout?: Attributes;
	readonly frames?: readonly Frame[];
	readonly config?: Attributes;
}

export interface MimeBundle {
	readonly [mimeType: string]: unknown;
}

/** The method by which a value shows itself as a cell's result (Deno's kernel made the rule). */
export const display: unique symbol = Symbol.for("Jupyter.display");

export interface Displayable {
	[display](): MimeBundle;
}

export interface Figure extends Displayable {
	readonly data: readonly Trace[];
	readonly layout: Attributes;
	readonly frames?: readonly Frame[];
	readonly config?: Attributes;
}

export const plotlyMimeType = "application/vnd.plotly.v1+json";

/**
 * A figure from a picture: the house template under its layout, and every number fit for JSON.
 *
 * NaN and ±Infinity become null, which plotly.js draws as a gap; a picture in which they matter
 * has to say so in words. Numbers that are not whole are rounded to six significant digits:
 * finer than any screen, and a notebook stays small. The picture's own objects are not changed.
 */
export function figure(picture: Picture): Figure {
	const { data, layout = {}, frames, config } = picture;
	const title = withMinus(picture.title);
	const subtitle = picture.subtitle === undefined ? undefined : withMinus(picture.subtitle);
	const alt = withMinus(picture.alt);
	const above = 19 * (legendLines(data, layout) - 1);
	const text = [`<b>${wrap(title, 42)}</b>`];
	if (subtitle !== undefined) {
		text.push(`<span style="font-size:0.8em">${wrap(subtitle, 60)}</span>`);
	}
	const lines = text.join("<br>").split("<br>").length;
	const margin = {
		t: 40 + 22 * lines + above,
		...(isAttributes(layout.margin) ? layout.margin : {}),
	};
	const bundle = {
		data: plain(data.map(named)) as readonly Trace[],
		layout: plain({
			height: 420 + above,
			...layout,
			title: { text: text.join("<br>") },
			margin,
			meta: { alt },
			template,
		}) as Attributes,
		...(frames && { frames: plain(frames) as readonly Frame[] }),
		...(config && { config: plain(config) as Attributes }),
	};
	const show = {
		[display]: () => ({
			[plotlyMimeType]: bundle,
			"text/plain": `${sentence(spoken(title))} ${spoken(alt)}`,
		}),
	};
	return Object.defineProperty({ ...bundle, ...show }, display, { enumerable: false });
}

/** "b = −4" for "b = -4": a hyphen is too short beside a plus, and hard to see on a slide. */
export function withMinus(text: string): string {
	return text.replace(/(^|[\s(=[])-(?=\d)/g, "$1−");
}

function named(trace: Trace): Trace {
	return typeof trace.name === "string" ? { ...trace, name: withMinus(trace.name) } : trace;
}

/** A title with a full stop behind it, unless it is a question. */
function sentence(text: string): string {
	return /[.?!]$/.test(text) ? text : `${text}.`;
}

/** How many lines the legend, above the picture, has in a window 420 pixels wide; 1 or more. */
function legendLines(data: readonly Trace[], layout: Attributes): number {
	const named = data.filter(({ showlegend = data.length > 1 }) => showlegend === true);
	if (layout.showlegend === false) return 1;
	const widths = named.map(({ name }) => 45 + 7.5 * spoken(String(name)).length);
	const room = 330;
	if (widths.reduce((sum, width) => sum + width, 0) <= room) return 1;
	// What does not fit into one line stands in columns, each as wide as the longest name.
	const columns = Math.max(1, Math.floor(room / Math.max(...widths)));
	return Math.ceil(named.length / columns);
}

/** A copy that JSON can carry: plain arrays, finite numbers or null, nothing undefined. */
export function plain(value: unknown): unknown {
	if (typeof value === "number") return plainNumber(value);
	if (value instanceof Float64Array) return Array.from(value, plainNumber);
	if (Array.isArray(value)) return value.map((item) => (item === undefined ? null : plain(item)));
	if (isAttributes(value)) {
		return Object.fromEntries(
			Object.entries(value)
				.filter(([, item]) => item !== undefined)
				.map(([name, item]) => [name, plain(item)]),
		);
	}
	return value;
}

function plainNumber(value: number): number | null {
	if (!Number.isFinite(value)) return null;
	if (Number.isInteger(value)) return value + 0;
	return Number(value.toPrecision(6));
}

function isAttributes(value: unknown): value is Attributes {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Breaks a line at spaces, with plotly's `<br>`, so that it fits a narrow window. */
export function wrap(text: string, width: number): string {
	const lines: string[] = [];
	for (const word of text.split(" ")) {
		const line = lines.at(-1);
		if (line === undefined || spoken(`${line} ${word}`).length > width) lines.push(word);
		else lines[lines.length - 1] = `${line} ${word}`;
	}
	return lines.join("<br>");
}

/** A label without plotly's tags: h<sup>t</sup> is h^t, δ<sub>h</sub> is δ_h. */
function spoken(text: string): string {
	return text
		.replace(/<sup>(.*?)<\/sup>/g, "^$1")
		.replace(/<sub>(.*?)<\/sub>/g, "_$1")
		.replace(/<br>/g, " ")
		.replace(/<\/?[a-z][^>]*>/g, "");
}
