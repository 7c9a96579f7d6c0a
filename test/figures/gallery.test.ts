import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { type Browser, chromium, type Page } from "playwright-core";
import { display, type Figure, plotlyMimeType } from "../../src/figures/figure.js";
import { findChromium } from "../../src/setup/chromium.mjs";
import { gallery, snapshotFolder } from "./gallery.js";

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
	let browser: Browser;
	let page: Page;

	before(async () => {
		browser = await chromium.launch({
			executablePath: findChromium(),
			args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
		});
		page = await browser.newPage();
		const { outputFiles } = await build({
			stdin: {
				contents: 'import plotly from "../../src/renderer/plotly.js"; window.Plotly = plotly;',
				resolveDir: dirname(fileURLToPath(import.meta.url)),
			},
			bundle: true,
			write: false,
			format: "iife",
			define: { global: "window" },
			loader: { ".css": "empty" },
			logLevel: "error",
		});
		await page.addScriptTag({ content: outputFiles[0].text });
	});
	after(() => browser?.close());

	for (const [name, figure] of figures) {
		test(`accepts ${name}`, async () => {
			const complaints = await complaintsAbout(page, figure);
			assert.deepEqual(complaints, []);
		});
	}

	test("rejects a figure with an attribute that there is not", async () => {
		const figure = { data: [{ type: "scatter", x: [1], y: [2], colour: "red" }], layout: {} };
		const complaints = await complaintsAbout(page, figure as unknown as Figure);
		assert.equal(complaints.length, 1);
	});
});

type Traces = Record<string, unknown>[];

/** What validate says of the figure, and of the figure at each of its frames. */
async function complaintsAbout(page: Page, figure: Figure): Promise<string[]> {
	const { data, layout, frames = [] } = figure;
	const pictures = [data.map((trace) => ({ ...trace })) as Traces];
	for (const frame of frames) {
		const changed: Traces = data.map((trace) => ({ ...trace }));
		frame.data.forEach((change, at) => {
			const trace = changed[frame.traces?.[at] ?? at];
			// As plotly.animate does it: containers are merged, everything else is replaced.
			for (const [name, value] of Object.entries(change)) {
				const isContainer = typeof value === "object" && !Array.isArray(value);
				trace[name] = isContainer ? { ...(trace[name] as object), ...value } : value;
			}
		});
		pictures.push(changed);
	}
	for (const trace of pictures.flat()) if ("z" in trace) trace.z = decoded(trace.z);
	const complaints = await page.evaluate(
		([pictures, layout]) => {
			type Validate = (data: Traces, layout: unknown) => { msg: string }[] | undefined;
			const { validate } = (globalThis as unknown as { Plotly: { validate: Validate } }).Plotly;
			// What a frame leaves empty it hides, and what belongs to that is then of no use.
			const isIdle = /got defaulted to be not visible|did not get coerced/;
			return pictures.flatMap((picture, at) =>
				(validate(picture, layout) ?? [])
					.map(({ msg }) => msg)
					.filter((message) => at === 0 || !isIdle.test(message)),
			);
		},
		[pictures, layout] as const,
	);
	// validate copies what it is given and then compares the objects in a button's args by
	// identity, so it says of each that it "got reset to" itself.
	const isSame = /args\[\d\] \(set to '(.*)'\) got reset to '\1' during defaults/;
	return complaints.filter((message) => !isSame.test(message));
}

/** validate knows nothing of bytes in base64, which plotly.js reads in the place of arrays. */
function decoded(value: unknown): unknown {
	const { bdata, shape } = (value ?? {}) as { bdata?: string; shape?: string };
	if (bdata === undefined || shape === undefined) return value;
	const columns = Number(shape.split(", ")[1]);
	const all = Array.from(Buffer.from(bdata, "base64"));
	return Array.from({ length: all.length / columns }, (_, at) =>
		all.slice(at * columns, (at + 1) * columns),
	);
}
