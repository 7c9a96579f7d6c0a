import assert from "node:assert/strict";
import { basename } from "node:path";
import { after, before, describe, test } from "node:test";
import { inspect } from "node:util";
import {
	figureMimeType,
	lessonFiles,
	type Notebook,
	type Output,
	readNotebook,
	textOf,
} from "../../src/lab/notebook-file.js";
import type { Ranges } from "../../src/notebook/hyperparameters.js";
import { type PlainFigure, PlotlyPage } from "../figures/plotly-page.js";
import { type Claim, complaint } from "./claims.js";
import { chosen, claimsOf, comparable, errorsIn } from "./lesson.js";
import { LessonKernel, notebookOf } from "./lesson-kernel.js";
import { withChange, withEnds, withNonsense, withSolutions } from "./versions.js";

/**
 * Every lesson as it runs on the real kernel: from scratch, with what its prose claims, with its
 * solutions in the place of the answers, changed as its questions ask, with every hyperparameter at
 * either end of its range, and with nonsense. Here alone a lesson does all of its work.
 */
describe("lessons on the kernel", { concurrency: 2 }, () => {
	let validator: PlotlyPage;
	before(async () => {
		validator = await PlotlyPage.start();
	});
	after(() => validator?.close());

	for (const file of lessonFiles(chosen)) {
		test(basename(file), async (t) => {
			const saved = readNotebook(file);
			const claims = await claimsOf(file);
			const kernel = new LessonKernel(file);
			t.after(() => kernel.close());
			const fresh = await kernel.run(saved);
			const ranges = await rangesOn(kernel);

			await t.test("gives the saved outputs again", () => {
				fresh.cells.forEach((cell, at) => {
					assert.deepEqual(comparable(cell), comparable(saved.cells[at]), cell.id);
				});
			});

			await t.test("shows what its prose claims", async () => {
				assert.deepEqual(errorsIn(await kernel.run(notebookOf([claims?.before ?? ""]))), []);
				await assertHolds(claims?.claims ?? [], kernel);
			});

			await t.test("has solutions that its checks accept", async () => {
				const solved = await kernel.run(withSolutions(saved));
				assert.deepEqual(errorsIn(solved), []);
				for (const { id, outputs = [] } of solved.cells) {
					if (!id.startsWith("check-")) continue;
					const said = outputs.map(({ data }) => textOf(data?.["text/plain"] as string)).join();
					assert.match(said, /✓ Right/, id);
				}
			});

			for (const changed of claims?.changed ?? []) {
				await t.test(`answers truly with ${inspect(changed.to)}`, async () => {
					assert.deepEqual(errorsIn(await kernel.run(withChange(saved, ranges, changed))), []);
					await assertHolds(changed.claims, kernel);
				});
			}

			const ends: Notebook[] = [];
			for (const end of [0, 1] as const) {
				await t.test(
					`is sensible at the ${end ? "upper" : "lower"} end of every range`,
					async () => {
						ends[end] = await kernel.run(withEnds(saved, ranges, end));
						assert.deepEqual(errorsIn(ends[end]), []);
					},
				);
			}

			await t.test("says what is wrong with nonsense", async () => {
				const { cells } = await kernel.run(withNonsense(saved, ranges));
				for (const { id, source, outputs = [] } of cells) {
					const [name] = id.split("-");
					const [error] = outputs;
					assert.equal(error?.output_type, "error", `${id}: ${textOf(source)}`);
					const complaint = `^${name} must be |is not assignable|does not exist in type`;
					assert.match(`${error.evalue}`, new RegExp(complaint), id);
					// The compiler's complaint shows the line.
					const said = [error.evalue, ...(error.traceback ?? [])].join("\n");
					assert.match(said, new RegExp(`\\b${name}\\b`), id);
				}
			});

			await t.test("draws figures that plotly.js's validate accepts", async () => {
				for (const run of [fresh, ...ends]) {
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

/** What the lesson's cell of hyperparameters has declared. */
async function rangesOn(kernel: LessonKernel): Promise<Ranges> {
	await kernel.run(notebookOf(['import { rangesOf } from "./src/notebook/hyperparameters";']));
	const [ranges] = await kernel.evaluate(["rangesOf(parameters)"]);
	if (ranges instanceof Error) throw ranges;
	return ranges as Ranges;
}

async function assertHolds(claims: readonly Claim[], kernel: LessonKernel): Promise<void> {
	const found = await kernel.evaluate(claims.map(({ gives }) => gives));
	const complaints = claims.flatMap((claim, at) => complaint(claim, found[at]) ?? []);
	assert.ok(complaints.length === 0, `\n${complaints.join("\n")}`);
}

function figuresIn(outputs: readonly Output[]): PlainFigure[] {
	return outputs.flatMap(({ data }) => (data?.[figureMimeType] ?? []) as PlainFigure);
}
