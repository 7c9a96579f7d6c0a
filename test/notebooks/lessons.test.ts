import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";
import type { MimeBundle } from "../../src/figures/figure.js";
import {
	type Cell,
	figureMimeType,
	inOrder,
	lessonFiles,
	type Notebook,
	type Output,
	readNotebook,
	textOf,
} from "../../src/lab/notebook-file.js";
import { jupyterEnvironment } from "../../src/setup/jupyter.mjs";
import { inRoot, venvCommand } from "../../src/setup/machine.mjs";
import { type PlainFigure, PlotlyPage } from "../figures/plotly-page.js";
import { type Declaration, declarations, withValues } from "./parameters.js";

/**
 * Every lesson as it was saved, and as it runs on the real kernel: from scratch, with its
 * solutions in the place of the answers, with every hyperparameter at either end of its range,
 * and with nonsense. `LESSONS=05` takes those whose names begin so.
 */
const files = lessonFiles(process.env.LESSONS?.split(","));

for (const file of files) {
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
			for (const { id, source } of code) {
				const lines = textOf(source).split("\n").length;
				assert.ok(lines <= 20, `${id} has ${lines} lines`);
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
	});
}

describe("lessons on the kernel", { concurrency: 2 }, () => {
	let validator: PlotlyPage;
	before(async () => {
		validator = await PlotlyPage.start();
	});
	after(() => validator?.close());

	for (const file of files) {
		test(basename(file), async (t) => {
			const saved = readNotebook(file);
			const cell = saved.cells.find(isParameters);
			assert.ok(cell, "there is a cell of hyperparameters");
			const declared = declarations(textOf(cell.source));
			const [fresh, solved, atMin, atMax, nonsense] = await runInTurn(file, [
				saved,
				withSolutions(saved),
				withEnds(saved, declared, 0),
				withEnds(saved, declared, 1),
				withNonsense(saved, cell, declared),
			]);

			await t.test("gives the saved outputs again", () => {
				fresh.cells.forEach((cell, at) => {
					assert.deepEqual(comparable(cell), comparable(saved.cells[at]), cell.id);
				});
			});

			await t.test("has solutions that its checks accept", () => {
				assert.deepEqual(errorsIn(solved), []);
				for (const { id, outputs = [] } of solved.cells) {
					if (!id.startsWith("check-")) continue;
					const said = outputs.map(({ data }) => textOf(data?.["text/plain"] as string)).join();
					assert.match(said, /✓ Right/, id);
				}
			});

			for (const [name, run] of Object.entries({ atMin, atMax })) {
				await t.test(`is sensible with every hyperparameter ${name}`, () => {
					assert.deepEqual(errorsIn(run), []);
				});
			}

			await t.test("says what is wrong with nonsense", () => {
				for (const { id, source, outputs = [] } of nonsense.cells) {
					const [error] = outputs;
					assert.equal(error?.output_type, "error", `${id}: ${textOf(source)}`);
					assert.match(error.evalue ?? "", /\w+ must (be|have)|is not assignable/, id);
				}
			});

			await t.test("draws figures that plotly.js's validate accepts", async () => {
				for (const run of [fresh, atMin, atMax]) {
					for (const { id, outputs = [] } of run.cells) {
						for (const figure of figuresIn(outputs)) {
							assert.deepEqual(await validator.complaintsAbout(figure), [], id);
						}
					}
				}
			});
		});
	}
});

function isParameters({ metadata }: Cell): boolean {
	return Array.isArray(metadata.tags) && metadata.tags.includes("parameters");
}

function figuresIn(outputs: readonly Output[]): PlainFigure[] {
	return outputs.flatMap(({ data }) => (data?.[figureMimeType] ?? []) as PlainFigure);
}

function errorsIn({ cells }: Notebook): string[] {
	return cells.flatMap(({ id, outputs = [] }) =>
		outputs
			.filter((output) => output.output_type === "error" || output.name === "stderr")
			.map((output) => `${id}: ${output.evalue ?? textOf(output.text)}`),
	);
}

/** A cell without what publishing adds to it. */
function comparable({ id, source, outputs = [], execution_count = null }: Cell): unknown {
	const told = outputs.map(({ data, metadata, text, ...output }) => ({
		...output,
		text: textOf(text),
		data: Object.fromEntries(
			Object.entries((data ?? {}) as MimeBundle)
				.filter(([type]) => type !== "image/png" && !type.includes("widget-view"))
				.map(([type, value]) => [type, type.startsWith("text/") ? textOf(value as string) : value]),
		),
	}));
	return inOrder({ id, source: textOf(source), execution_count, outputs: told });
}

/** The answer, check and solution of an exercise go by the same number. */
function solutionFor({ cells }: Notebook, answerId: string): string | undefined {
	const solution = cells.find(({ id }) => id === answerId.replace("answer", "solution"));
	return /```ts\n(.*?)```/s.exec(textOf(solution?.source))?.[1].trim();
}

/** Only answers and checks: the rest of the lesson has run before. */
function withSolutions(notebook: Notebook): Notebook {
	const cells = notebook.cells
		.filter(({ id, cell_type }) => cell_type === "code" && /^(answer|check)-\d/.test(id))
		.map((cell) => ({ ...cell, source: solutionFor(notebook, cell.id) ?? cell.source }));
	return { ...notebook, cells };
}

function withEnds(notebook: Notebook, declared: readonly Declaration[], end: 0 | 1): Notebook {
	const values = new Map(declared.map((each) => [each, each.ends[end]]));
	const cells = notebook.cells.map((cell) =>
		isParameters(cell) ? { ...cell, source: withValues(textOf(cell.source), values) } : cell,
	);
	return { ...notebook, cells };
}

/** The cell of hyperparameters once for every piece of nonsense. */
function withNonsense(notebook: Notebook, cell: Cell, declared: readonly Declaration[]): Notebook {
	const cells = declared.flatMap((each) =>
		each.nonsense.map((value, at) => ({
			...cell,
			id: `${each.name.slice(0, 40)}-${at}`,
			source: withValues(textOf(cell.source), new Map([[each, value]])),
		})),
	);
	return { ...notebook, cells };
}

/** Runs versions of a lesson one after the other on one kernel, where the lesson itself is. */
async function runInTurn(file: string, versions: readonly Notebook[]): Promise<Notebook[]> {
	const folder = mkdtempSync(join(tmpdir(), "lesson-"));
	try {
		const paths = versions.map((version, at) => {
			const path = join(folder, `${at}.ipynb`);
			writeFileSync(path, JSON.stringify(version));
			return path;
		});
		const { stdout } = await promisify(execFile)(
			venvCommand("python"),
			[inRoot("test", "notebooks", "run.py"), dirname(file), ...paths],
			{ env: jupyterEnvironment(), maxBuffer: 2 ** 28 },
		);
		return JSON.parse(stdout);
	} finally {
		rmSync(folder, { recursive: true });
	}
}
