import assert from "node:assert/strict";
import { test } from "node:test";
import { JupyterLab } from "../../src/lab/jupyterlab.js";
import { writeNotebook } from "../../src/lab/notebook-file.js";
import { NotebookPage } from "../../src/lab/notebook-page.js";
import type { Stage } from "./stage.js";

const cells = [
	`import { language } from "./src/notebook/language";
import { controls } from "./src/notebook/controls";
import { explore } from "./src/notebook/explore";
import { lossCurve } from "./src/figures/loss-curve";
language("zh");
await explore(controls({ alpha: { value: 1, min: 0.1, max: 10 } }), () => lossCurve({ reports: [], iterations: 100 }));`,
	`import { hyperparameters } from "./src/notebook/hyperparameters";
hyperparameters({ alpha: { value: 20, min: 0.1, max: 10 } });`,
];

/** That JupyterLab, its widgets and a notebook's outputs speak one language. */
export function languageTests(stage: () => Stage): void {
	test("in Chinese, JupyterLab's menus, controls, figures and errors are", async (t) => {
		const lab = await JupyterLab.start({ language: "zh" });
		t.after(() => lab.stop());
		const file = writeNotebook(
			lab.folder,
			"chinese.ipynb",
			cells.map((source) => ({ source })),
		);
		const notebook = await NotebookPage.open(lab, stage().browser, file);
		const menus = await notebook.page
			.locator("#jp-MainMenu .lm-MenuBar-itemLabel")
			.allTextContents();
		assert.deepEqual(menus.slice(0, 3), ["文件", "编辑", "查看"]);
		await notebook.untilIdle();
		await notebook.restartAndRunAll();
		await notebook.notebook().locator("button", { hasText: "复位" }).waitFor();
		assert.equal(await notebook.seeEveryFigure(), 1);
		const texts = await notebook.figures().locator("text").allTextContents();
		assert.ok(texts.includes("迭代（已见样本数）"), texts.join("; "));
		assert.match((await notebook.errors()).join(), /alpha 必须是 0.1 到 10 之间的数/);
		await notebook.close();
	});
}
