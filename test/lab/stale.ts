import assert from "node:assert/strict";
import { test } from "node:test";
import { writeNotebook } from "../../src/lab/notebook-file.js";
import { NotebookPage } from "../../src/lab/notebook-page.js";
import { waitUntil } from "./looks.js";
import type { Stage } from "./stage.js";

/** A network in small, made in one cell and trained in place in the next. */
const lesson = [
	"const alpha = 1;",
	"const network = { w: 8 };",
	"network.w -= alpha;",
	"`w = ${network.w}`",
	"`alpha = ${alpha}`",
];

/** What a page says of cells that are out of date, in two windows on one kernel. */
export function staleTests(stage: () => Stage): void {
	test("cells out of date are marked in every window, and run by a button", async () => {
		const { lab, browser } = stage();
		const cells = lesson.map((source) => ({ source }));
		const file = writeNotebook(lab.folder, "stale.ipynb", cells);
		const page = await NotebookPage.open(lab, browser, file);
		await page.untilIdle();
		const cell = (at: number) => page.codeCells().nth(at);
		await page.runFrom(cell(0));
		const window = await NotebookPage.open(lab, browser, file);

		await page.rewrite(cell(0), "const alpha = 3;");
		const doubtful = "May be out of date: alpha may change";
		await marksAre(page, [
			"Edited, not run",
			"Runs again first",
			doubtful,
			"May be out of date: network may change",
			doubtful,
		]);
		await page.runCell(cell(0));
		const stale = [
			"",
			"Runs again first",
			"Out of date: alpha changed",
			"Out of date: needs network",
			"Out of date: alpha changed",
		];
		await marksAre(page, stale);
		await marksAre(window, stale.with(0, "Edited, not run"));

		await page.page.getByRole("button", { name: "Run 4 cells" }).click();
		await marksAre(page, ["", "", "", "", ""]);
		assert.match((await cell(3).textContent()) ?? "", /w = 5/);
		// Of Jupyter's widgets, each window hears what is meant for the other.
		const complaints = [...page.complaints, ...window.complaints];
		assert.deepEqual(
			complaints.filter((text) => !/^Comm not found for comm id [-0-9a-f]{36} /.test(text)),
			[],
		);
		await page.close();
		await window.close();
	});
}

async function marksAre(page: NotebookPage, expected: readonly string[]): Promise<void> {
	let found: string[] = [];
	await waitUntil(async () => {
		found = await page
			.codeCells()
			.evaluateAll((cells) =>
				cells.map((cell) => cell.querySelector(".unrolled-mark-label")?.textContent ?? ""),
			);
		return JSON.stringify(found) === JSON.stringify(expected);
	}).catch(() => assert.deepEqual(found, expected));
}
