import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { display, plotlyMimeType } from "../../src/figures/figure.js";
import { gallery, snapshotFolder } from "./gallery.js";
import { Validator } from "./validator.js";

/**
 * Every figure of the gallery: as it was (UPDATE_SNAPSHOTS=1 writes it down anew), in the house
 * style, and accepted by plotly.js's own `validate`, which needs a page and gets one in Chromium.
 */
const figures = await gallery();
interface Axis {
	readonly visible?: boolean;
	readonly title?: { readonly text: string };
	readonly ticktext?: readonly string[];
}

const update = process.env.UPDATE_SNAPSHOTS === "1";

describe("the figures of the gallery", () => {
	for (const [name, figure] of figures) {
		test(`${name} is as it was`, () => {
			const file = join(snapshotFolder, `${name}.json`);
			const now = `${JSON.stringify(figure, null, "\t")}\n`;
			if (update) {
				mkdirSync(snapshotFolder, { recursive: true });
				writeFileSync(file, now);
			}
			assert.ok(existsSync(file), `no snapshot: run the test once with UPDATE_SNAPSHOTS=1`);
			assert.equal(now, readFileSync(file, "utf8"));
		});

		test(`${name} is in the house style`, () => {
			const { title, meta, template } = figure.layout as Record<string, Record<string, unknown>>;
			assert.match(String(title.text), /\p{L}/u, "it has a title");
			assert.match(
				String(meta.alt),
				/\p{L}.*\.$/u,
				"it has a sentence for those who do not see it",
			);
			assert.ok(template, "it has the house template");
			const { template: _, ...layout } = figure.layout;
			for (const [axis, value] of Object.entries(layout)) {
				if (!/^[xy]axis\d*$/.test(axis)) continue;
				const { visible = true, title, ticktext } = value as Axis;
				// Names in the place of numbers speak for themselves.
				assert.ok(!visible || title?.text || ticktext, `${axis} says what it measures`);
			}
			const ink = JSON.stringify([layout, figure.data]);
			assert.doesNotMatch(
				ink,
				/"(black|white|#000(000)?)"/i,
				"no ink that one of the grounds hides",
			);
			assert.doesNotMatch(
				ink,
				/"(paper|plot)_bgcolor"/,
				"the page's theme says what the ground is",
			);
		});

		test(`${name} can be shown`, () => {
			const bundle = figure[display]();
			assert.deepEqual(JSON.parse(JSON.stringify(bundle[plotlyMimeType])), bundle[plotlyMimeType]);
			assert.equal(typeof bundle["text/plain"], "string");
		});
	}

	test("has no snapshot of a figure that is gone", () => {
		const snapshots = readdirSync(snapshotFolder).map((file) => file.replace(/\.json$/, ""));
		assert.deepEqual(snapshots.sort(), [...figures.keys()].sort());
	});
});

describe("plotly.js's validate", () => {
	let validator: Validator;

	before(async () => {
		validator = await Validator.start();
	});
	after(() => validator?.close());

	for (const [name, figure] of figures) {
		test(`accepts ${name}`, async () => {
			const complaints = await validator.complaintsAbout(figure);
			assert.deepEqual(complaints, []);
		});
	}

	test("rejects a figure with an attribute that there is not", async () => {
		const figure = {
			data: [{ type: "scatter" as const, x: [1], y: [2], colour: "red" }],
			layout: {},
		};
		const complaints = await validator.complaintsAbout(figure);
		assert.equal(complaints.length, 1);
	});
});
