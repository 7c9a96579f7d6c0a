import { spawn } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { basename, relative } from "node:path";
import {
	type Cell,
	figureMimeType,
	inOrder,
	lessonFiles,
	type Notebook,
	notebookText,
	type Output,
	readNotebook,
	textOf,
} from "../lab/notebook-file.js";
import { jupyterEnvironment } from "../setup/jupyter.mjs";
import { inRoot, root, venvCommand } from "../setup/machine.mjs";
import { Illustrator, type StillFigure } from "./static-image.js";

/** What the browser makes of a widget's id is gone with the kernel; its text stays. */
const VOLATILE_MIME_TYPES = ["application/vnd.jupyter.widget-view+json"];

/**
 * `npm run publish-lessons [-- 05 06]`: runs the lessons on their kernel and saves them with their
 * outputs, each figure beside a static image of it. Where nothing has changed, no byte changes;
 * with `--redraw`, the images are drawn anew all the same.
 */
export async function publishLessons(args: readonly string[]): Promise<void> {
	const beginnings = args.filter((arg) => arg !== "--redraw");
	const redraw = args.includes("--redraw");
	const illustrator = await Illustrator.start();
	try {
		for (const file of lessonFiles(beginnings)) await saveRun(file, file, illustrator, redraw);
	} finally {
		await illustrator.close();
	}
}

/**
 * Runs a notebook and saves it, with its outputs, as `file`, if that changes anything there. Images of
 * figures that `file` has already are not drawn again.
 */
export async function saveRun(
	notebook: string,
	file: string,
	illustrator: Pick<Illustrator, "draw">,
	redraw = false,
): Promise<void> {
	const began = performance.now();
	const before = existsSync(file) ? readFileSync(file, "utf8") : "";
	const fresh = await runNotebook(notebook);
	const images = redraw || before === "" ? fresh : readNotebook(file);
	const text = notebookText(await published(fresh, images, illustrator));
	if (text !== before) writeFileSync(file, text);
	const seconds = ((performance.now() - began) / 1000).toFixed(1);
	const size = (Buffer.byteLength(text) / 1e6).toFixed(2);
	const what = text === before ? "unchanged" : "saved";
	console.log(`${relative(root, file)}: ${what}, ${size} MB, ${seconds} s`);
}

/**
 * Runs a notebook from scratch on the kernel that it names.
 * @throws with the failing cell's error
 */
export function runNotebook(file: string): Promise<Notebook> {
	const child = spawn(
		venvCommand("python"),
		[inRoot("src", "publish", "run_notebook.py"), file, root],
		{ env: jupyterEnvironment(), stdio: ["ignore", "pipe", "pipe"] },
	);
	const printed: Buffer[] = [];
	const complained: Buffer[] = [];
	child.stdout.on("data", (chunk) => printed.push(chunk));
	child.stderr.on("data", (chunk) => complained.push(chunk));
	return new Promise((resolve, reject) => {
		child.on("error", reject);
		child.on("close", (code) => {
			if (code === 0) resolve(JSON.parse(Buffer.concat(printed).toString("utf8")));
			else reject(new Error(`${basename(file)}: ${Buffer.concat(complained).toString("utf8")}`));
		});
	});
}

/** A notebook as it is published, from one that has just run and the one published before. */
export async function published(
	fresh: Notebook,
	before: Notebook,
	illustrator: Pick<Illustrator, "draw">,
): Promise<Notebook> {
	const images = imagesIn(before);
	const cells: Cell[] = [];
	for (const cell of fresh.cells) cells.push(await publishedCell(cell, images, illustrator));
	const { kernelspec, language_info } = fresh.metadata;
	return { ...fresh, cells, metadata: { kernelspec, language_info } };
}

type Image = { readonly png: unknown; readonly metadata: unknown };

async function publishedCell(
	cell: Cell,
	images: ReadonlyMap<string, Image>,
	illustrator: Pick<Illustrator, "draw">,
): Promise<Cell> {
	const { execution: _, ...metadata } = cell.metadata;
	if (cell.cell_type !== "code") return { ...cell, metadata };
	const outputs: Output[] = [];
	for (const output of cell.outputs ?? []) {
		outputs.push(await publishedOutput(output, images, illustrator));
	}
	return { ...cell, metadata, outputs };
}

async function publishedOutput(
	output: Output,
	images: ReadonlyMap<string, Image>,
	illustrator: Pick<Illustrator, "draw">,
): Promise<Output> {
	if (!output.data) return output;
	const data = Object.fromEntries(
		Object.entries(output.data).filter(([type]) => !VOLATILE_MIME_TYPES.includes(type)),
	);
	const figure = data[figureMimeType];
	if (figure === undefined) return { ...output, data };
	const image = images.get(keyOf(figure)) ?? (await imageOf(figure as StillFigure, illustrator));
	return {
		...output,
		data: { ...data, "image/png": image.png },
		metadata: { ...output.metadata, "image/png": image.metadata },
	};
}

async function imageOf(
	figure: StillFigure,
	illustrator: Pick<Illustrator, "draw">,
): Promise<Image> {
	const { png, width, height } = await illustrator.draw(figure);
	const { meta } = (figure.layout ?? {}) as { meta?: { alt?: string } };
	return { png, metadata: { width, height, ...(meta?.alt && { alt: meta.alt }) } };
}

/** The images of a notebook's figures, by figure: drawn once, they stay as long as it does. */
function imagesIn(notebook: Notebook): Map<string, Image> {
	const images = new Map<string, Image>();
	for (const { data, metadata } of notebook.cells.flatMap(({ outputs = [] }) => outputs)) {
		const png = data?.["image/png"];
		if (data?.[figureMimeType] === undefined || png === undefined) continue;
		images.set(keyOf(data[figureMimeType]), {
			png: Array.isArray(png) ? textOf(png) : png,
			metadata: metadata?.["image/png"],
		});
	}
	return images;
}

const keyOf = (figure: unknown) => JSON.stringify(inOrder(figure));

if (process.argv[1] === inRoot("src", "publish", "publish-lessons.ts")) {
	if (!existsSync(inRoot("build", "kernel", "main.cjs"))) {
		console.error("The kernel is not built yet: run npm start or npm test once before.");
		process.exit(1);
	}
	await publishLessons(process.argv.slice(2));
}
