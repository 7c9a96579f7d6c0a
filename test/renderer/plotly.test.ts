import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Browser } from "playwright-core";
import { launchChromium } from "../../src/lab/browser.js";
import { growing } from "../lab/fixture.js";
import { waitUntil } from "../lab/looks.js";
import { contrast } from "./contrast.js";
import { openPage, type PageWindow } from "./page.js";

describe("plotly.js as it is used here", () => {
	let browser: Browser;

	before(async () => {
		browser = await launchChromium();
	});

	after(() => browser?.close());

	test("runs no script that stands in a figure's text", async () => {
		const attack = [
			"<img src=x onerror='window.attacked = true'>",
			"<script>window.attacked = true</script>",
			"<a href='javascript:window.attacked = true' onclick='window.attacked = true'>text</a>",
			"<a href='https://example.invalid/' onmouseover='window.attacked = true'>link</a>",
			"<span style='background: url(javascript:window.attacked=true)'>style</span>",
		].join(" ");
		const page = await openPage(browser, [
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
		const figure = page.locator(".unrolled-figure");
		await figure.locator(".main-svg").first().waitFor();
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
		await page.close();
	});

	for (const trusted of [false, true]) {
		test(`fetches ${trusted ? "images where it is trusted" : "nothing where it is not trusted"}`, async () => {
			const remote = (name: string) => `http://fetched.invalid/${name}`;
			const place = { x: 0, y: 1, sizex: 0.2, sizey: 0.2, xref: "paper", yref: "paper" };
			const style = (name: string) => `<span style="cursor:url(${remote(name)}),auto">text</span>`;
			const step = (label: string, args: readonly unknown[]) => ({
				label,
				method: "relayout",
				args,
			});
			const page = await openPage(browser, [], { trusted });
			const asked: string[] = [];
			page.on("request", (request) => asked.push(request.url()));
			const data =
				"data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
			await page.evaluate(
				([figure, trust]) => {
					const { newDrawing } = window as unknown as PageWindow;
					const host = document.body.appendChild(document.createElement("div"));
					return newDrawing(host).show(figure, trust);
				},
				[
					{
						data: [{ type: "scatter", x: [style("tick"), "b"], y: [1, 2] }],
						frames: [
							{ name: "f", data: [], layout: { images: [{ ...place, source: remote("frame") }] } },
						],
						layout: {
							title: { text: style("title") },
							meta: ["style", remote("meta")],
							xaxis: { title: { text: "<span %{meta[0]}='cursor:url(%{meta[1]}),auto'>a</span>" } },
							images: [
								{ ...place, source: data },
								{ ...place, source: remote("image") },
								{ ...place, source: "//fetched.invalid/scheme" },
							],
							template: { layout: { imagedefaults: { source: remote("template") } } },
							sliders: [
								{
									steps: [
										step("0", []),
										step("1", ["images[0].source", remote("step")]),
										step("2", [{ images: [{ ...place, source: remote("steps") }] }]),
										{ label: "3", method: "animate", args: [["f"], { frame: { duration: 0 } }] },
									],
								},
							],
						},
					},
					trusted,
				] as const,
			);
			await page.locator(".main-svg").first().waitFor();
			assert.equal(await page.locator(`image[*|href^="data:"]`).count(), 1);
			await page.getByRole("slider").focus();
			for (let move = 0; move < 3; move++) await page.keyboard.press("ArrowRight");
			await page.waitForTimeout(300);
			const images = asked.filter((url) => /image|scheme|step/.test(url));
			assert.equal(images.length > 0, trusted, `images asked for: ${images}`);
			assert.deepEqual(
				asked.filter((url) => /tick|title|meta/.test(url)),
				[],
			);
			await page.close();
		});
	}

	test("writes on middle tones in black or white, whichever can be read", async () => {
		const tone = (grey: number) => `rgb(${grey}, ${grey}, ${grey})`;
		for (const grey of [100, 115, 128, 140, 160]) {
			const page = await openPage(browser, [
				{
					data: [
						{
							type: "heatmap",
							z: [[0.5]],
							zmin: 0,
							zmax: 1,
							texttemplate: "%{z}",
							colorscale: [
								[0, tone(grey)],
								[1, tone(grey)],
							],
						},
					],
				},
			]);
			const label = page.locator(".heatmap-label text");
			await label.waitFor();
			const fill = await label.evaluate((text) => getComputedStyle(text).fill);
			const found = contrast(fill, tone(grey));
			assert.ok(found >= 4.5, `${fill} on ${tone(grey)} has a contrast of ${found}`);
			await page.close();
		}
	});

	test("shows no light button under the mouse in the dark", async () => {
		const page = await openPage(browser, [growing]);
		const button = page.locator(".updatemenu-button").first();
		await button.waitFor();
		await page.evaluate(() => {
			for (const [name, value] of [
				["--jp-layout-color0", "rgb(17, 17, 17)"],
				["--jp-layout-color2", "rgb(60, 60, 60)"],
				["--jp-content-font-color1", "rgb(255, 255, 255)"],
			] as const) {
				document.body.style.setProperty(name, value);
			}
			document.body.setAttribute("data-jp-theme-light", "false");
		});
		const text = button.locator("text");
		const inkOf = () => text.evaluate((element) => getComputedStyle(element).fill);
		await waitUntil(async () => (await inkOf()) === "rgb(255, 255, 255)");
		await button.hover();
		const rect = button.locator("rect");
		const [fill, opacity] = await rect.evaluate((element) => {
			const style = getComputedStyle(element);
			return [style.fill, style.fillOpacity] as const;
		});
		const veil = fill.replace("rgb(", "rgba(").replace(")", `, ${opacity})`);
		const under = mixed(veil, 17);
		assert.ok(contrast(await inkOf(), under) >= 4.5, `${await inkOf()} on ${under}`);
		await page.close();
	});
});

/** A grey that can be seen through, on another grey. */
function mixed(over: string, grey: number): string {
	const [red = 0, , , alpha = 1] = (over.match(/[\d.]+/g) ?? []).map(Number);
	const value = Math.round(alpha * red + (1 - alpha) * grey);
	return `rgb(${value}, ${value}, ${value})`;
}
