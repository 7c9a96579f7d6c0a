import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { relative } from "node:path";
import { describe, test } from "node:test";
import { lessonFiles, readNotebook } from "../../src/lab/notebook-file.js";
import { root } from "../../src/setup/machine.mjs";
import { translatedFile } from "../../src/translation/language.js";
import { chosen, comparable } from "./lesson.js";
import { LessonKernel } from "./lesson-kernel.js";

/**
 * Every translated lesson from scratch on the real kernel. What it computes is its source's, whose
 * claims, ranges and solutions are tested there; that its outputs have the same numbers is tested
 * in test/translation.
 */
describe("translated lessons on the kernel", { concurrency: 2 }, () => {
	for (const file of lessonFiles(chosen).map(translatedFile).filter(existsSync)) {
		test(`${relative(root, file)} gives the saved outputs again`, async (t) => {
			const kernel = new LessonKernel(file);
			t.after(() => kernel.close());
			const saved = readNotebook(file);
			const fresh = await kernel.run(saved);
			fresh.cells.forEach((cell, at) => {
				assert.deepEqual(comparable(cell), comparable(saved.cells[at]), cell.id);
			});
		});
	}
});
