import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Browser, Locator } from "playwright-core";
import { launchChromium } from "../../src/lab/browser.js";
import { JupyterLab } from "../../src/lab/jupyterlab.js";
import { writeNotebook } from "../../src/lab/notebook-file.js";
import { NotebookPage, see } from "../../src/lab/notebook-page.js";
import { bundle, contour, curves, growing, heatmap } from "../lab/fixture.js";
import { paperOf, rangeOf, scrollbarsIn, valuesOf, visibilityOf, waitUntil } from "../lab/looks.js";
import { contrast } from "./contrast.js";

const pixel =
	"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

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
			"image/png": pixel,
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

	test("of another kernel that cannot be drawn give way to what is beside them", async () => {
		const pie = bundle({ data: [{ type: "pie", values: [1, 2] }], layout: {} });
		const script = "<script>window.attacked = true</script>";
		const file = writeNotebook(lab.folder, "other.ipynb", [
			{
				source: "1",
				outputs: [
					{ ...pie, "image/png": pixel, "text/html": "<p>not this</p>" },
					{ ...pie, "text/html": `<table><tr><td>a table</td></tr></table>${script}` },
					{ ...pie, "text/html": script },
					pie,
				],
			},
		]);
		const notebook = await NotebookPage.openWithoutKernel(lab, browser, file);
		const [image, html, script_, none] = await notebook.figures().all();
		assert.ok(image && html && script_ && none);
		assert.equal(await image.locator("img").getAttribute("src"), `data:image/png;base64,${pixel}`);
		assert.equal(await image.getByText("not this").count(), 0);
		await html.locator("td", { hasText: "a table" }).waitFor();
		for (const figure of [script_, none]) {
			assert.match((await figure.getByRole("alert").textContent()) ?? "", /got "pie"/);
		}
		assert.equal(await notebook.page.evaluate(() => "attacked" in window), false);
		assert.deepEqual(await scrollbarsIn(notebook.figures()), []);
		assert.deepEqual(notebook.complaints, []);
		await notebook.close();
	});

	test("can be tried again where plotly.js has not come from the server", async () => {
		const file = writeNotebook(lab.folder, "again.ipynb", [
			{ source: "1", outputs: [{ ...bundle(curves), "image/png": pixel }] },
		]);
		const notebook = await NotebookPage.openFolder(lab, browser, lab.folder);
		const scripts = "**/extensions/unrolled-renderer/static/*";
		await notebook.page.route(scripts, (route) => route.abort());
		await notebook.command("docmanager:open", { path: lab.pathOf(file), factory: "Notebook" });
		const figure = notebook.figures().first();
		assert.match((await figure.getByRole("alert").textContent()) ?? "", /could not be loaded/);
		await notebook.page.unroute(scripts);
		await figure.getByRole("button", { name: "Try again" }).click();
		await see(figure);
		assert.equal(await figure.getByRole("alert").count(), 0);
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

	test("follow the theme as it is switched, with text that can be read in both", async () => {
		const notebook = await openSaved("theme", [curves, growing, heatmap]);
		const backgrounds: string[] = [];
		for (const theme of ["JupyterLab Light", "JupyterLab Dark", "JupyterLab Light"] as const) {
			await notebook.setTheme(theme);
			await notebook.seeEveryFigure();
			const paper = await notebook.backgroundOf(".jp-Notebook");
			for (const figure of await notebook.figures().all()) {
				await see(figure);
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

	test("can be worked with the keyboard alone, and the notebook's own keys rest", async () => {
		const notebook = await openSaved("keyboard", [growing, curves]);
		const figure = notebook.figures().first();
		await see(figure);
		await figure.getByRole("slider").focus();
		for (const [key, height] of [
			["ArrowRight", 2],
			["ArrowUp", 3],
			["ArrowDown", 2],
			["Home", 1],
			["Space", 3],
		] as const) {
			await notebook.page.keyboard.press(key);
			await waitUntil(async () => (await valuesOf(figure))[0] === height);
		}
		await figure.getByRole("slider").focus();
		await notebook.page.keyboard.press("d");
		await notebook.page.keyboard.press("d");
		assert.equal(await notebook.codeCells().count(), 2);
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
