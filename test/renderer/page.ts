import type { Browser, Page } from "playwright-core";
import { pageScript } from "../../src/lab/page-script.js";
import type { Drawing } from "../../src/renderer/drawing.js";
import { inRoot } from "../../src/setup/machine.mjs";

/** What the page has for the tests. */
export interface PageWindow {
	drawings: Drawing[];
	/** What could not be drawn, in the order in which that was told. */
	failures: (readonly string[])[];
	newDrawing(host: HTMLElement): Drawing;
}

let script: Promise<string> | undefined;

/**
 * A page with the renderer, without JupyterLab around it.
 * @param figures shown under each other
 * @param height of the window, in pixels
 */
export async function openPage(
	browser: Browser,
	figures: readonly unknown[],
	{ height = 900, reducedMotion = false, trusted = false } = {},
): Promise<Page> {
	const page = await browser.newPage({
		viewport: { width: 900, height },
		reducedMotion: reducedMotion ? "reduce" : "no-preference",
	});
	page.setDefaultTimeout(20_000);
	await page.setContent("<body style='margin: 0'></body>");
	await page.addStyleTag({ path: inRoot("src", "renderer", "style.css") });
	script ??= pageScript(`
		import { Drawing } from "./src/renderer/drawing.ts";
		const failures = [];
		const newDrawing = (host) => new Drawing(host, (problems) => failures.push(problems));
		Object.assign(window, { drawings: [], failures, newDrawing });
	`);
	await page.addScriptTag({ content: await script });
	await page.evaluate(
		([all, trust]) => {
			const { newDrawing, drawings } = window as unknown as PageWindow;
			for (const figure of all) {
				const host = document.body.appendChild(document.createElement("div"));
				const drawing = newDrawing(host);
				drawings.push(drawing);
				void drawing.show(figure, trust);
			}
		},
		[figures, trusted] as const,
	);
	return page;
}
