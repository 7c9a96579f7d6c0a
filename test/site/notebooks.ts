import assert from "node:assert/strict";
import { test } from "node:test";
import type { Browser } from "playwright-core";
import { lessonFiles } from "../../src/lab/notebook-file.js";
import { NotebookPage } from "../../src/lab/notebook-page.js";
import { until } from "../../src/lab/panel.js";
import { SiteLab } from "../../src/lab/site-lab.js";

/** What a reader does in the site's JupyterLab. */
export function notebookTests(
	stage: (isIsolated: boolean) => { browser: Browser; address: string },
): void {
	test("a lesson opens from a folder below a path, runs, and stops", async () => {
		const { browser, address } = stage(false);
		const [, lesson = ""] = lessonFiles();
		const page = await NotebookPage.open(new SiteLab(address), browser, lesson);
		await page.untilIdle();
		const [first, second] = [page.codeCells().nth(0), page.codeCells().nth(1)];
		await page.runCell(first);
		assert.equal(await page.figures().first().count(), 1);
		await page.rewrite(second, 'const kept = "kept"; await new Promise(() => {});');
		await page.startCell(second);
		await second.locator(".jp-InputPrompt", { hasText: "[*]" }).waitFor();
		await page.toolbar("notebook:interrupt-kernel");
		await page.untilIdle();
		await page.rewrite(second, "kept");
		await page.runCell(second);
		await second.locator(".jp-OutputArea-output", { hasText: "'kept'" }).waitFor();

		await page.toolbar("notebook:restart-kernel");
		await page.acceptDialog();
		await page.untilIdle();
		await page.runCell(second);
		await second.locator(".jp-OutputArea-output", { hasText: "Cannot find name" }).waitFor();
		assert.deepEqual(page.complaints, []);
		await page.close();
	});

	test("what a reader changes is used, saved, there again, restored; then all of it without a network", async () => {
		const { browser, address } = stage(false);
		const [, lesson = ""] = lessonFiles();
		const page = await NotebookPage.open(new SiteLab(address), browser, lesson);
		await page.untilIdle();
		const cell = page.codeCells().nth(0);
		const original = await page.sourceOf(cell);
		const says = async (source: string, text: string) => {
			await page.rewrite(cell, source);
			await page.runCell(cell);
			await cell.locator(".jp-OutputArea-output", { hasText: text }).waitFor();
		};
		await saveFile(page, "notebooks/mine.ts", "export const answer = 41;");
		await says('import { answer } from "./mine";\nanswer + 1', "42");
		await saveFile(page, "notebooks/mine.ts", "export const answer = 66;");
		await saveFile(
			page,
			"src/notebook/html.ts",
			'export const html = (text: string) => "changed";',
		);
		await says('import { answer } from "./mine";\nanswer + 1', "67");
		await says('import { html } from "./src/notebook/html";\nhtml("")', "'changed'");

		await page.command("docmanager:save");
		await page.page.evaluate(() => navigator.serviceWorker.ready);
		await page.page.waitForFunction(
			() => navigator.serviceWorker.controller?.state === "activated",
		);
		await page.page.context().setOffline(true);
		await reload(page);
		assert.match(await page.sourceOf(cell), /html\(""\)/);
		assert.ok(await page.page.evaluate(() => crossOriginIsolated));
		await says(
			'import { html } from "./src/notebook/html";\nhtml("") + typeof SharedArrayBuffer',
			"'changedfunction'",
		);

		await page.start("unrolled:restore-lesson");
		await page.acceptDialog();
		await until("the lesson as it was", async () => (await page.sourceOf(cell)) === original);
		await page.close();
	});
}

/** Saves a file as JupyterLab's editor does. */
function saveFile(page: NotebookPage, path: string, content: string): Promise<void> {
	return page.page.evaluate(
		async ([path, content]) => {
			const { contents } = window.jupyterapp.serviceManager;
			await contents.save(path, { type: "file", format: "text", content });
		},
		[path, content] as const,
	);
}

async function reload(page: NotebookPage): Promise<void> {
	await page.page.reload();
	await page.page.waitForFunction(
		() =>
			"jupyterapp" in window && window.jupyterapp.shell.currentWidget?.sessionContext !== undefined,
	);
	await page.cells().first().waitFor();
	await page.untilIdle();
}
