import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { golden } from "../tasks/golden-run.js";

const docs = join(import.meta.dirname, "..", "..", "docs");
const text = readFileSync(join(docs, "equations.md"), "utf8");

/** Links to files of src, each with the names that stand behind it. */
const definitions = [...text.matchAll(/\]\((\.\.\/src\/[^)]+)\)((?: `[^`]+`)*)/g)].map(
	([, file, names]) => ({ file, names: [...names.matchAll(/`([^`]+)`/g)].map(([, name]) => name) }),
);

/** Links to lessons, each with the heading that stands behind it. */
const sections = [...text.matchAll(/\]\((\.\.\/notebooks\/[^)]+)\) \*([^*]+)\*/g)].map(
	([, file, heading]) => ({ file, heading }),
);

describe("the table of equations", () => {
	test("has rows to check", () => {
		assert.ok(definitions.length > 25, `${definitions.length} links to src`);
		assert.ok(sections.length > 25, `${sections.length} links to lessons`);
	});

	test("names functions that their files export", async () => {
		for (const { file, names } of definitions) {
			assert.ok(names.length > 0, `${file} stands without a name`);
			const exported: unknown = await import(join(docs, file));
			for (const name of names) {
				const found = name
					.split(".")
					.reduce((object, key) => (object as Record<string, unknown>)?.[key], exported);
				assert.equal(typeof found, "function", `${name} of ${file}`);
			}
		}
	});

	test("names sections that the lessons have", () => {
		for (const { file, heading } of sections) {
			const { cells } = JSON.parse(readFileSync(join(docs, file), "utf8")) as {
				cells: readonly { cell_type: string; source: string[] }[];
			};
			const headings = cells
				.filter(({ cell_type }) => cell_type === "markdown")
				.flatMap(({ source }) => source.join("").split("\n"))
				.filter((line) => line.startsWith("#"))
				.map((line) => line.replace(/^#+ /, ""));
			assert.ok(headings.includes(heading), `${file} has no section “${heading}”`);
		}
	});

	test("prints the golden run that the tasks are tested against", () => {
		const rows = golden.map((row) => `| ${row.join(" | ")} |`);
		for (const row of rows) assert.ok(text.includes(row), `no row ${row}`);
	});
});
