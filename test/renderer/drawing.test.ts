import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { launchChromium } from "../../src/lab/browser.js";
import { curves, growing, heatmap } from "../lab/fixture.js";
import { valuesOf, waitUntil } from "../lab/looks.js";
import { openPage, type PageWindow } from "./page.js";

describe("a drawing", () => {
	let browser: Browser;

	before(async () => {
		browser = await launchChromium();
	});

	after(() => browser?.close());

	const isDrawn = (page: Page) =>
		page
			.locator(".unrolled-figure")
			.evaluateAll((figures) => figures.map((figure) => figure.querySelector("svg") !== null));

	const failuresOf = (page: Page) =>
		page.evaluate(() => (window as unknown as PageWindow).failures);

	test("is made when it comes into sight, and nothing jumps", async () => {
		const page = await openPage(browser, new Array(12).fill(curves), { height: 400 });
		await page.locator(".main-svg").first().waitFor();
		const height = await page.evaluate(() => document.body.scrollHeight);
		assert.equal(height, 12 * 320);
		assert.deepEqual(
			(await isDrawn(page)).map((drawn, index) => drawn && index),
			[0, ...new Array(11).fill(false)].map((_, index) => (index < 2 ? index : false)),
		);
		const last = page.locator(".unrolled-figure").last();
		await last.scrollIntoViewIfNeeded();
		await last.locator(".main-svg").first().waitFor();
		assert.equal((await isDrawn(page))[5], false);
		assert.equal(await page.evaluate(() => document.body.scrollHeight), height);
		await page.close();
	});

	test("out of sight keeps only the newest of many updates, and draws it in sight", async () => {
		const page = await openPage(browser, [curves, curves, curves, growing], { height: 300 });
		await page.evaluate(
			([figure]) => {
				const drawing = (window as unknown as PageWindow).drawings[3];
				for (const y of [2, 3, 4]) {
					drawing?.show({ ...figure, data: [{ type: "bar", x: ["a", "b"], y: [y, 5] }] }, false);
				}
			},
			[growing],
		);
		const last = page.locator(".unrolled-figure").last();
		assert.equal(await last.locator("svg").count(), 0);
		await last.scrollIntoViewIfNeeded();
		await last.locator(".main-svg").first().waitFor();
		assert.equal((await valuesOf(last))[0], 4);
		await page.close();
	});

	test("is there in print, wherever it stands", async () => {
		const page = await openPage(browser, new Array(8).fill(curves), { height: 400 });
		await page.locator(".main-svg").first().waitFor();
		await page.pdf();
		assert.ok((await isDrawn(page)).every(Boolean));
		await page.close();
	});

	test("that is disposed of leaves nothing behind, also while it is being drawn", async () => {
		const page = await openPage(browser, [growing, heatmap]);
		await page.locator(".main-svg").nth(1).waitFor();
		const left = await page.evaluate(async () => {
			const { drawings, newDrawing, failures } = window as unknown as PageWindow;
			const host = document.body.appendChild(document.createElement("div"));
			const plots = [...document.querySelectorAll(".js-plotly-plot")];
			for (const drawing of drawings) drawing.dispose();
			const busy = newDrawing(host);
			busy.show({ data: [{ y: [1] }], layout: { height: 200 } }, false);
			const drawn = new MutationObserver(() => {
				if (host.querySelector(".unrolled-figure-canvas")) busy.dispose();
			});
			drawn.observe(host, { childList: true, subtree: true });
			await new Promise((resolve) => setTimeout(resolve, 500));
			window.dispatchEvent(new Event("beforeprint"));
			document.body.setAttribute("data-jp-theme-light", "false");
			await new Promise((resolve) => setTimeout(resolve, 100));
			return {
				elements: [...document.querySelectorAll(".unrolled-figure")].map(
					(e) => e.childElementCount,
				),
				purged: plots.every((plot) => !("_fullLayout" in plot)),
				failures,
			};
		});
		assert.deepEqual(left, { elements: [0, 0, 0], purged: true, failures: [] });
		await page.close();
	});

	test("that fails tells so once, is empty, has no controls, and can be shown again", async () => {
		const page = await openPage(browser, [growing]);
		await page.getByRole("slider").waitFor({ state: "attached" });
		const host = page.locator(".unrolled-figure");
		const show = (figures: readonly unknown[]) =>
			page.evaluate((all) => {
				const [drawing] = (window as unknown as PageWindow).drawings;
				return Promise.all(all.map((figure) => drawing?.show(figure, false)));
			}, figures);
		await show([{ ...curves, layout: { width: 300 } }, { data: 1 }]);
		assert.deepEqual(await failuresOf(page), [["data must be an array of traces (got 1)"]]);
		assert.equal(await host.evaluate((element) => element.childElementCount), 0);
		assert.deepEqual(
			await host.evaluate((element) => [element.role, element.getAttribute("style")]),
			[null, ""],
		);
		await show([growing]);
		await page.getByRole("slider").waitFor({ state: "attached" });
		await page.locator(".main-svg").first().waitFor();
		await page.close();
	});

	test("changes at once where less motion is wanted", async () => {
		const sliding = structuredClone(growing);
		for (const { args } of sliding.layout.sliders[0]?.steps ?? []) {
			args[1] = { ...(args[1] as object), transition: { duration: 1e6 } } as never;
		}
		const page = await openPage(browser, [sliding], { reducedMotion: true });
		await page.locator(".main-svg").first().waitFor();
		const figure = page.locator(".unrolled-figure");
		const bar = figure.locator(".trace.bars path").first();
		const before = await bar.getAttribute("d");
		await page.getByRole("slider").press("End");
		await waitUntil(async () => (await valuesOf(figure))[0] === 3);
		await waitUntil(async () => (await bar.getAttribute("d")) !== before);
		const height = Number(/V([\d.]+)/.exec((await bar.getAttribute("d")) ?? "")?.[1]);
		const full = Number(/V([\d.]+)/.exec(before ?? "")?.[1]);
		assert.ok(height < full, `the bar's top at ${height} px, before at ${full} px`);
		await page.close();
	});
});
