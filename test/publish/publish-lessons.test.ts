import assert from "node:assert/strict";
import { mkdirSync, rmSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import {
	figureMimeType,
	type Notebook,
	notebookText,
	writeNotebook,
} from "../../src/lab/notebook-file.js";
import { published, runNotebook } from "../../src/publish/publish-lessons.js";
import { Illustrator } from "../../src/publish/static-image.js";
import { inRoot } from "../../src/setup/machine.mjs";
import { curves, growing } from "../lab/fixture.js";

const folder = inRoot("build", "test-publish");

describe("a published notebook", () => {
	let illustrator: Illustrator;
	/** As it has run. */
	let fresh: Notebook;

	before(async () => {
		mkdirSync(folder, { recursive: true });
		illustrator = await Illustrator.start();
		fresh = await run([show(curves), show(growing)]);
	});

	after(async () => {
		await illustrator?.close();
		rmSync(folder, { recursive: true, force: true });
	});

	const show = (figure: unknown) =>
		`import json\nfrom IPython.display import display\ndisplay({"application/vnd.plotly.v1+json": json.loads(${JSON.stringify(JSON.stringify(figure))})}, raw=True)\nprint("shown")`;

	const run = (sources: readonly string[]): Promise<Notebook> => {
		const cells = sources.map((source) => ({ source }));
		return runNotebook(writeNotebook(folder, "lesson.ipynb", cells, "python3"));
	};

	const outputsOf = ({ cells }: Notebook) =>
		cells.flatMap(({ outputs = [] }) => outputs.flatMap(({ data }) => (data ? [data] : [])));
	const imagesOf = (notebook: Notebook) =>
		outputsOf(notebook).flatMap((data) => data["image/png"] ?? []);

	test("has an image beside each figure, and none of its run's traces", async () => {
		const notebook = await published(fresh, fresh, illustrator);
		const images = imagesOf(notebook);
		assert.equal(images.length, 2);
		for (const image of images) {
			const bytes = Buffer.from(String(image), "base64");
			assert.equal(bytes.subarray(1, 4).toString(), "PNG");
			// A width of 720 CSS pixels, at 1.25 for each.
			assert.equal(bytes.readUInt32BE(16), 900);
			assert.equal(bytes[25], 3, "the colour type: a palette's");
			assert.ok(bytes.length < 30_000, `${bytes.length} bytes`);
		}
		assert.deepEqual(Object.keys(notebook.metadata).sort(), ["kernelspec", "language_info"]);
		for (const { metadata } of notebook.cells) assert.deepEqual(metadata, {});
	});

	test("has Chinese characters in its images, on a machine with no Chinese font, too", async () => {
		const titles = ["门", "闭", "开"];
		const images = await Promise.all(
			titles.map((text) =>
				illustrator.draw({ ...curves, layout: { ...curves.layout, title: { text } } }),
			),
		);
		// A character that no font has is drawn as a box, the same for all of them.
		assert.equal(new Set(images.map(({ png }) => png)).size, titles.length);
	});

	test("stays the same to the byte while its figures do, and changes with them", async () => {
		const marked = await published(fresh, fresh, illustrator);
		const [data] = outputsOf(marked);
		data["image/png"] = "the image that was there";
		const again = await published(fresh, marked, illustrator);
		assert.equal(notebookText(again), notebookText(marked));
		const other = structuredClone(fresh);
		outputsOf(other)[0][figureMimeType] = { ...curves, layout: { title: { text: "Another" } } };
		const changed = await published(other, marked, illustrator);
		assert.notEqual(imagesOf(changed)[0], imagesOf(marked)[0]);
		assert.equal(imagesOf(changed)[1], imagesOf(marked)[1]);
	});

	test("is not made of a lesson that fails: the error says in which cell and why", async () => {
		await assert.rejects(run(["1", "raise ValueError('no such thing')"]), /no such thing/);
	});
});
