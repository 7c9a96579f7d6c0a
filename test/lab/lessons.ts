import assert from "node:assert/strict";
import { copyFileSync } from "node:fs";
import { basename, join } from "node:path";
import { test } from "node:test";
import { lessonFiles, type Notebook, readNotebook, textOf } from "../../src/lab/notebook-file.js";
import { NotebookPage } from "../../src/lab/notebook-page.js";
import { parametersCell } from "../notebooks/lesson.js";
import { declaredIn, leastWork, type Value, withValues } from "../notebooks/parameters.js";
import { scrollbarsIn } from "./looks.js";
import { moveEveryControl } from "./move-controls.js";
import type { Stage } from "./stage.js";

/** What every lesson has to stand, with one page each. */
export function lessonTests(stage: () => Stage): void {
	for (const file of lessonFiles()) {
		const saved = readNotebook(file);
		const figures = countFigures(saved);

		test(`${basename(file)}: shows its saved figures untrusted, runs afresh, follows a hyperparameter`, async () => {
			const { lab, browser } = stage();
			const copy = join(lab.folder, basename(file));
			copyFileSync(file, copy);
			const lesson = await NotebookPage.open(lab, browser, copy);

			assert.ok(await lesson.isUntrusted());
			assert.equal(await lesson.seeEveryFigure(), figures, "figures drawn as saved");
			assert.deepEqual(await lesson.errors(), []);
			assert.deepEqual(await scrollbarsIn(lesson.figures()), []);

			// Trainings are as short as they may be: the kernel's tests run the lesson as it is.
			const { source, ranges, name, another, wrong } = hyperparametersOf(saved);
			const cell = lesson.cells().nth(saved.cells.indexOf(parametersCell(saved)));
			const rewrite = (values: Readonly<Record<string, Value>>) =>
				lesson.rewrite(cell, withValues(source, ranges, { ...leastWork(ranges), ...values }));
			await lesson.untilIdle();
			await rewrite({});
			await lesson.restartAndRunAll();
			assert.deepEqual(await lesson.errors(), []);
			assert.equal(await lesson.seeEveryFigure(), figures, "figures drawn afresh");
			await moveEveryControl(lesson, countPanels(saved));

			const before = await lesson.figureTexts();
			await rewrite({ [name]: another });
			await lesson.runFrom(cell);
			assert.deepEqual(await lesson.errors(), [], `with another ${name}`);
			assert.notDeepEqual(await lesson.figureTexts(), before, `figures with another ${name}`);
			assert.equal(await lesson.seeEveryFigure(), figures, `figures drawn with another ${name}`);

			await rewrite({ [name]: wrong });
			await lesson.runCell(cell);
			const [error = ""] = await lesson.errors();
			assert.match(error, new RegExp(`${name} must be .*from .* to `));

			assert.deepEqual(lesson.complaints, []);
			await lesson.close();
		});
	}
}

function countFigures({ cells }: Notebook): number {
	return cells.flatMap(({ outputs = [] }) =>
		outputs.filter(({ data }) => data?.["application/vnd.plotly.v1+json"] !== undefined),
	).length;
}

/** How many cells show controls. */
function countPanels({ cells }: Notebook): number {
	return cells.filter(({ source }) => textOf(source).includes("await explore(")).length;
}

/** A lesson's cell of hyperparameters, and for the first number in it another value and a wrong one. */
function hyperparametersOf(saved: Notebook) {
	const source = textOf(parametersCell(saved).source);
	const ranges = declaredIn(source);
	for (const [name, range] of Object.entries(ranges)) {
		if (!("min" in range)) continue;
		const { value, min, max, step } = range;
		const middle = ((value === min ? max : min) + value) / 2;
		const another = step === 1 ? Math.round(middle) : middle;
		return { source, ranges, name, another, wrong: 2 * max + 1 };
	}
	return assert.fail("a lesson has a hyperparameter that is a number");
}
