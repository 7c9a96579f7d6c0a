import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { makeSlides } from "../../src/class/make-slides.js";
import { type Cell, lessonFiles, readNotebook, textOf } from "../../src/lab/notebook-file.js";

const text = (id: string, source: string): Cell => ({
	...{ cell_type: "markdown", id, source, metadata: {} },
});
const code = (id: string, type?: string): Cell => ({
	...{ cell_type: "code", id, source: "f();", metadata: { tags: ["parameters"] } },
	outputs: type === undefined ? [] : [{ output_type: "execute_result", data: { [type]: {} } }],
});
const format = { metadata: { kernelspec: { name: "tslab" } }, nbformat: 4, nbformat_minor: 5 };
const slidesOf = (cells: Cell[]) =>
	makeSlides({ cells, ...format }).cells.map(({ id, source, metadata }) => ({
		...{ id, source: textOf(source), metadata },
		type: (metadata.slideshow as { slide_type: string } | undefined)?.slide_type,
	}));

describe("slides of a lesson", () => {
	test("begin at headings and at what is seen; captions stay, and what only computes is skipped", () => {
		const slides = slidesOf([
			text("title", "# 09 · Halves"),
			code("setup"),
			code("figure", "application/vnd.plotly.v1+json"),
			text("figure-caption", "*Figure: half of it.*\n\n## The other half"),
			text("aside", "Not so important."),
			text("exercise-1", "### Exercise 1"),
		]);
		assert.deepEqual(
			slides.map(({ id, type }) => [id, type]),
			[
				["title", "slide"],
				["setup", "skip"],
				["figure", "subslide"],
				["figure-caption", undefined],
				["figure-caption-1", "slide"],
				["aside", "skip"],
				["exercise-1", "skip"],
			],
		);
		assert.deepEqual(slides[2].metadata, {
			tags: ["parameters"],
			jupyter: { source_hidden: true },
			slideshow: { slide_type: "subslide" },
		});
	});

	test("show the first paragraph, equations, lists and questions, and no folded answer", () => {
		const [{ source }] = slidesOf([
			text(
				"predict",
				"## Predict\n\nFirst.\n\nSecond.\n\n$$x = 1$$\n\n- a\n- b\n\n**`T: 8`.** More?\n\n<details><summary>Answer</summary>\n\nNo.\n\n</details>",
			),
		]);
		assert.equal(source, "## Predict\n\nFirst.\n\n$$x = 1$$\n\n- a\n- b\n\n**`T: 8`.** More?");
	});

	test("leave out no figure of any lesson", () => {
		for (const file of lessonFiles()) {
			const { cells } = makeSlides(readNotebook(file));
			const figures = cells.filter(({ outputs = [] }) =>
				outputs.some(({ data = {} }) => "application/vnd.plotly.v1+json" in data),
			);
			assert.ok(figures.length > 4, file);
			for (const { id, metadata } of figures) {
				assert.deepEqual(metadata.slideshow, { slide_type: "subslide" }, `${file}: ${id}`);
			}
		}
	});
});
