import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { describe, test } from "node:test";
import {
	type Cell,
	figureMimeType,
	lessonFiles,
	readNotebook,
	textOf,
} from "../../src/lab/notebook-file.js";
import { inRoot } from "../../src/setup/machine.mjs";
import { patternOf, uncovered } from "./claims.js";
import {
	allClaims,
	chosen,
	claimsOf,
	errorsIn,
	isParameters,
	parametersCell,
	solutionFor,
} from "./lesson.js";

/** Every lesson as it was saved. */
for (const file of lessonFiles(chosen)) {
	const claims = await claimsOf(file);
	describe(`${basename(file)} as saved`, () => {
		const text = readFileSync(file, "utf8");
		const notebook = readNotebook(file);
		const code = notebook.cells.filter((cell) => cell.cell_type === "code");
		const markdown = notebook.cells.filter((cell) => cell.cell_type === "markdown");

		test("is small enough", () => {
			assert.ok(Buffer.byteLength(text) < 1.5e6, `${Buffer.byteLength(text)} bytes`);
		});

		test("is for the course's kernel", () => {
			assert.deepEqual(notebook.metadata.kernelspec, {
				display_name: "TypeScript (tslab)",
				language: "typescript",
				name: "tslab",
			});
		});

		test("has one cell of hyperparameters, and a name of its own for each cell", () => {
			assert.equal(code.filter(isParameters).length, 1);
			const ids = notebook.cells.map(({ id }) => id);
			assert.equal(new Set(ids).size, ids.length);
		});

		test("has cells that fit on a screen", () => {
			for (const { id, source, metadata } of code) {
				const lines = textOf(source).split("\n").length;
				// One cell of the course is a whole program, to be read as such.
				const most = Array.isArray(metadata.tags) && metadata.tags.includes("program") ? 60 : 20;
				assert.ok(lines <= most, `${id} has ${lines} lines`);
			}
		});

		test("was saved after a run from top to bottom without errors", () => {
			assert.deepEqual(
				code.map(({ execution_count }) => execution_count),
				code.map((_, at) => at + 1),
			);
			assert.deepEqual(errorsIn(notebook), []);
		});

		test("says nothing that the next run would say differently", () => {
			const volatile = /(\/(home|root|tmp|Users|work)\/)|([A-Z]:\\)|(\d\d:\d\d:\d\d)|(\d s left)/;
			for (const { id, outputs = [] } of code) {
				for (const output of outputs) {
					const { [figureMimeType]: _, "image/png": __, ...words } = output.data ?? {};
					assert.doesNotMatch(JSON.stringify([words, output.text ?? ""]), volatile, id);
				}
			}
		});

		test("has a table of contents: one title, and no level left out", () => {
			const levels = markdown
				.flatMap(({ source }) => textOf(source).match(/^#{1,6} /gm) ?? [])
				.map((marks) => marks.length - 1);
			assert.equal(levels[0], 1);
			assert.equal(levels.filter((level) => level === 1).length, 1);
			for (const [at, level] of levels.entries()) {
				assert.ok(at === 0 || level <= levels[at - 1] + 1, `heading ${at} is of level ${level}`);
			}
		});

		test("links to files that there are", () => {
			for (const { source } of markdown) {
				for (const [, target] of textOf(source).matchAll(/\]\(([^)#\s]+)[^)]*\)/g)) {
					if (/^\w+:/.test(target)) continue;
					assert.ok(existsSync(join(dirname(file), target)), target);
				}
			}
		});

		test("has a check and a solution for every answer", () => {
			const answers = code.filter(({ id }) => id.startsWith("answer-"));
			assert.ok(answers.length >= 2 && answers.length <= 4);
			for (const { id } of answers) {
				assert.ok(notebook.cells.some((cell) => cell.id === id.replace("answer", "check")));
				assert.ok(solutionFor(notebook, id) !== undefined, `there is a solution for ${id}`);
			}
		});

		if (claims === undefined) return;

		test("has its hyperparameters folded away below, as they are", () => {
			const { id, source } = parametersCell(notebook);
			const below = notebook.cells[notebook.cells.findIndex((cell) => cell.id === id) + 1];
			assert.equal(codeIn(textOf(below.source)), textOf(source));
		});

		test("has an answer folded below every question", () => {
			for (const question of questionsIn(markdown)) {
				const answer = /<details><summary>Answer<\/summary>\n\n(.*?)\n\n<\/details>/s.exec(
					question,
				)?.[1];
				assert.ok(answer, `there is an answer to: ${question}`);
				const shown = claims.changed?.some((each) =>
					each.claims.some(({ says }) => patternOf(says).test(answer)),
				);
				assert.ok(shown, `a claim of a changed run stands in: ${answer}`);
			}
		});

		test("has every sentence whose claim is tested", () => {
			for (const { cell, says } of allClaims(claims)) {
				const text = textOf(markdown.find(({ id }) => id === cell)?.source);
				assert.match(text, patternOf(says), `the words of a claim stand in ${cell}`);
			}
			const prose = markdown.map(({ source }) => textOf(source)).join("\n\n");
			for (const words of Object.values(claims.free ?? {}).flat()) {
				assert.match(prose, patternOf(words), "the words that are free of claims stand somewhere");
			}
		});

		test("has no number in its prose that nothing shows", () => {
			const free = Object.values(claims.free ?? {}).flat();
			const found = markdown
				.filter(({ id }) => !/^(exercise|solution)-/.test(id))
				.flatMap(({ id, source }) => {
					const said = allClaims(claims).filter(({ cell }) => cell === id);
					const covered = [...said.map(({ says }) => says), ...free];
					return uncovered(textOf(source), covered).map((where) => `${id}: ${where}`);
				});
			assert.deepEqual(found, []);
		});

		test("marks what is true of the defaults, and nothing else, in one way", () => {
			for (const { id, source } of markdown) {
				const unmarked = textOf(source).replaceAll("**With the defaults:**", "");
				assert.doesNotMatch(unmarked, /with the defaults|with the document's values/i, id);
			}
		});

		test("says of what may be skipped where to go on", () => {
			const headings = markdown.flatMap(({ source }) => textOf(source).match(/^#+ .*$/gm) ?? []);
			const anchors = headings.map((text) => text.replace(/^#+ /, "").replace(/ /g, "-"));
			for (const { id, source } of markdown) {
				for (const line of textOf(source).match(/^.*skip at first.*$/gim) ?? []) {
					const target = /^> \*\*Skip at first:\*\* .*\]\(#([^)]+)\)/.exec(line)?.[1];
					assert.ok(target && anchors.includes(decodeURI(target)), `${id}: ${line}`);
				}
			}
		});
	});
}

test("claims are made for lessons that there are", () => {
	const lessons = new Set(lessonFiles().map((file) => basename(file, ".ipynb")));
	const claimed = readdirSync(inRoot("test", "notebooks", "claims"));
	assert.deepEqual(
		claimed.filter((file) => !lessons.has(basename(file, ".ts"))),
		[],
	);
});

/** Each question of "Predict, then change", with what stands below it. */
function questionsIn(markdown: readonly Cell[]): string[] {
	const text = markdown.map(({ source }) => textOf(source)).join("\n\n");
	const section = /^## Predict, then change$(.*?)(?=^## )/ms.exec(text)?.[1] ?? "";
	return section.split(/^(?=\*\*`)/m).slice(1);
}

/** The code of the first block in a text. */
function codeIn(text: string): string | undefined {
	return /```ts\n(.*?)\n```/s.exec(text)?.[1];
}
