import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Locator } from "playwright-core";
import { launchChromium } from "../src/lab/browser.js";
import { JupyterLab } from "../src/lab/jupyterlab.js";
import { lessonFiles, readNotebook, textOf } from "../src/lab/notebook-file.js";
import { NotebookPage, see } from "../src/lab/notebook-page.js";
import { Panel } from "../src/lab/panel.js";
import { inRoot } from "../src/setup/machine.mjs";
import { median, quantile, short, table } from "./report/table.js";

/**
 * How long it takes from a key pressed on a slider to the figure drawn anew, in every lesson with
 * controls: JupyterLab in Chromium, the server, the kernel, the computation, and plotly.js.
 */
const moves = process.argv.includes("--quick") ? 10 : 40;
const folder = inRoot("build", "bench");

interface Measurement {
	readonly lesson: string;
	readonly slider: string;
	/** Milliseconds, one for each movement. */
	readonly times: readonly number[];
	/** What the median is to stay under. */
	readonly target: number;
}

const hasControls = (file: string) =>
	readNotebook(file).cells.some(({ source }) => textOf(source).includes("await explore("));

const measurements: Measurement[] = [];
const lab = await JupyterLab.start();
const browser = await launchChromium();
try {
	for (const file of lessonFiles().filter(hasControls)) measurements.push(...(await measure(file)));
} finally {
	await browser.close();
	await lab.stop();
}
print();
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, "controls.json"), JSON.stringify(measurements, null, "\t"));

async function measure(file: string): Promise<Measurement[]> {
	const copy = join(lab.folder, basename(file));
	copyFileSync(file, copy);
	const notebook = await NotebookPage.open(lab, browser, copy);
	await notebook.untilIdle();
	await notebook.restartAndRunAll();
	const found: Measurement[] = [];
	for (const panel of await Panel.all(notebook)) {
		await see(panel.figure);
		const source = await notebook.sourceOf(panel.cell);
		const target = source.includes("train(") ? 250 : 100;
		for (const handle of await panel.all("slider")) {
			const row = handle.locator("xpath=ancestor::*[contains(@class,'widget-slider')]");
			const slider = (await row.locator(".widget-label").textContent()) ?? "";
			const times = await timesOf(notebook, panel.figure, handle);
			found.push({ lesson: basename(file, ".ipynb"), slider, times, target });
			await panel.reset();
			await notebook.untilIdle();
			await notebook.settle();
		}
	}
	await notebook.close();
	return found;
}

/** Goes two steps up and two down again, as often as it takes. */
async function timesOf(notebook: NotebookPage, figure: Locator, handle: Locator) {
	const times: number[] = [];
	await handle.focus();
	for (let move = 0; move < moves + 2; move++) {
		await figure.locator(".js-plotly-plot").evaluate((element) => {
			const timed = window as unknown as Timed;
			document.addEventListener(
				"keydown",
				() => {
					timed.pressed = performance.now();
				},
				{ capture: true, once: true },
			);
			timed.drawn = new Promise((resolve) => {
				(element as unknown as Plot).once("plotly_afterplot", () => {
					requestAnimationFrame(() => resolve(performance.now() - timed.pressed));
				});
			});
		});
		await notebook.page.keyboard.press(move % 4 < 2 ? "ArrowRight" : "ArrowLeft");
		times.push(await notebook.page.evaluate(() => (window as unknown as Timed).drawn));
		await notebook.untilIdle();
	}
	// The first two have the compiler warm up.
	return times.slice(2);
}

function print(): void {
	const rows = measurements.map(({ lesson, slider, times, target }) => {
		const worst = quantile(times, 0.95);
		const middle = median(times);
		return [
			`${lesson}: ${slider}`,
			short(middle),
			short(worst),
			`${target}`,
			verdict(middle, target),
		];
	});
	console.log(
		`\nFrom a slider's movement to the redrawn figure, milliseconds, ${moves} movements\n`,
	);
	console.log(table(["slider", "median", "95 %", "target", ""], rows));
}

function verdict(value: number, target: number): string {
	return value < target ? "reached" : "missed";
}

interface Timed {
	pressed: number;
	/** How long it took from there to the next drawing. */
	drawn: Promise<number>;
}

interface Plot {
	once(event: string, handler: () => void): void;
}
