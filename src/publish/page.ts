import typesetFormulas from "katex/contrib/auto-render";
import { Drawing } from "../renderer/drawing.js";
import { notice } from "../renderer/notice.js";

/** What runs in an exported page: it typesets formulas and draws figures, in the page's colours. */
typesetFormulas(document.body, {
	delimiters: [
		{ left: "$$", right: "$$", display: true },
		{ left: "$", right: "$", display: false },
	],
	strict: "ignore",
});

for (const element of document.querySelectorAll<HTMLElement>(".figure")) {
	const saved = element.querySelector("script[type='application/json']");
	const drawing = new Drawing(element, (problems) => element.replaceChildren(notice(problems)));
	drawing.show(JSON.parse(saved?.textContent ?? "null"), true);
}

// The figures take a change of this attribute for a change of theme, as in JupyterLab.
const dark = matchMedia("(prefers-color-scheme: dark)");
const tell = () => document.body.setAttribute("data-jp-theme-light", String(!dark.matches));
dark.addEventListener("change", tell);
tell();
