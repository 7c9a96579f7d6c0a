import { template } from "./template.js";
import { sentence, spoken, widthOf, withMinus, wrap } from "./text.js";

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

/** What every figure says in words. */
export interface Titles {
	/** Says what to see. Long titles are broken into lines. */
	readonly title: string;
	/** A line below the title, in smaller type. */
	readonly subtitle?: string;
	/** One sentence for readers who do not see the picture. */
	readonly alt: string;
}

/** What a figure is made from: a picture in plotly's terms, and its meaning in words. */
export interface Picture extends Titles {
	readonly data: readonly Trace[];
	/** What is undefined in here counts as not given. */
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
 * A figure from a picture: the course's template under its layout, and every number fit for JSON.
 *
 * NaN and ±Infinity become null, which plotly.js draws as a gap; a picture in which they matter
 * has to say so in words. Numbers that are not whole are rounded to six significant digits:
 * finer than any screen, and a notebook stays small. The picture's own objects are not changed.
 */
export function figure(picture: Picture): Figure {
	const { data, layout = {}, frames, config } = picture;
	const [title, alt] = [withMinus(picture.title), withMinus(picture.alt)];
	const text = heading(title, picture.subtitle);
	const above = 19 * (legendLines(data, layout) - 1);
	const bundle = {
		data: plain(data.map(withNameInMinus)) as readonly Trace[],
		layout: plain({
			...layout,
			height: layout.height ?? 420 + above,
			title: { text },
			margin: {
				t: 40 + 22 * text.split("<br>").length + above,
				...(isAttributes(layout.margin) ? layout.margin : {}),
			},
			meta: { alt },
			template,
		}) as Attributes,
		...(frames && { frames: plain(frames) as readonly Frame[] }),
		...(config && { config: plain(config) as Attributes }),
	};
	const show = () => ({
		[plotlyMimeType]: bundle,
		"text/plain": `${sentence(spoken(title))} ${spoken(alt)}`,
	});
	// Hidden, so that a figure's keys are plotly's alone.
	return Object.defineProperty({ ...bundle, [display]: show }, display, { enumerable: false });
}

/** The title, and below it the subtitle, in lines that fit a narrow window. */
function heading(title: string, subtitle: string | undefined): string {
	const bold = `<b>${wrap(title, 42)}</b>`;
	if (subtitle === undefined) return bold;
	return `${bold}<br><span style="font-size:0.8em">${wrap(withMinus(subtitle), 60)}</span>`;
}

function withNameInMinus(trace: Trace): Trace {
	return typeof trace.name === "string" ? { ...trace, name: withMinus(trace.name) } : trace;
}

/** How many lines the legend, above the picture, has in a window 420 pixels wide; 1 or more. */
function legendLines(data: readonly Trace[], layout: Attributes): number {
	if (layout.showlegend === false) return 1;
	const listed = data.filter(({ showlegend = data.length > 1 }) => showlegend === true);
	// A symbol and a space before each name, and a letter's mean width in the template's font.
	const widths = listed.map(({ name }) => 45 + 7.5 * widthOf(spoken(String(name))));
	const room = 330;
	if (widths.reduce((sum, width) => sum + width, 0) <= room) return 1;
	// What does not fit into one line stands in columns, each as wide as the longest name.
	const columns = Math.max(1, Math.floor(room / Math.max(...widths)));
	return Math.ceil(listed.length / columns);
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
