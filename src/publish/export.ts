import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { build } from "esbuild";
import katex from "katex";
import {
	type Cell,
	figureMimeType,
	joined,
	lessonFiles,
	type Output,
	readNotebook,
} from "../lab/notebook-file.js";
import { jupyterEnvironment } from "../setup/jupyter.mjs";
import { inRoot, root, venvCommand } from "../setup/machine.mjs";

/** A piece of a page that is still in its source language. */
interface Piece {
	readonly kind: "markdown" | "code";
	readonly text: string;
}

interface Lesson {
	readonly file: string;
	readonly page: string;
	readonly title: string;
	/** The first paragraph below the title, in HTML. */
	readonly summary: string;
	readonly cells: readonly Cell[];
	/** Each cell's source, in HTML. */
	readonly html: readonly string[];
}

/**
 * `npm run export`: writes the course, with its saved outputs, as pages that need no server and
 * nothing from the network.
 *
 * @param folder where to; emptied first
 */
export async function exportCourse(folder: string, files = lessonFiles()): Promise<void> {
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	const lessons = readLessons(files);
	const sources = new Set<string>();
	for (const [index, lesson] of lessons.entries()) {
		const body = lessonBody(lesson, lessons[index - 1], lessons[index + 1]);
		const linked = withLinks(body, dirname(lesson.file), sources);
		writeFileSync(join(folder, lesson.page), pageText(lesson.title, linked));
	}
	writeFileSync(join(folder, "index.html"), pageText("Unrolled", indexBody(lessons)));
	writeSourcePages(folder, sources);
	await writeAssets(folder);
}

function readLessons(files: readonly string[]): Lesson[] {
	const notebooks = files.map((file) => readNotebook(file).cells);
	const pieces = notebooks.flat().map(({ cell_type, source }): Piece => {
		const kind = cell_type === "markdown" ? "markdown" : "code";
		return { kind, text: joined(source) };
	});
	const converted = toHtml(pieces);
	return files.map((file, index) => {
		const cells = notebooks[index] ?? [];
		const html = converted.splice(0, cells.length);
		const whole = html.filter((_, at) => cells[at]?.cell_type === "markdown").join("");
		return {
			file,
			page: basename(file).replace(/\.ipynb$/, ".html"),
			title: plainText(/<h1[^>]*>(.*?)<\/h1>/s.exec(whole)?.[1] ?? basename(file)),
			summary: /<\/h1>.*?<p>(.*?)<\/p>/s.exec(whole)?.[1] ?? "",
			cells,
			html,
		};
	});
}

function lessonBody(lesson: Lesson, previous: Lesson | undefined, next: Lesson | undefined) {
	const link = (to: Lesson | undefined, label: string) =>
		to ? `<a href="${to.page}">${label}: ${to.title}</a>` : "";
	const way = (name: string) =>
		`<nav class="way" aria-label="${name}"><a href="index.html">All lessons</a>${link(previous, "Before")}${link(next, "Next")}</nav>`;
	const cells = lesson.cells.map((cell, index) => cellHtml(cell, lesson.html[index] ?? ""));
	const main = cells.join("\n");
	return [
		`<header>${way("Lessons")}</header>`,
		`<main id="content">${main.replace(/<\/h1>/, `</h1>${contents(main)}`)}</main>`,
		`<footer>${way("Lessons, again")}</footer>`,
	].join("\n");
}

/** Links to a page's sections. */
function contents(main: string): string {
	const items = [...main.matchAll(/<h2 id="([^"]*)">(.*?)<\/h2>/gs)].map(
		([, id, text = ""]) => `<li><a href="#${id}">${plainText(text)}</a></li>`,
	);
	return items.length === 0
		? ""
		: `<nav class="contents" aria-label="On this page"><ul>${items.join("")}</ul></nav>`;
}

function indexBody(lessons: readonly Lesson[]): string {
	const items = lessons.map(
		({ page, title, summary }) => `<li><a href="${page}">${title}</a><br>${summary}</li>`,
	);
	return [
		`<main id="content"><h1>Unrolled</h1>`,
		"<p>A short course in recurrent neural networks. These pages show every lesson as it was last run; to change a hyperparameter and run it again, open the course in JupyterLab.</p>",
		`<ol class="lessons">${items.join("\n")}</ol></main>`,
	].join("\n");
}

function cellHtml(cell: Cell, html: string): string {
	if (cell.cell_type === "markdown") return `<div class="text">${html}</div>`;
	if (cell.cell_type === "raw") return "";
	const outputs = (cell.outputs ?? []).map(
		(output) => `<div class="output">${outputHtml(output)}</div>`,
	);
	return `<div class="cell">${html}${outputs.join("\n")}</div>`;
}

function outputHtml({ data, text, ename, evalue }: Output): string {
	if (text !== undefined) return `<pre>${escaped(joined(text))}</pre>`;
	if (ename !== undefined) return `<pre class="error">${escaped(`${ename}: ${evalue}`)}</pre>`;
	if (!data) return "";
	const figure = data[figureMimeType];
	if (figure !== undefined) return figureHtml(figure, data["image/png"]);
	const get = (type: string) => joined(data[type] as string | string[] | undefined);
	if (data["text/html"]) return `<div class="table">${get("text/html")}</div>`;
	if (data["text/latex"]) return formula(get("text/latex").replace(/^\$+|\$+$/g, ""), true);
	if (data["text/markdown"])
		return toHtml([{ kind: "markdown", text: get("text/markdown") }])[0] ?? "";
	if (data["image/png"])
		return `<img alt="${escaped(get("text/plain"))}" src="data:image/png;base64,${get("image/png")}">`;
	return `<pre>${escaped(get("text/plain"))}</pre>`;
}

/** The figure's JSON, which page.ts draws in its place; without script, its image. */
function figureHtml(figure: unknown, png: unknown): string {
	const json = JSON.stringify(figure).replace(/</g, "\\u003c");
	const { layout } = figure as { layout?: { meta?: { alt?: string } } };
	const alt = escaped(layout?.meta?.alt ?? "Figure");
	const image = png
		? `<noscript><img alt="${alt}" src="data:image/png;base64,${joined(png as string)}"></noscript>`
		: "";
	return `<div class="figure">${image}<script type="application/json">${json}</script></div>`;
}

/** Where a lesson leads: to other lessons' pages, and to a page for each source file. */
function withLinks(html: string, folder: string, sources: Set<string>): string {
	return html.replace(/ href="([^"#:]+)(#[^"]*)?"/g, (whole, path: string, hash = "") => {
		if (path.endsWith(".html")) return whole;
		if (path.endsWith(".ipynb")) return ` href="${path.replace(/\.ipynb$/, ".html")}${hash}"`;
		const file = relative(root, join(folder, decodeURI(path)));
		if (file.startsWith("..") || !/\.(ts|mjs|md|py)$/.test(file) || !existsSync(inRoot(file))) {
			return whole;
		}
		sources.add(file);
		return ` href="${sourcePage(file)}${hash}"`;
	});
}

const sourcePage = (file: string) =>
	`source/${file.replaceAll("\\", "/").replaceAll("/", "-")}.html`;

function writeSourcePages(folder: string, files: ReadonlySet<string>): void {
	if (files.size === 0) return;
	mkdirSync(join(folder, "source"));
	const pieces = [...files].map((file): Piece => {
		const kind = file.endsWith(".md") ? "markdown" : "code";
		return { kind, text: readFileSync(inRoot(file), "utf8") };
	});
	for (const [index, html] of toHtml(pieces).entries()) {
		const file = [...files][index] ?? "";
		const heading = file.endsWith(".md") ? "" : `<h1>${escaped(file)}</h1>`;
		const body = `<header><nav class="way" aria-label="Lessons"><a href="../index.html">All lessons</a></nav></header><main id="content">${heading}${html}</main>`;
		writeFileSync(join(folder, sourcePage(file)), pageText(file, body, "../"));
	}
}

async function writeAssets(folder: string): Promise<void> {
	const [katexFolder, pageStyle] = [
		inRoot("node_modules", "katex", "dist"),
		inRoot("src", "publish", "page.css"),
	];
	cpSync(join(katexFolder, "katex.min.css"), join(folder, "katex.css"));
	cpSync(join(katexFolder, "fonts"), join(folder, "fonts"), {
		recursive: true,
		filter: (file) => !/\.(woff|ttf)$/.test(file),
	});
	const figureStyle = readFileSync(inRoot("src", "renderer", "style.css"), "utf8");
	writeFileSync(
		join(folder, "course.css"),
		[readFileSync(pageStyle, "utf8"), figureStyle, python(["styles"], "")].join("\n"),
	);
	await build({
		entryPoints: [inRoot("src", "publish", "page.ts")],
		outfile: join(folder, "course.js"),
		bundle: true,
		minify: true,
		define: { global: "globalThis" },
		// The style sheet of plotly.js's maps, which are not in use.
		loader: { ".css": "empty" },
	});
}

function pageText(title: string, body: string, up = ""): string {
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${title === "Unrolled" ? title : `${title} · Unrolled`}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${up}katex.css">
<link rel="stylesheet" href="${up}course.css">
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
${body}
<script src="${up}course.js"></script>
</body>
</html>
`;
}

/** Markdown and code as HTML, formulas typeset. */
function toHtml(pieces: readonly Piece[]): string[] {
	const html: string[] = JSON.parse(python([], JSON.stringify(pieces)));
	return html.map((text) =>
		text.replace(
			/<span class="tex" data-display="(true|false)">(.*?)<\/span>/gs,
			(_, display, tex) => formula(unescaped(tex), display === "true"),
		),
	);
}

/** A formula as KaTeX sets it, with MathML for those who listen. */
function formula(tex: string, displayMode: boolean): string {
	return katex.renderToString(tex, { displayMode, strict: "ignore" });
}

function python(args: readonly string[], input: string): string {
	const script = inRoot("src", "publish", "cells_to_html.py");
	const { status, stdout, stderr } = spawnSync(venvCommand("python"), [script, ...args], {
		input,
		encoding: "utf8",
		env: jupyterEnvironment(),
		maxBuffer: 1 << 28,
	});
	if (status !== 0) throw new Error(`cells_to_html.py failed: ${stderr}`);
	return stdout;
}

const plainText = (html: string) =>
	html
		.replace(/<math.*?<\/math>/gs, "")
		.replace(/<[^>]*>/g, "")
		.trim();

const escaped = (text: string) =>
	text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");

const unescaped = (html: string) =>
	html
		.replace(/&lt;/g, "<")
		.replace(/&gt;/g, ">")
		.replace(/&quot;/g, '"')
		.replace(/&#x27;/g, "'")
		.replace(/&amp;/g, "&");

if (process.argv[1] === inRoot("src", "publish", "export.ts")) {
	const folder = inRoot("build", "course");
	await exportCourse(folder);
	console.log(`Open ${join(relative(process.cwd(), folder), "index.html")} in a browser.`);
}
