import { copyFileSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Browser, Locator } from "playwright-core";
import { launchChromium } from "../src/lab/browser.js";
import { JupyterLab } from "../src/lab/jupyterlab.js";
import { lessonFiles, writeNotebook } from "../src/lab/notebook-file.js";
import { NotebookPage } from "../src/lab/notebook-page.js";
import { until } from "../src/lab/panel.js";
import { inRoot } from "../src/setup/machine.mjs";
import { median, short, table } from "./report/table.js";

/**
 * What a reader waits for in JupyterLab in Chromium: from the click on a lesson to its text and its
 * first figure, and from "run all" to the last figure; and how often a second the figure of a
 * training changes on the screen. Beside it the same with the renderer that Python's plotly brings.
 */
const rounds = process.argv.includes("--quick") ? 1 : 3;
const folder = inRoot("build", "bench");
const peer = join(folder, "..", "bench-venv", "share", "jupyter", "labextensions");
const [lesson] = lessonFiles(["05"]);

/** In milliseconds, a round each; and pictures a second. */
interface Measurement {
	readonly renderer: string;
	readonly text: number[];
	readonly firstFigure: number[];
	readonly runAll: number[];
	readonly pictures: number[];
}

const renderers: [name: string, otherRenderer?: string][] = [["ours"]];
if (existsSync(join(peer, "jupyterlab-plotly"))) renderers.push(["Python's plotly", peer]);
else console.log("Python's plotly is not there to compare with: npm run bench -- --install");

/** A curve of 200 points that the kernel changes 60 times a second, for five seconds. */
const MOVING = `
const host = (globalThis as any)[Symbol.for("Jupyter.host")];
const x = Array.from({ length: 200 }, (_, at) => at);
for (let frame = 0; frame < 300; frame++) {
	const y = x.map((at) => Math.exp(-at / 50) * Math.cos((at + frame) / 20));
	const figure = { data: [{ type: "scatter", mode: "lines", x, y }], layout: { yaxis: { range: [-1, 1] } } };
	const bundle = { "application/vnd.plotly.v1+json": figure, "text/plain": "a curve" };
	host.display(bundle, { displayId: "moving", update: frame > 0 });
	await new Promise((resolve) => setTimeout(resolve, 1000 / 60));
}
`;

const measurements: Measurement[] = [];
for (const [renderer, otherRenderer] of renderers) {
	const lab = await JupyterLab.start(otherRenderer ? { otherRenderer } : {});
	const browser = await launchChromium();
	try {
		measurements.push(await measure(renderer, lab, browser));
	} finally {
		await browser.close();
		await lab.stop();
	}
}
print();
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, "lab.json"), JSON.stringify(measurements, null, "\t"));

async function measure(renderer: string, lab: JupyterLab, browser: Browser): Promise<Measurement> {
	const result: Measurement = { renderer, text: [], firstFigure: [], runAll: [], pictures: [] };
	for (let round = 0; round < rounds; round++) {
		process.stderr.write(`${renderer}: round ${round + 1} of ${rounds}\n`);
		const copy = join(lab.folder, basename(lesson));
		copyFileSync(lesson, copy);
		const page = await NotebookPage.openFolder(lab, browser, lab.folder);
		const item = page.page.locator(".jp-DirListing-item", { hasText: basename(lesson) });
		await item.waitFor();
		const clicked = performance.now();
		await item.dblclick();
		await page.notebook().locator("h1").first().waitFor();
		result.text.push(performance.now() - clicked);
		const shown = await isDrawn(plots(page).first());
		result.firstFigure.push(shown ? performance.now() - clicked : Number.POSITIVE_INFINITY);
		await page.untilIdle();
		const started = performance.now();
		await page.restartAndRunAll();
		await drawn(plots(page).last());
		result.runAll.push(performance.now() - started);
		await page.close();
		result.pictures.push(await picturesPerSecond(lab, browser));
	}
	return result;
}

/** The figures. Ours are there before they are drawn, since what is out of sight need not be. */
function plots(page: NotebookPage): Locator {
	return page.notebook().locator(".unrolled-figure, .js-plotly-plot:not(.unrolled-figure *)");
}

/** A renderer that is not made for notebooks without trust draws nothing until a cell has run. */
async function isDrawn(figure: Locator): Promise<boolean> {
	try {
		await drawn(figure);
		return true;
	} catch {
		return false;
	}
}

/** Scrolls again and again, since what is drawn above a figure may push it out of sight. */
function drawn(figure: Locator): Promise<void> {
	return until("a figure", async () => {
		await figure.scrollIntoViewIfNeeded({ timeout: 20_000 });
		return (await figure.locator(".main-svg").count()) > 0;
	});
}

async function picturesPerSecond(lab: JupyterLab, browser: Browser): Promise<number> {
	const file = writeNotebook(lab.folder, "moving.ipynb", [{ source: MOVING }]);
	const page = await NotebookPage.open(lab, browser, file);
	await page.untilIdle();
	await page.startCell(page.codeCells().first());
	const figure = plots(page).first();
	await drawn(figure);
	// The cell, since a renderer may put a new element in the place of the old one.
	const cell = page.codeCells().first();
	const rate = await cell.evaluate(async (element) => {
		const seconds = 3;
		const start = performance.now();
		let pictures = 0;
		let last = element.querySelector(".js-line")?.getAttribute("d");
		while (performance.now() - start < 1000 * seconds) {
			await new Promise((resolve) => requestAnimationFrame(resolve));
			const now = element.querySelector(".js-line")?.getAttribute("d");
			if (now && now !== last) pictures++;
			last = now;
		}
		return pictures / seconds;
	});
	await page.close();
	return rate;
}

function print() {
	const of = (values: readonly number[], unit: string) => {
		const value = median(values);
		return Number.isFinite(value) ? `${short(value)} ${unit}` : "never";
	};
	console.log(`\nJupyterLab in Chromium, ${basename(lesson)}, median of ${rounds}:\n`);
	console.log(
		table(
			["renderer", "click to text", "to the first figure", "run all to the last", "moving figure"],
			measurements.map(({ renderer, text, firstFigure, runAll, pictures }) => [
				renderer,
				of(text, "ms"),
				of(firstFigure, "ms"),
				of(runAll, "ms"),
				of(pictures, "pictures/s"),
			]),
		),
	);
}
