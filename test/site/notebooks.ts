import assert from "node:assert/strict";
import { test } from "node:test";
import type { Browser } from "playwright-core";
import { lessonFiles } from "../../src/lab/notebook-file.js";
import { NotebookPage } from "../../src/lab/notebook-page.js";
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
}
