import { isObject, type Json } from "./json.js";

/** JupyterLab's CSS variables that a figure takes its colours from, and what stands in. */
const VARIABLES = {
	ink: ["--jp-content-font-color1", "rgb(33, 33, 33)"],
	softInk: ["--jp-content-font-color2", "rgb(84, 84, 84)"],
	paper: ["--jp-layout-color0", "rgb(255, 255, 255)"],
	raised: ["--jp-layout-color2", "rgb(238, 238, 238)"],
	line: ["--jp-border-color0", "rgb(189, 189, 189)"],
	grid: ["--jp-border-color2", "rgb(224, 224, 224)"],
	accent: ["--jp-brand-color1", "rgb(33, 150, 243)"],
} as const;

/** What a page's theme lends to a figure. */
export interface Look {
	readonly colours: Readonly<Record<keyof typeof VARIABLES, string>>;
	/** The font's name; empty for plotly's own. */
	readonly font: string;
}

/**
 * A plotly template: the figure's own, with the theme's colours for everything that is not data
 * (background, text, axes, grid, buttons). What the figure's layout itself says goes before any
 * template, so it stays.
 */
export function themed(template: unknown, look: Look): Json {
	return merge(isObject(template) ? template : {}, themeTemplate(look));
}

/** The theme that an element stands in, as it is now. */
export function lookOf(element: HTMLElement): Look {
	const style = getComputedStyle(element);
	const font = style.getPropertyValue("--jp-ui-font-family").trim();
	return { colours: readColours(element), font };
}

/** Calls back whenever JupyterLab has switched its theme; returns what ends that. */
export function onThemeChange(callback: () => void): () => void {
	const observer = new MutationObserver(callback);
	observer.observe(document.body, {
		attributeFilter: ["data-jp-theme-name", "data-jp-theme-light"],
	});
	return () => observer.disconnect();
}

function readColours(element: HTMLElement): Look["colours"] {
	// plotly.js reads fewer notations of colour than CSS has: let the browser turn each into rgb.
	const probe = document.createElement("span");
	element.append(probe);
	const colours = Object.entries(VARIABLES).map(([name, [variable, fallback]]) => {
		probe.style.color = `var(${variable}, ${fallback})`;
		return [name, getComputedStyle(probe).color];
	});
	probe.remove();
	return Object.fromEntries(colours);
}

function themeTemplate({ colours, font: family }: Look): Json {
	const { ink, softInk, paper, raised, line, grid, accent } = colours;
	const text = { font: { color: ink } };
	const axis = {
		color: softInk,
		gridcolor: grid,
		linecolor: line,
		tickcolor: line,
		zerolinecolor: line,
		tickfont: { color: softInk },
		title: text,
	};
	const colorbar = {
		outlinecolor: line,
		tickcolor: line,
		tickfont: { color: softInk },
		title: text,
		bgcolor: "rgba(0, 0, 0, 0)",
	};
	const control = { bgcolor: raised, bordercolor: line, font: { color: ink } };
	return {
		data: { heatmap: [{ colorbar }], contour: [{ colorbar }] },
		layout: {
			paper_bgcolor: paper,
			plot_bgcolor: paper,
			font: { color: ink, ...(family ? { family } : {}) },
			title: { ...text, subtitle: { font: { color: softInk } } },
			xaxis: axis,
			yaxis: axis,
			coloraxis: { colorbar },
			legend: { ...text, title: text, bgcolor: "rgba(0, 0, 0, 0)", bordercolor: line },
			hoverlabel: { ...text, bgcolor: raised, bordercolor: line },
			modebar: { bgcolor: "rgba(0, 0, 0, 0)", color: softInk, activecolor: accent },
			annotationdefaults: { ...text, arrowcolor: softInk },
			shapedefaults: { line: { color: softInk }, label: text },
			sliderdefaults: {
				...control,
				activebgcolor: accent,
				tickcolor: line,
				currentvalue: text,
			},
			updatemenudefaults: control,
		},
	};
}

/** `over` laid on `base`: objects by key, arrays by place, all else replaced. */
function merge(base: Json, over: Json): Json {
	const result: Json = { ...base };
	for (const [key, value] of Object.entries(over)) {
		result[key] = mergeValue(base[key], value);
	}
	return result;
}

function mergeValue(base: unknown, over: unknown): unknown {
	if (isObject(base) && isObject(over)) return merge(base, over);
	if (Array.isArray(base) && Array.isArray(over)) {
		return base.length === 0 ? over : base.map((item) => mergeValue(item, over[0]));
	}
	return over;
}
