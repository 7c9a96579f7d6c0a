import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import type { AxeResults } from "axe-core";
import type { Browser, Page } from "playwright-core";
import { launchChromium } from "../../src/lab/browser.js";
import { lessonFiles } from "../../src/lab/notebook-file.js";
import { exportCourse } from "../../src/publish/export.js";
import { inRoot } from "../../src/setup/machine.mjs";
import { bundle, contour, curves, growing, heatmap } from "../lab/fixture.js";

const folder = inRoot("build", "test-export");

describe("the exported course", () => {
	let browser: Browser;
	let pages: string[];

	before(async () => {
		rmSync(folder, { recursive: true, force: true });
		mkdirSync(folder, { recursive: true });
		const everything = writeEverything();
		const chinese = lessonFiles([], "zh");
		await exportCourse(join(folder, "course"), [everything, ...lessonFiles(), ...chinese]);
		const lessons = lessonFiles().map(nameOf);
		pages = ["index", "everything", "teaching/05", ...lessons].map((name) => `${name}.html`);
		browser = await launchChromium();
	});

	after(async () => {
		await browser?.close();
		rmSync(folder, { recursive: true, force: true });
	});

	for (const colorScheme of ["light", "dark"] as const) {
		test(`opens from a folder with no network, in ${colorScheme}: every figure, nothing serious to axe-core`, async () => {
			for (const name of pages) {
				const { page, complaints } = await open(name, colorScheme);
				await seeFigures(page);
				assert.equal(await page.locator(".figure [role=alert], .katex-error").count(), 0, name);
				assert.deepEqual(complaints, [], name);
				assert.deepEqual(await seriousFindings(page), [], `${name} in ${colorScheme}`);
				const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
				assert.equal(ground === "rgb(255, 255, 255)", colorScheme === "light");
				await page.context().close();
			}
		});
	}

	test("has each kind of cell and output", async () => {
		const { page } = await open("everything.html", "light");
		await seeFigures(page);
		assert.equal(await page.locator(".figure").count(), 4);
		assert.equal(await page.locator(".katex").count(), 4);
		assert.equal(await page.locator("blockquote td").count(), 2);
		assert.equal(await page.locator("table td").first().textContent(), "9 + 60");
		assert.match((await page.locator(".error").textContent()) ?? "", /RangeError: alpha must be/);
		assert.match(
			(await page.locator("pre", { hasText: "printed" }).textContent()) ?? "",
			/printed/,
		);
		// A button of an animation works here as it does in JupyterLab.
		const bars = page.locator(".figure").nth(1);
		await bars.locator(".updatemenu-button").first().click();
		await bars.locator(".slider-label", { hasText: /^3$/ }).waitFor();
		// The links between lessons and to the source lead somewhere.
		await page.locator("a", { hasText: "the sigmoid's code" }).click();
		await page.locator("h1", { hasText: "activations.ts" }).waitFor();
		await page.context().close();
	});

	test("has a twin of each page in the other language, which says its language", async () => {
		const { page } = await open(`zh/${nameOf(lessonFiles([], "zh")[0])}.html`, "light");
		await seeFigures(page);
		const language = () => page.locator("html").getAttribute("lang");
		const title = await page.title();
		assert.equal(await language(), "zh");
		assert.equal(await page.locator(".figure [role=alert], .katex-error").count(), 0);
		await page.locator("header a", { hasText: "English" }).click();
		assert.equal(await language(), "en");
		await page.locator("header a", { hasText: "中文" }).click();
		assert.equal(await page.title(), title);
		await page.locator("header a", { hasText: "全部课程" }).click();
		await page.locator("header a", { hasText: "English" }).click();
		assert.equal(await page.locator("h1").textContent(), "Unrolled");
		assert.equal(await language(), "en");
		await page.context().close();
	});

	test("links to pages and sections that are there", async () => {
		const { page } = await open("index.html", "light");
		const sections = new Map<string, string[]>();
		const links: { on: string; to: string }[] = [];
		const html = readdirSync(join(folder, "course"), { recursive: true, encoding: "utf8" });
		for (const name of html.filter((file) => file.endsWith(".html"))) {
			await page.setContent(readFileSync(join(folder, "course", name), "utf8"), {
				waitUntil: "commit",
			});
			const found = await page.evaluate(() => ({
				ids: [...document.querySelectorAll("[id]")].map(({ id }) => id),
				hrefs: [...document.querySelectorAll("a")].map((link) => link.getAttribute("href") ?? ""),
			}));
			sections.set(name, found.ids);
			for (const href of found.hrefs.filter((href) => !href.includes(":"))) {
				links.push({ on: name, to: href });
			}
		}
		const dead = links.filter(({ on, to }) => {
			const [path, section] = to.split("#");
			const ids = sections.get(path === "" ? on : join(dirname(on), decodeURI(path)));
			return ids === undefined || (section && !ids.includes(encodeURI(decodeURI(section))));
		});
		assert.ok(links.length > 200, `only ${links.length} links found`);
		assert.deepEqual(dead, []);
		await page.context().close();
	});

	async function open(name: string, colorScheme: "light" | "dark") {
		const context = await browser.newContext({ colorScheme, offline: true });
		const page = await context.newPage();
		page.setDefaultTimeout(60_000);
		const complaints: string[] = [];
		page.on("console", (message) => {
			if (message.type() === "error") complaints.push(message.text());
		});
		page.on("pageerror", (error) => complaints.push(String(error)));
		page.on("request", (request) => {
			const address = request.url();
			if (!/^(file|data|blob):/.test(address)) complaints.push(`asks for ${address}`);
		});
		await page.goto(pathToFileURL(join(folder, "course", name)).href);
		return { page, complaints };
	}
});

async function seeFigures(page: Page): Promise<void> {
	for (const figure of await page.locator(".figure").all()) {
		await figure.scrollIntoViewIfNeeded();
		await figure.locator(".main-svg").first().waitFor();
	}
}

async function seriousFindings(page: Page): Promise<string[]> {
	await page.addScriptTag({ path: createRequire(import.meta.url).resolve("axe-core/axe.min.js") });
	const { violations } = await page.evaluate(() =>
		(window as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
	);
	return violations
		.filter(({ impact }) => impact === "serious" || impact === "critical")
		.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}

const nameOf = (file: string) => file.replace(/^.*[\\/]|\.ipynb$/g, "");

/** A notebook in the tests' folder with everything that a lesson may hold. */
function writeEverything(): string {
	const markdown = [
		"# Everything",
		"One sentence with $h^t = f(x^t V)$ in it, and [the sigmoid's code](../../src/network/activations.ts).",
		"$$E = \\sum_t E^t$$",
		"## A table and a list",
		"| a | b |\n| --- | --- |\n| 9 + 60 | 69 |",
		"> **Notation.**\n>\n> | symbol | meaning |\n> | --- | --- |\n> | $h$ | state |",
		"- one\n- two\n\n<details><summary>Solution</summary>\n\nIt is **this**.\n\n</details>",
	].join("\n\n");
	const shown = (data: Record<string, unknown>) => ({
		output_type: "display_data",
		metadata: {},
		data,
	});
	const outputs = [
		...[curves, growing, heatmap, contour].map((figure) => shown(bundle(figure))),
		shown({ "text/latex": "$$S'(x)$$", "text/plain": "S'(x)" }),
		shown({ "text/html": "<table><tbody><tr><td>x</td></tr></tbody></table>", "text/plain": "x" }),
		{ output_type: "stream", name: "stdout", text: ["printed\n"] },
		{
			output_type: "error",
			ename: "RangeError",
			evalue: "alpha must be a number from 0 to 10 (got -1)",
			traceback: [],
		},
	];
	const file = join(folder, "everything.ipynb");
	const notebook = {
		cells: [
			{ cell_type: "markdown", id: "a", metadata: {}, source: markdown },
			{
				cell_type: "code",
				id: "b",
				metadata: {},
				execution_count: 1,
				source: 'const text: string = "typed"; // a comment\nfor (let i = 0; i < 10; i++) f(i);',
				outputs,
			},
		],
		metadata: { kernelspec: { name: "tslab", display_name: "TypeScript (tslab)", language: "" } },
		nbformat: 4,
		nbformat_minor: 5,
	};
	writeFileSync(file, JSON.stringify(notebook));
	return file;
}
