import assert from "node:assert/strict";
import { copyFileSync } from "node:fs";
import { basename, join } from "node:path";
import { test } from "node:test";
import { lessonFiles, type Notebook, readNotebook, textOf } from "../../src/lab/notebook-file.js";
import { NotebookPage } from "../../src/lab/notebook-page.js";
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

			await lesson.untilIdle();
			await lesson.restartAndRunAll();
			assert.deepEqual(await lesson.errors(), []);
			assert.equal(await lesson.seeEveryFigure(), figures, "figures drawn afresh");
			await moveEveryControl(lesson, countPanels(saved));

			const cell = lesson.cells().nth(parametersCell(saved));
			const source = await lesson.sourceOf(cell);
			const { name, range, other, wrong } = firstNumber(source);
			const before = await lesson.figureTexts();
			await lesson.rewrite(cell, source.replace(range, other));
			await lesson.runFrom(cell);
			assert.deepEqual(await lesson.errors(), [], `with another ${name}`);
			assert.notDeepEqual(await lesson.figureTexts(), before, `figures with another ${name}`);
			assert.equal(await lesson.seeEveryFigure(), figures, `figures drawn with another ${name}`);

			await lesson.rewrite(cell, source.replace(range, wrong));
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

function parametersCell({ cells }: Notebook): number {
	const index = cells.findIndex(({ metadata }) => {
		const { tags } = metadata as { tags?: readonly string[] };
		return tags?.includes("parameters");
	});
	assert.ok(index >= 0, "a lesson has a cell tagged parameters");
	assert.match(textOf(cells[index]?.source), /value:/);
	return index;
}

/** The first number with a range in the cell, and that range with another value and a wrong one. */
function firstNumber(source: string) {
	const match = /(\w+): \{ value: ([\d.e-]+), min: ([\d.e-]+), max: ([\d.e-]+)/.exec(source);
	assert.ok(match, `a hyperparameter with a range in:\n${source}`);
	const [range, name, value, min, max] = match as unknown as [
		string,
		string,
		string,
		string,
		string,
	];
	const within = Number(value) === Number(min) ? max : min;
	const half = (Number(value) + Number(within)) / 2;
	const isWhole = [value, min, max].every((text) => Number.isInteger(Number(text)));
	const at = (to: number) => range.replace(`value: ${value}`, `value: ${to}`);
	return {
		name,
		range,
		other: at(isWhole ? Math.round(half) : half),
		wrong: at(Number(max) * 2 + 1),
	};
}
