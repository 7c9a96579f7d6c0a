import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Browser, Locator, Page } from "playwright-core";
import { launchChromium } from "../../src/lab/browser.js";
import { curves, growing } from "../lab/fixture.js";
import { valuesOf, waitUntil } from "../lab/looks.js";
import { openPage } from "./page.js";

const pause = { label: "❚❚", method: "animate", args: [[null], { mode: "immediate" }] };

/** The bar that grows, with a button that stops it before the one that plays. */
const playing = {
	...growing,
	layout: {
		...growing.layout,
		updatemenus: [
			{
				...growing.layout.updatemenus[0],
				buttons: [pause, ...(growing.layout.updatemenus[0]?.buttons ?? [])],
			},
		],
	},
};

/** A slider whose steps change several properties at once: plotly.js does not follow those. */
const several = {
	data: [{ type: "bar", x: ["a", "b"], y: [1, 5] }],
	layout: {
		yaxis: { range: [0, 6] },
		sliders: [
			{
				currentvalue: { prefix: "height " },
				steps: [1, 2, 3].map((y) => ({
					label: `<b>${y}</b>`,
					method: "update",
					args: [
						{ y: [[y, 5]], "marker.color": ["red"] },
						{ "title.text": `${y}`, "xaxis.title.text": `${y}` },
					],
				})),
			},
		],
		updatemenus: [
			{
				buttons: ["linear", "log"].map((type) => ({
					label: type,
					method: "relayout",
					args: ["yaxis.type", type],
				})),
			},
		],
	},
};

describe("a figure's sliders and buttons", () => {
	let browser: Browser;

	before(async () => {
		browser = await launchChromium();
	});

	after(() => browser?.close());

	async function open(figure: unknown): Promise<{ page: Page; figure: Locator; slider: Locator }> {
		const page = await openPage(browser, [figure]);
		await page.locator(".main-svg").first().waitFor();
		const slider = page.getByRole("slider");
		await slider.waitFor({ state: "attached" });
		return { page, figure: page.locator(".unrolled-figure"), slider };
	}

	const bar = (figure: Locator, height: number) =>
		waitUntil(async () => (await valuesOf(figure))[0] === height);

	test("are reached by Tab one after the other, with a role and a name", async () => {
		const { page } = await open(playing);
		const found: string[] = [];
		for (let stop = 0; stop < 3; stop++) {
			await page.keyboard.press("Tab");
			found.push(
				await page.evaluate(() => {
					const at = document.activeElement;
					return `${at?.getAttribute("role") ?? at?.localName}: ${at?.getAttribute("aria-label")}`;
				}),
			);
		}
		assert.deepEqual(found, ["slider: Step of the figure", "button: Pause", "button: Play"]);
		await page.close();
	});

	test("are not there where a figure has none", async () => {
		const page = await openPage(browser, [curves]);
		await page.locator(".main-svg").first().waitFor();
		assert.equal(await page.locator(".unrolled-figure-control").count(), 0);
		await page.close();
	});

	test("lie over what plotly.js draws, also at another width, and let the mouse through", async () => {
		const { page, slider, figure } = await open(growing);
		for (const width of [900, 500]) {
			await page.setViewportSize({ width, height: 900 });
			await waitUntil(async () => {
				const [ours, theirs] = await Promise.all([
					slider.boundingBox(),
					page.locator(".slider-group").boundingBox(),
				]);
				return (
					!!ours &&
					!!theirs &&
					Math.abs(ours.x - theirs.x) + Math.abs(ours.width - theirs.width) < 2
				);
			});
		}
		await page.locator(".slider-rail-touch-rect").click();
		await bar(figure, 2);
		assert.equal(await slider.getAttribute("aria-valuetext"), "2");
		await page.close();
	});

	for (const [what, picture, words] of [
		["frames", growing, ["1", "2", "3"]],
		["updates of several properties", several, ["height 1", "height 2", "height 3"]],
	] as const) {
		test(`move with the keys and say in words where they are: ${what}`, async () => {
			const { page, figure, slider } = await open(picture);
			await slider.focus();
			for (const [key, height] of [
				["ArrowRight", 2],
				["ArrowUp", 3],
				["ArrowRight", 3],
				["PageDown", 2],
				["ArrowDown", 1],
				["ArrowLeft", 1],
				["PageUp", 2],
				["End", 3],
				["Home", 1],
			] as const) {
				await page.keyboard.press(key);
				await bar(figure, height);
				assert.equal(await slider.getAttribute("aria-valuetext"), words[height - 1], key);
				assert.equal(await slider.getAttribute("aria-valuenow"), `${height - 1}`, key);
				assert.ok((await slider.getAttribute("aria-keyshortcuts"))?.split(" ").includes(key), key);
				const shown = page.locator(".slider-group > text");
				assert.equal(await shown.textContent(), words[height - 1], `${key}: plotly's own words`);
			}
			await page.close();
		});
	}

	test("answer to Space and Escape by what they do, wherever they stand", async () => {
		const slow = structuredClone(playing);
		const play = slow.layout.updatemenus[0]?.buttons[1] as { args: unknown[] };
		play.args[1] = { frame: { duration: 1e6, redraw: true }, fromcurrent: true };
		const { page, figure, slider } = await open(slow);
		await slider.focus();
		await page.keyboard.press("Space");
		await waitUntil(async () => (await queueOf(figure)) > 0);
		await page.keyboard.press("Escape");
		await waitUntil(async () => (await queueOf(figure)) === 0);
		await page.close();
	});

	test("are pressed by Enter, and a menu opens and closes", async () => {
		const { page, figure } = await open(several);
		const own = page.locator("button.unrolled-figure-control");
		const menu = page.getByRole("button", { name: "linear" }).first();
		await menu.focus();
		await page.keyboard.press("Enter");
		await page.getByRole("button", { name: "log" }).focus();
		await page.keyboard.press("Enter");
		await waitUntil(() =>
			figure
				.locator(".js-plotly-plot")
				.evaluate(
					(element) =>
						(element as unknown as { layout: { yaxis: { type: string } } }).layout.yaxis.type ===
						"log",
				),
		);
		await waitUntil(async () => (await own.count()) === 1);
		assert.ok(await own.evaluate((element) => element === document.activeElement));
		assert.equal(await own.getAttribute("aria-label"), "log");
		await page.close();
	});
});

/** How many frames plotly.js has still to play. */
const queueOf = (figure: Locator) =>
	figure
		.locator(".js-plotly-plot")
		.evaluate(
			(element) =>
				(element as unknown as { _transitionData: { _frameQueue: unknown[] } })._transitionData
					._frameQueue.length,
		);
