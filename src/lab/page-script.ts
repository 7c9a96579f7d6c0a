import { build } from "esbuild";
import type { Browser, Page } from "playwright-core";
import { inRoot } from "../setup/machine.mjs";
import { launchChromium } from "./browser.js";

/** One script for a page, from code that imports files as from the repository's root. */
export async function pageScript(code: string): Promise<string> {
	const { outputFiles } = await build({
		stdin: { contents: code, resolveDir: inRoot() },
		bundle: true,
		write: false,
		minify: true,
		define: { global: "globalThis" },
		// The style sheet of plotly.js's maps, which are not in use.
		loader: { ".css": "empty" },
	});
	return outputFiles[0].text;
}

/** A page of a Chromium of its own with plotly.js, as the renderer has it, in the global `plotly`. */
export async function openPlotly(): Promise<{ readonly browser: Browser; readonly page: Page }> {
	const script = await pageScript(
		'import plotly from "./src/renderer/plotly.ts"; Object.assign(globalThis, { plotly });',
	);
	const browser = await launchChromium();
	try {
		const page = await browser.newPage();
		await page.addScriptTag({ content: script });
		return { browser, page };
	} catch (error) {
		await browser.close();
		throw error;
	}
}
