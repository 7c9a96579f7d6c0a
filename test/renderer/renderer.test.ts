import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Browser, Locator } from "playwright-core";
import { launchChromium } from "../../src/lab/browser.js";
import { JupyterLab } from "../../src/lab/jupyterlab.js";
import { writeNotebook } from "../../src/lab/notebook-file.js";
import { NotebookPage, see } from "../../src/lab/notebook-page.js";
import { bundle, contour, curves, growing, heatmap } from "../lab/fixture.js";
import { paperOf, rangeOf, scrollbarsIn, valuesOf, visibilityOf, waitUntil } from "../lab/looks.js";

describe("figures in JupyterLab", () => {
	let lab: JupyterLab;
	let browser: Browser;

	before(async () => {
		lab = await JupyterLab.start();
		browser = await launchChromium();
	});

	after(async () => {
		await browser?.close();
		await lab?.stop();
	});

	/** A notebook with these figures saved in it, which nobody trusts, and nothing runs. */
	async function openSaved(name: string, figures: readonly unknown[]): Promise<NotebookPage> {
		const cells = figures.map((figure) => ({ source: "1", outputs: [bundle(figure)] }));
		const file = writeNotebook(lab.folder, `${name}.ipynb`, cells);
		return NotebookPage.openWithoutKernel(lab, browser, file);
	}

	test("are drawn in a notebook that is not trusted, before an image in the same bundle", async () => {
		const outputs = [curves, growing, heatmap, contour].map((figure) => ({
			...bundle(figure),
			"image/png":
				"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
		}));
		const file = writeNotebook(lab.folder, "saved.ipynb", [{ source: "1", outputs }]);
		const notebook = await NotebookPage.openWithoutKernel(lab, browser, file);
		assert.equal(await notebook.seeEveryFigure(), outputs.length);
		assert.equal(await notebook.notebook().locator(".jp-OutputArea img").count(), 0);
		assert.ok(await notebook.isUntrusted());
		assert.deepEqual(await scrollbarsIn(notebook.figures()), []);
		const labels = await notebook
			.figures()
			.evaluateAll((figures) => figures.map((figure) => figure.getAttribute("aria-label")));
		assert.deepEqual(labels, [
			"One curve rises, one falls",
			"A bar grows",
			"A map with a hole",
			"Lines of one height",
		]);
		assert.deepEqual(notebook.complaints, []);
		await notebook.close();
	});

	test("that are malformed say so where the figure would be, and leave the others alone", async () => {
		const notebook = await openSaved("malformed", [
			"nonsense",
			{ layout: {} },
			{ data: [{ type: "pie", values: [1] }], layout: 3 },
			{ data: [{ type: "bar", x: 5 }], frames: [1] },
			curves,
		]);
		const errors = notebook.notebook().locator(".unrolled-figure [role=alert]");
		const expected = [
			/an object with data and layout \(got "nonsense"\)/,
			/data must be an array of traces \(got nothing\)/,
			/data\[0\]\.type must be one of scatter, .*\(got "pie"\).*layout must be an object \(got 3\)/s,
			/data\[0\]\.x must be an array \(got 5\).*frames\[0\] must be an object \(got 1\)/s,
		];
		for (const [index, message] of expected.entries()) {
			assert.match((await errors.nth(index).textContent()) ?? "", message);
		}
		assert.equal(await errors.count(), expected.length);
		await see(notebook.figures().nth(expected.length));
		assert.deepEqual(notebook.complaints, []);
		await notebook.close();
	});

	test("do not run script that stands in their text", async () => {
		const attack = [
			"<img src=x onerror='window.attacked = true'>",
			"<script>window.attacked = true</script>",
			"<a href='javascript:window.attacked = true' onclick='window.attacked = true'>text</a>",
			"<a href='https://example.invalid/' onmouseover='window.attacked = true'>link</a>",
			"<span style='background: url(javascript:window.attacked=true)'>style</span>",
		].join(" ");
		const notebook = await openSaved("script", [
			{
				data: [
					{
						type: "scatter",
						name: attack,
						x: [attack, "b"],
						y: [1, 2],
						text: [attack, attack],
						mode: "markers+text",
						hovertemplate: attack,
					},
				],
				layout: {
					title: { text: attack },
					showlegend: true,
					xaxis: { title: { text: attack } },
					annotations: [{ text: attack, x: 1, y: 1, hovertext: attack }],
					images: [{ source: "javascript:window.attacked = true", x: 0, y: 1, sizex: 1, sizey: 1 }],
				},
			},
		]);
		const figure = notebook.figures().first();
		await see(figure);
		await figure.locator(".nsewdrag").first().hover();
		for (const link of await figure.locator("a").all()) await link.dispatchEvent("click");
		const found = await figure.evaluate((element) => ({
			attacked: "attacked" in window,
			elements: element.querySelectorAll("img, script, iframe, [onclick], [onerror]").length,
			addresses: [...element.querySelectorAll("a")].map(
				(link) => link.getAttribute("href") ?? link.getAttribute("xlink:href"),
			),
		}));
		assert.equal(found.attacked, false);
		assert.equal(found.elements, 0);
		for (const address of found.addresses) assert.match(address ?? "https:", /^https:/);
		await notebook.close();
	});

	test("follow the theme as it is switched, with text that can be read in both", async () => {
		const notebook = await openSaved("theme", [curves, growing, heatmap]);
		const backgrounds: string[] = [];
		for (const theme of ["JupyterLab Light", "JupyterLab Dark", "JupyterLab Light"] as const) {
			await notebook.setTheme(theme);
			await notebook.seeEveryFigure();
			const paper = await notebook.backgroundOf(".jp-Notebook");
			for (const figure of await notebook.figures().all()) {
				await waitUntil(async () => (await paperOf(figure)) === paper);
				for (const fill of await textColoursOf(figure)) {
					assert.ok(contrast(fill, paper) >= 4.5, `${fill} on ${paper} in ${theme}`);
				}
			}
			backgrounds.push(paper);
		}
		assert.notEqual(backgrounds[0], backgrounds[1]);
		assert.equal(backgrounds[0], backgrounds[2]);
		assert.deepEqual(notebook.complaints, []);
		await notebook.close();
	});

	test("keep to the panel's width as it changes, without scrollbars", async () => {
		const notebook = await openSaved("resize", [curves, { ...curves, layout: { width: 5000 } }]);
		await notebook.seeEveryFigure();
		for (const width of [1280, 700, 1000]) {
			await notebook.page.setViewportSize({ width, height: 900 });
			for (const figure of await notebook.figures().all()) {
				await figure.scrollIntoViewIfNeeded();
				await waitUntil(() =>
					figure.evaluate(
						(element) => element.querySelector(".main-svg")?.clientWidth === element.clientWidth,
					),
				);
			}
			assert.deepEqual(await scrollbarsIn(notebook.figures()), []);
		}
		await notebook.close();
	});

	test("play their frames and move their slider with no kernel", async () => {
		const notebook = await openSaved("frames", [growing]);
		const figure = notebook.figures().first();
		await see(figure);
		await figure.locator(".slider-rail-touch-rect").click();
		await waitUntil(async () => (await valuesOf(figure))[0] === 2);
		await figure.locator(".updatemenu-button").first().click();
		await waitUntil(async () => (await valuesOf(figure))[0] === 3);
		// A switch of the theme leaves the figure where the reader has moved it to.
		await notebook.setTheme("JupyterLab Dark");
		await waitUntil(
			async () => (await paperOf(figure)) === (await notebook.backgroundOf(".jp-Notebook")),
		);
		assert.equal((await valuesOf(figure))[0], 3);
		await notebook.close();
	});

	test("can be worked with the keyboard alone: slider and buttons", async () => {
		const notebook = await openSaved("keyboard", [growing, curves]);
		const figure = notebook.figures().first();
		await see(figure);
		const showsBar = (height: number) =>
			waitUntil(async () => (await valuesOf(figure))[0] === height);
		assert.equal(await notebook.figures().nth(1).getAttribute("tabindex"), null);
		await figure.focus();
		for (const [key, height] of [
			["ArrowRight", 2],
			["End", 3],
			["ArrowLeft", 2],
			["ArrowLeft", 1],
			["ArrowLeft", 1],
			["Space", 3],
			["Home", 1],
		] as const) {
			await notebook.page.keyboard.press(key);
			await showsBar(height);
		}
		assert.deepEqual(notebook.complaints, []);
		await notebook.close();
	});

	test("change in place when the kernel updates them, and keep zoom and legend", async () => {
		const later = structuredClone(curves);
		later.data[0] = { type: "scatter", name: "rise", x: [0, 1, 2, 3], y: [0, 2, 8, 18] };
		const python = (figure: unknown) =>
			`{"application/vnd.plotly.v1+json": json.loads(${JSON.stringify(JSON.stringify(figure))})}`;
		const file = writeNotebook(
			lab.folder,
			"update.ipynb",
			[
				{
					source: `import json\nfrom IPython.display import display\nshown = display(${python(curves)}, raw=True, display_id=True)`,
				},
				{ source: `shown.update(${python(later)}, raw=True)` },
			],
			"python3",
		);
		const notebook = await NotebookPage.open(lab, browser, file);
		await notebook.untilIdle();
		await notebook.runCell(notebook.codeCells().nth(0));
		const figure = notebook.figures().first();
		await see(figure);
		await figure.evaluate((element) => {
			const marks = { svg: element.querySelector(".main-svg"), resized: -1 };
			// It reports once at its start.
			new ResizeObserver(() => {
				marks.resized++;
			}).observe(element);
			Object.assign(element, { marks });
		});
		await figure.locator(".legendtoggle").nth(1).click();
		await waitUntil(async () => (await visibilityOf(figure))[1] === "legendonly");
		const area = await figure.locator(".nsewdrag").first().boundingBox();
		assert.ok(area);
		await notebook.page.mouse.move(area.x + area.width * 0.25, area.y + area.height / 2);
		await notebook.page.mouse.down();
		await notebook.page.mouse.move(area.x + area.width * 0.75, area.y + area.height / 2, {
			steps: 5,
		});
		await notebook.page.mouse.up();
		const zoomed = await rangeOf(figure);
		assert.ok(zoomed[0] > 0.2 && zoomed[1] < 2.8, `zoomed to ${zoomed}`);

		await notebook.runCell(notebook.codeCells().nth(1));
		await waitUntil(async () => (await valuesOf(figure))[3] === 18);
		assert.deepEqual(await rangeOf(figure), zoomed);
		assert.deepEqual(await visibilityOf(figure), [true, "legendonly"]);
		const marks = await figure.evaluate((element) => {
			const { svg, resized } = (element as unknown as { marks: { svg: unknown; resized: number } })
				.marks;
			return { same: svg === element.querySelector(".main-svg"), resized };
		});
		assert.deepEqual(marks, { same: true, resized: 0 });
		assert.deepEqual(notebook.complaints, []);
		await notebook.close();
	});
});

const textColoursOf = (figure: Locator) =>
	figure.evaluate((element) => [
		...new Set(
			[...element.querySelectorAll("text")]
				.filter((text) => text.textContent)
				.map((text) => getComputedStyle(text).fill),
		),
	]);

/** The contrast of two colours by WCAG 2.2; a transparent one is laid on the other. */
function contrast(over: string, under: string): number {
	const [dark = 0, light = 0] = [over, under]
		.map((colour) => luminance(channels(colour), channels(under)))
		.sort((a, b) => a - b);
	return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: readonly number[], under: readonly number[]): number {
	const alpha = colour[3] ?? 1;
	const [red = 0, green = 0, blue = 0] = [0, 1, 2].map((channel) => {
		const value = (alpha * (colour[channel] ?? 0) + (1 - alpha) * (under[channel] ?? 0)) / 255;
		return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const channels = (colour: string) => (colour.match(/[\d.]+/g) ?? []).map(Number);
