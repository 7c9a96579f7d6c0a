import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import type { Figure } from "../../src/figures/figure.js";
import { template } from "../../src/figures/template.js";
import { folders, gallery } from "./gallery.js";
import { PlotlyPage } from "./plotly-page.js";
import { kept, seal, written } from "./snapshot.js";

/**
 * Every figure of the gallery: as it was, alike in style, and accepted by plotly.js's own
 * `validate`. `UPDATE_SNAPSHOTS=1 npm test -- figures` writes all snapshots and their pictures anew.
 *
 * What is compared is the figure's JSON: how wide a word is, and so where plotly.js puts an axis,
 * depends on the machine's fonts. The picture beside it is for people.
 */
const update = process.env.UPDATE_SNAPSHOTS === "1";
const examples = await gallery();
const templateFile = join(import.meta.dirname, "snapshots", "template.json");

interface Axis {
	readonly visible?: boolean;
	readonly title?: { readonly text: string };
	readonly ticktext?: readonly string[];
}

let page: PlotlyPage;
before(async () => {
	page = await PlotlyPage.start();
	if (update) await writeSnapshots();
});
after(() => page?.close());

async function writeSnapshots(): Promise<void> {
	for (const folder of folders) mkdirSync(join(folder, "snapshots"), { recursive: true });
	writeFileSync(templateFile, written(template));
	for (const { figure, snapshot } of examples) {
		const text = written(kept(figure));
		writeFileSync(`${snapshot}.json`, text);
		writeFileSync(`${snapshot}.svg`, `${await page.picture(figure)}${seal(text)}\n`);
	}
}

describe("the figures of the gallery", () => {
	for (const { name, figure, snapshot } of examples) {
		test(`${name} is as it was`, () => {
			for (const file of [`${snapshot}.json`, `${snapshot}.svg`]) {
				assert.ok(existsSync(file), `no ${file}: run the test once with UPDATE_SNAPSHOTS=1`);
			}
			const before = readFileSync(`${snapshot}.json`, "utf8");
			assert.deepEqual(kept(figure), JSON.parse(before));
			const picture = readFileSync(`${snapshot}.svg`, "utf8");
			assert.ok(picture.includes(seal(before)), "the picture is of another snapshot");
		});

		test(`${name} looks like all others`, () => assertStyle(figure));

		test(`plotly.js's validate accepts ${name}`, async () => {
			assert.deepEqual(await page.complaintsAbout(figure), []);
		});
	}

	test("have the template that they had", () => {
		assert.deepEqual(
			JSON.parse(JSON.stringify(template)),
			JSON.parse(readFileSync(templateFile, "utf8")),
		);
	});

	test("have names of their own, and no snapshot is left of a figure that is gone", () => {
		const expected = examples.flatMap(({ snapshot }) => [`${snapshot}.json`, `${snapshot}.svg`]);
		const found = folders.flatMap((folder) =>
			readdirSync(join(folder, "snapshots")).map((file) => join(folder, "snapshots", file)),
		);
		assert.deepEqual(found.sort(), [...expected, templateFile].sort());
	});

	test("are rejected by validate for an attribute that there is not", async () => {
		const data = [{ type: "scatter" as const, x: [1], y: [2], colour: "red" }];
		assert.equal((await page.complaintsAbout({ data, layout: {} })).length, 1);
	});
});

function assertStyle({ data, layout: whole }: Figure): void {
	const { template, ...layout } = whole;
	assert.ok(template, "it has the course's template");
	const { title, meta } = layout as Record<string, Record<string, unknown>>;
	assert.match(String(title.text), /\p{L}/u, "it has a title");
	assert.match(String(meta.alt), /\p{L}.*\.$/u, "it has a sentence for those who do not see it");
	for (const [axis, value] of Object.entries(layout)) {
		if (!/^[xy]axis\d*$/.test(axis)) continue;
		const { visible = true, title, ticktext } = value as Axis;
		// Names in the place of numbers speak for themselves.
		assert.ok(!visible || title?.text || ticktext, `${axis} says what it measures`);
	}
	const ink = JSON.stringify([layout, data]);
	assert.doesNotMatch(ink, /"(black|white|#000(000)?)"/i, "no ink that one of the grounds hides");
	assert.doesNotMatch(ink, /"(paper|plot)_bgcolor"/, "the page's theme says what the ground is");
}
