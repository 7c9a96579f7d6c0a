import assert from "node:assert/strict";
import { basename } from "node:path";
import { after, before, describe, test } from "node:test";
import type { Browser } from "playwright-core";
import { launchChromium } from "../../src/lab/browser.js";
import { lessonFiles, readNotebook, textOf } from "../../src/lab/notebook-file.js";
import { WorkerKernel } from "../../src/lab/worker-kernel.js";
import { type Served, serve } from "../../src/publish/serve.js";
import { buildSite } from "../../src/publish/site.js";
import { inRoot } from "../../src/setup/machine.mjs";
import { installLite } from "../../src/setup/site.mjs";
import { chosen, comparable } from "../notebooks/lesson.js";
import { notebookTests } from "./notebooks.js";
import { near } from "./round-off.js";
import { stopTests } from "./stop.js";

const folder = inRoot("build", "test-site");

/** Other engines round the last digits otherwise. */
const exact = { absolute: 1e-9, relative: 1e-6, inTexts: false };
const rough = { absolute: 1e-6, relative: 0.25, inTexts: true };
/** These show differences of numbers that are all but equal. */
const roundOff = new Set(["02 drag-figure", "03 check-sweep", "03 check-figure", "04 memory"]);

/** How many cells, where not all: the last lesson trains for minutes, on threads from its second cell on. */
const most: Readonly<Record<string, number>> = { "07": 10 };

describe("the course in the browser", () => {
	const started: { plain?: Served; isolated?: Served; browser?: Browser } = {};

	before(async () => {
		await installLite();
		await buildSite(folder);
		started.plain = await serve(folder, { below: "/courses/rnn" });
		started.isolated = await serve(folder, { isolated: true });
		started.browser = await launchChromium();
	});

	after(async () => {
		await started.browser?.close();
		await started.plain?.stop();
		await started.isolated?.stop();
	});

	const stage = (isIsolated: boolean) => {
		const { plain, isolated, browser } = started;
		assert.ok(plain && isolated && browser);
		return { browser, address: (isIsolated ? isolated : plain).address };
	};

	async function startKernel(isIsolated: boolean): Promise<WorkerKernel> {
		const { browser, address } = stage(isIsolated);
		return WorkerKernel.start(await browser.newPage(), folder, address);
	}

	describe("each lesson gives its saved outputs", { concurrency: 2 }, () => {
		for (const file of lessonFiles(chosen)) {
			const [number = ""] = basename(file).split("-");
			// With isolation, loops are watched: that the first lessons show.
			for (const isIsolated of number < "02" ? [false, true] : [false]) {
				test(`${basename(file)}${isIsolated ? ", isolated" : ""}`, async () => {
					const kernel = await startKernel(isIsolated);
					const code = readNotebook(file).cells.filter((cell) => cell.cell_type === "code");
					for (const cell of code.slice(0, most[number])) {
						const { outputs } = await kernel.execute(textOf(cell.source), cell.id);
						const [found, saved] = [{ ...cell, outputs }, cell].map(comparable);
						near(found, saved, roundOff.has(`${number} ${cell.id}`) ? rough : exact, cell.id);
					}
					await kernel.close();
				});
			}
		}
	});

	describe("Stop", () => stopTests(startKernel));
	describe("in JupyterLab", () => notebookTests(stage));
});
