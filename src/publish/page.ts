import { Drawing } from "../renderer/drawing.js";

/** What runs in an exported page: it draws the figures, in the colours of the page. */
for (const host of document.querySelectorAll<HTMLElement>(".figure")) {
	const saved = host.querySelector("script[type='application/json']");
	new Drawing(host).show(JSON.parse(saved?.textContent ?? "null"));
}

// The figures take a change of this attribute for a change of theme, as in JupyterLab.
const dark = matchMedia("(prefers-color-scheme: dark)");
const tell = () => document.body.setAttribute("data-jp-theme-light", String(!dark.matches));
dark.addEventListener("change", tell);
tell();
