import { mkdirSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import type { Page } from "playwright-core";
import { launchChromium } from "../lab/browser.js";
import { JupyterLab } from "../lab/jupyterlab.js";
import { lessonFiles } from "../lab/notebook-file.js";
import { NotebookPage } from "../lab/notebook-page.js";
import { languageAsked } from "../setup/jupyter.mjs";
import { inRoot } from "../setup/machine.mjs";

const WIDTHS = [1280, 800];
/** The height of one picture. */
const PIECE = 1800;
const THEMES = ["JupyterLab Light", "JupyterLab Dark"] as const;

/**
 * `npm run screenshots [-- --lang zh 05]`: every lesson as it was saved, whole, for people to look at.
 * JupyterLab lays out only what is in sight, so the window is made as tall as the lesson.
 */
export async function takeScreenshots(args: readonly string[]): Promise<void> {
	const { language, others: beginnings } = languageAsked([...args], {});
	const folderName = language === "en" ? "" : language;
	const folder = inRoot("screenshots");
	if (beginnings.length === 0) rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	const lab = await JupyterLab.start({
		language,
		settings: {
			"@jupyterlab/notebook-extension:tracker": { windowingMode: "none", scrollPastEnd: false },
		},
	});
	const browser = await launchChromium();
	try {
		for (const file of lessonFiles(beginnings, folderName)) {
			for (const width of WIDTHS) {
				const notebook = await NotebookPage.openWithoutKernel(lab, browser, file, { width });
				await notebook.command("application:toggle-left-area");
				await fitHeight(notebook.page);
				await notebook.seeEveryFigure();
				await fitHeight(notebook.page);
				for (const theme of THEMES) {
					await notebook.setTheme(theme);
					await notebook.settle();
					const kind = `${width}-${theme.split(" ")[1]?.toLowerCase()}`;
					const name = [folderName, basename(file, ".ipynb"), kind].filter(Boolean).join("-");
					const pages = await inPieces(notebook.page, join(folder, name));
					console.log(`screenshots/${name}-*.png: ${pages}`);
				}
				await notebook.close();
			}
		}
	} finally {
		await browser.close();
		await lab.stop();
	}
}

/** Makes the window as tall as the notebook in it. */
async function fitHeight(page: Page): Promise<void> {
	const height = await page.evaluate(() => {
		const panel = document.querySelector(".jp-WindowedPanel-outer");
		return panel ? panel.scrollHeight - panel.clientHeight + window.innerHeight : 0;
	});
	const width = page.viewportSize()?.width ?? 0;
	await page.setViewportSize({ width, height: Math.min(Math.max(height, 600), 30_000) });
}

/** Takes pictures one below the other, since image viewers give up on very tall ones. */
async function inPieces(page: Page, path: string): Promise<number> {
	const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
	const count = Math.ceil(height / PIECE);
	for (let index = 0; index < count; index++) {
		const y = index * PIECE;
		const clip = { x: 0, y, width, height: Math.min(PIECE, height - y) };
		await page.screenshot({ path: `${path}-${String(index + 1).padStart(2, "0")}.png`, clip });
	}
	return count;
}

if (process.argv[1] === inRoot("src", "publish", "screenshots.ts")) {
	await takeScreenshots(process.argv.slice(2));
}
