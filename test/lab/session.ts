import assert from "node:assert/strict";
import { copyFileSync } from "node:fs";
import { basename, join } from "node:path";
import { test } from "node:test";
import type { Locator } from "playwright-core";
import {
	figureMimeType,
	lessonFiles,
	readNotebook,
	writeNotebook,
} from "../../src/lab/notebook-file.js";
import { NotebookPage, see } from "../../src/lab/notebook-page.js";
import { paperOf, shapeOf, waitUntil } from "./looks.js";
import type { Stage } from "./stage.js";

/** A training that draws its loss as it goes: of as many iterations as are put in. */
const training = (iterations: number) => `
import { lossCurve } from "./src/figures/loss-curve";
import { watch } from "./src/notebook/live";
import { Random } from "./src/network/random";
import { Rnn } from "./src/network/rnn";
import { train } from "./src/network/training/train";
import { binaryAddition } from "./src/tasks/binary-addition";

const iterations = ${iterations};
const random = new Random(0);
const task = binaryAddition();
const rnn = Rnn.create({ inputDim: 2, hiddenDim: 16, outputDim: 1, random });
await watch(
	(signal) => train(rnn, task, { iterations, every: 2000, random, signal, backend: "plain" }),
	(reports) => lossCurve({ reports, iterations, most: 8 }),
);
console.log("trained");
`;

const ENDLESS = 1e9;

/** What a person does in a session; once, with whatever notebook shows it. */
export function sessionTests(stage: () => Stage): void {
	const open = (name: string, sources: readonly string[]) => {
		const { lab, browser } = stage();
		const cells = sources.map((source) => ({ source }));
		return NotebookPage.open(lab, browser, writeNotebook(lab.folder, `${name}.ipynb`, cells));
	};

	test("a loss figure moves at least five times while one training goes on", async () => {
		const notebook = await open("moving", [training(150_000)]);
		await notebook.untilIdle();
		const cell = notebook.codeCells().first();
		await notebook.startCell(cell);
		const shapes = new Set<string>();
		const done = cell.locator(".jp-OutputArea", { hasText: "trained" });
		await see(notebook.figures().first());
		while ((await done.count()) === 0) shapes.add(await shapeOf(notebook.figures().first()));
		assert.ok(shapes.size >= 5, `${shapes.size} pictures`);
		assert.deepEqual(await notebook.errors(), []);
		assert.deepEqual(notebook.complaints, []);
		await notebook.close();
	});

	test("the stop button ends a long training, and the next cell runs", async () => {
		const notebook = await open("stopped", [training(ENDLESS), 'console.log("the next cell");']);
		await notebook.untilIdle();
		await notebook.startCell(notebook.codeCells().nth(0));
		await moves(notebook.figures().first());
		await notebook.toolbar("notebook:interrupt-kernel");
		await notebook.untilIdle();
		const shape = await shapeOf(notebook.figures().first());
		await notebook.runCell(notebook.codeCells().nth(1));
		await outputOf(notebook.codeCells().nth(1), "the next cell");
		assert.equal(await shapeOf(notebook.figures().first()), shape, "the figure stands still");
		await notebook.close();
	});

	test("a kernel restarted in the middle of a training is a fresh one", async () => {
		const notebook = await open("restarted", [training(ENDLESS), "typeof rnn", "1 + 1"]);
		await notebook.untilIdle();
		await notebook.startCell(notebook.codeCells().nth(0));
		await moves(notebook.figures().first());
		await notebook.toolbar("notebook:restart-kernel");
		await notebook.acceptDialog();
		await notebook.untilIdle();
		await notebook.runCell(notebook.codeCells().nth(2));
		await outputOf(notebook.codeCells().nth(2), "2");
		const shape = await shapeOf(notebook.figures().first());
		await notebook.runCell(notebook.codeCells().nth(2));
		assert.equal(await shapeOf(notebook.figures().first()), shape, "the figure stands still");
		assert.deepEqual(notebook.complaints, []);
		await notebook.close();
	});

	test("Tab completes a function of src, and Shift+Tab shows what it does", async () => {
		const notebook = await open("completed", [
			'import { countParameters } from "./src/network/network";',
			"countPar",
		]);
		await notebook.untilIdle();
		await notebook.runCell(notebook.codeCells().nth(0));
		const cell = notebook.codeCells().nth(1);
		await notebook.focus(cell);
		await notebook.page.keyboard.press("End");
		await notebook.page.keyboard.press("Tab");
		await waitUntil(async () => {
			const popup = notebook.page.locator(".jp-Completer:visible", { hasText: "countParameters" });
			if ((await popup.count()) > 0) await notebook.page.keyboard.press("Enter");
			return (await notebook.sourceOf(cell)) === "countParameters";
		});
		await notebook.page.keyboard.press("Shift+Tab");
		await notebook.page
			.locator(".jp-Tooltip", { hasText: "How many numbers training changes" })
			.waitFor();
		await notebook.close();
	});

	test("what is saved and closed is there when it is opened again", async () => {
		const { lab, browser } = stage();
		const first = await open("kept", [training(2000), 'const word = "kept";\nword']);
		await first.untilIdle();
		await first.runCell(first.codeCells().nth(0));
		await first.runCell(first.codeCells().nth(1));
		await see(first.figures().first());
		const figures = await first.figureTexts();
		await first.page.keyboard.press("ControlOrMeta+s");
		await first.page.locator(".lm-TabBar-tab.jp-mod-dirty").waitFor({ state: "detached" });
		await first.close();
		const again = await NotebookPage.open(lab, browser, join(lab.folder, "kept.ipynb"));
		await see(again.figures().first());
		assert.deepEqual(await again.figureTexts(), figures);
		assert.match((await again.codeCells().nth(1).textContent()) ?? "", /kept/);
		assert.deepEqual(again.complaints, []);
		await again.close();
	});

	test("two lessons are open at once, in the dark, each with its figures and its kernel", async () => {
		const { lab, browser } = stage();
		const lessons = lessonFiles().slice(0, 2);
		assert.equal(lessons.length, 2);
		const [first = "", second = ""] = lessons.map((file) => {
			const copy = join(lab.folder, `two-${basename(file)}`);
			copyFileSync(file, copy);
			return copy;
		});
		const notebook = await NotebookPage.open(lab, browser, first);
		await notebook.setTheme("JupyterLab Dark");
		await notebook.command("docmanager:open", { path: lab.pathOf(second), factory: "Notebook" });
		for (const file of [second, first]) {
			await notebook.bringToFront(basename(file));
			await notebook.untilIdle();
			await notebook.runCell(notebook.codeCells().first());
			const paper = await notebook.backgroundOf(".jp-Notebook");
			for (const figure of await notebook.figures().all()) {
				await see(figure);
				await waitUntil(async () => (await paperOf(figure)) === paper);
			}
			assert.deepEqual(await notebook.errors(), []);
		}
		assert.deepEqual(notebook.complaints, []);
		await notebook.close();
	});

	test("a lesson's slider moves and its play button plays, with no kernel", async () => {
		const { lab, browser } = stage();
		const { file, index } = firstAnimation();
		const copy = join(lab.folder, `still-${basename(file)}`);
		copyFileSync(file, copy);
		const lesson = await NotebookPage.openWithoutKernel(lab, browser, copy);
		const figure = lesson.figures().nth(index);
		await see(figure);
		for (const [control, place] of [
			[".slider-rail-touch-rect", { x: 40, y: 10 }],
			[".updatemenu-button:has-text('Play')", { x: 10, y: 10 }],
		] as const) {
			const shape = await shapeOf(figure);
			await figure.locator(control).first().click({ position: place });
			await waitUntil(async () => (await shapeOf(figure)) !== shape);
		}
		assert.deepEqual(lesson.complaints, []);
		await lesson.close();
	});
}

/** The first lesson with a figure that has a slider and a button, and which of its figures it is. */
function firstAnimation(): { file: string; index: number } {
	for (const file of lessonFiles()) {
		const figures = readNotebook(file).cells.flatMap(({ outputs = [] }) =>
			outputs.flatMap(({ data }) => data?.[figureMimeType] ?? []),
		) as { layout: { sliders?: unknown; updatemenus?: unknown } }[];
		const index = figures.findIndex(({ layout }) => layout.sliders && layout.updatemenus);
		if (index >= 0) return { file, index };
	}
	return assert.fail("no lesson has an animation");
}

async function moves(figure: Locator): Promise<void> {
	await see(figure);
	const shape = await shapeOf(figure);
	await waitUntil(async () => (await shapeOf(figure)) !== shape);
}

async function outputOf(cell: Locator, text: string): Promise<void> {
	await cell.locator(".jp-OutputArea-output", { hasText: text }).first().waitFor();
}
