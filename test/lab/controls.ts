import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { writeNotebook } from "../../src/lab/notebook-file.js";
import { NotebookPage, see } from "../../src/lab/notebook-page.js";
import { Panel, until } from "../../src/lab/panel.js";
import { moveEveryControl } from "./move-controls.js";
import type { Stage } from "./stage.js";

const imports = `
import { controls } from "./src/notebook/controls";
import { explore } from "./src/notebook/explore";
import { lines } from "./src/figures/lines";
`;

/** One of each kind of control; the title says where they stand. */
const everything = `${imports}
await explore(
	controls({
		alpha: { value: 0.37, min: 0.001, max: 10, scale: "log", label: "rate" },
		shift: { value: 0, min: -5, max: 5, step: 0.1, label: "shift" },
		size: { value: 16, min: 1, max: 64, step: 1, label: "size" },
		t: { value: 1, min: 1, max: 8, step: 1, label: "step", play: true },
		kind: { value: "rnn", options: ["rnn", "lstm"], label: "kind" },
		open: { value: false, label: "open" },
	}),
	({ alpha, shift, size, t, kind, open }) => {
		if (shift > 4) throw new RangeError("shift is too much for this figure");
		return lines({
			title: [alpha, shift, size, t, kind, open].join(" "),
			alt: "A line.",
			xTitle: "x",
			yTitle: "y",
			height: 300,
			series: [{ name: "line", x: [0, 1, 2], y: [alpha, shift, size] }],
		});
	},
);`;

/** A computation without an end at n = 2. */
const endless = `${imports}
await explore(controls({ n: { value: 1, min: 0, max: 9, step: 1, label: "n" } }), async ({ n }, signal) => {
	while (n === 2 && !signal.aborted) await new Promise((resolve) => setTimeout(resolve, 5));
	return lines({
		title: \`n is \${n}\`, alt: "A point.", xTitle: "x", yTitle: "y", height: 300,
		series: [{ name: "point", x: [0], y: [n] }],
	});
});`;

const START = "0.37 0 16 1 rnn false";

/** Controls on their own; those of the lessons are moved where the lessons run. */
export function controlTests(stage: () => Stage): void {
	const run = async (name: string, ...sources: readonly string[]) => {
		const { lab, browser } = stage();
		const cells = sources.map((source) => ({ source }));
		const file = writeNotebook(lab.folder, `${name}.ipynb`, cells);
		const notebook = await NotebookPage.open(lab, browser, file);
		await notebook.untilIdle();
		for (const cell of await notebook.codeCells().all()) {
			await notebook.runCell(cell);
			await see(cell.locator(".unrolled-figure").first());
		}
		const [panel] = await Panel.all(notebook);
		assert.ok(panel);
		return { file, notebook, panel };
	};

	test("every kind follows the mouse and the keyboard, and goes back with Reset", async () => {
		const { notebook, panel } = await run("kinds", everything);
		assert.equal(await panel.title(), START);
		assert.equal(await panel.readout("rate"), "0.370");
		await moveEveryControl(notebook, 1);
		assert.equal(await panel.title(), START);
		assert.equal(await panel.readout("rate"), "0.370");

		const readout = panel.box
			.locator(".widget-slider", { hasText: "size" })
			.locator(".widget-readout");
		await panel.follows("a typed value", async () => {
			await readout.click();
			await notebook.page.keyboard.press("ControlOrMeta+A");
			await notebook.page.keyboard.insertText("40");
			await notebook.page.keyboard.press("Enter");
		});
		assert.match(await panel.title(), / 40 /);
		assert.deepEqual(notebook.complaints, []);
		await notebook.close();
	});

	test("fifty quick movements leave the last value's figure, the kernel idle and no error", async () => {
		const { notebook, panel } = await run("quick", everything);
		const shift = panel.handle("shift", "slider");
		await panel.drag(shift, 0.8, 50);
		await notebook.untilIdle();
		const value = Number((await panel.readout("shift")).replace("−", "-"));
		assert.ok(value > 2);
		await until("the last value's figure", async () =>
			(await panel.title()).includes(` ${value} 16 `),
		);
		await notebook.settle();
		assert.ok((await panel.title()).includes(` ${value} 16 `));
		assert.deepEqual(await notebook.errors(), []);

		await panel.drag(shift, 1);
		await panel.cell.locator("[role=alert]", { hasText: "too much for this figure" }).waitFor();
		await panel.drag(shift, 0.5);
		await until("the figure again", async () => (await panel.title()) === START);
		assert.equal(await panel.cell.locator("[role=alert]").count(), 0);
		assert.deepEqual(notebook.complaints, []);
		await notebook.close();
	});

	test("a restarted kernel leaves the figure; the cell run again brings the controls back", async () => {
		const { notebook, panel } = await run("again", everything);
		const figure = await panel.figureText();
		await notebook.toolbar("notebook:restart-kernel");
		await notebook.acceptDialog();
		await notebook.untilIdle();
		await panel.drag(panel.handle("shift", "slider"), 0.7);
		await notebook.settle();
		assert.equal(await panel.figureText(), figure);
		for (let times = 0; times < 2; times++) {
			await notebook.runCell(panel.cell);
			assert.equal((await Panel.all(notebook)).length, 1);
			assert.equal(await panel.cell.locator(".widget-play").count(), 1);
		}
		const fresh = panel.handle("shift", "slider");
		await panel.follows("the slider", () => panel.drag(fresh, 0.7));
		assert.deepEqual(notebook.complaints, []);
		await notebook.close();
	});

	test("two views of one notebook move together", async () => {
		const { notebook } = await run("views", everything);
		await notebook.command("docmanager:clone");
		const views = notebook.page.locator(".jp-NotebookPanel");
		await until("a second view", async () => (await views.count()) === 2);
		const panels = [0, 1].map(
			(at) => new Panel(notebook, views.nth(at).locator(".jp-CodeCell").first()),
		);
		const [first, second] = panels as [Panel, Panel];
		await see(second.figure);
		const rate = second.handle("rate", "slider");
		await second.follows("the view itself", () => second.drag(rate, 0.9));
		await until("the other view", async () => (await first.title()) === (await second.title()));
		assert.equal(await first.readout("rate"), await second.readout("rate"));
		await second.reset();
		await until("the reset", async () => (await first.title()) === START);
		assert.equal(await second.title(), START);
		assert.deepEqual(notebook.complaints, []);
		await notebook.close();
	});

	test("a browser closed during a computation, and a saved notebook, leave things sane", async () => {
		const { lab, browser } = stage();
		const { file, notebook, panel } = await run("closed", endless);
		await notebook.page.keyboard.press("ControlOrMeta+s");
		await notebook.page.locator(".lm-TabBar-tab.jp-mod-dirty").waitFor({ state: "detached" });
		assert.doesNotMatch(readFileSync(file, "utf8"), /widget-view/);
		await panel.handle("n", "slider").focus();
		await notebook.page.keyboard.press("ArrowRight");
		await until("it computes", async () => (await panel.readout("n")) === "2");
		await notebook.close();

		const again = await NotebookPage.open(lab, browser, file);
		await again.untilIdle();
		const cell = again.codeCells().first();
		await see(cell.locator(".unrolled-figure").first());
		await cell.getByText("Controls: n = 1 (0 … 9). Run this cell").waitFor();
		assert.doesNotMatch((await cell.textContent()) ?? "", /Error displaying|Loading widget/);
		await again.runCell(cell);
		const [fresh] = await Panel.all(again);
		assert.ok(fresh);
		await fresh.drag(fresh.handle("n", "slider"), 1);
		await until("the slider's figure", async () => (await fresh.title()) === "n is 9");
		assert.deepEqual(again.complaints, []);
		await again.close();
	});

	test("with no kernel the figure stands, with a line for the controls", async () => {
		const { lab, browser } = stage();
		const figure = {
			data: [{ type: "scatter", y: [1, 2] }],
			layout: { title: { text: "It stands" } },
		};
		const file = writeNotebook(lab.folder, "still-controls.ipynb", [
			{
				source: "await explore(controls({}), () => figure);",
				outputs: [
					{
						"application/vnd.jupyter.widget-view+json": { model_id: "gone", version_major: 2 },
						"text/html": "<p>Controls: n = 1</p>",
						"text/plain": "Controls: n = 1",
					},
					{ "application/vnd.plotly.v1+json": figure, "text/plain": "It stands" },
				],
			},
		]);
		const notebook = await NotebookPage.openWithoutKernel(lab, browser, file);
		await see(notebook.figures().first());
		await notebook.codeCells().first().getByText("Controls: n = 1").waitFor();
		assert.deepEqual(notebook.complaints, []);
		await notebook.close();
	});
}
