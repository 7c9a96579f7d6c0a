import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { gzipSync } from "node:zlib";
import { launchChromium } from "../src/lab/browser.js";
import { lessonFiles, readNotebook, textOf } from "../src/lab/notebook-file.js";
import { NotebookPage } from "../src/lab/notebook-page.js";
import { SiteLab } from "../src/lab/site-lab.js";
import { WorkerKernel } from "../src/lab/worker-kernel.js";
import { runNotebook } from "../src/publish/publish-lessons.js";
import { serve } from "../src/publish/serve.js";
import { buildSite } from "../src/publish/site.js";
import { install } from "../src/setup/install.mjs";
import { inRoot } from "../src/setup/machine.mjs";
import { installLite } from "../src/setup/site.mjs";
import { median, short, table } from "./report/table.js";

/**
 * The course in the browser: the kernel's size, how soon it is there, its cells, and every lesson run
 * from top to bottom, beside the kernel on Node. With and without isolation, which has loops of cells
 * look whether they are to stop.
 */
const quick = process.argv.includes("--quick");
const folder = inRoot("build", "bench-site");
await install();
await installLite();
await buildSite(folder);
const browser = await launchChromium();

/** The document's 10,000 sums, a second time: compiled, and with a network of its own. */
const adder = `
import { Random } from "./src/network/random";
import { Rnn } from "./src/network/rnn";
import { train } from "./src/network/training/train";
import { binaryAddition } from "./src/tasks/binary-addition";
const times: number[] = [];
for (let round = 0; round < 6; round++) {
	const random = new Random(0);
	const rnn = Rnn.create({ inputDim: 2, hiddenDim: 16, outputDim: 1, random });
	const began = performance.now();
	for await (const _ of train(rnn, binaryAddition(), { iterations: 10_000, every: 10_000, random, backend: "simd" }));
	times.push(performance.now() - began);
}
Math.min(...times)`;
const loop =
	"const began = performance.now(); let s = 0; for (let i = 0; i < 1e8; i++) s += i; performance.now() - began";

const rows: string[][] = [
	["kernel, compressed (MB)", short(kernelSize()), "", "at most 1.5"],
	["mathjs, when it is imported (MB)", short(sizeOf(/mathjs/)), "", ""],
];
const [plain, isolated] = [await measure(false), await measure(true)];
for (const [what, limit] of [
	["page readable (s)", ""],
	["kernel ready (s)", "with the page"],
	["first cell that imports src (ms)", "300"],
	["a trivial cell (ms)", "15"],
	["10,000 sums, SIMD (ms)", "1.2 × Node's"],
	["a loop of 10⁸ in a cell (ms)", ""],
] as const) {
	rows.push([what, short(plain[what] ?? 0), short(isolated[what] ?? 0), limit]);
}
console.log(table(["the site", "plain", "isolated", "to reach"], rows));
if (!quick) console.log(`\n${table(["lesson (s)", "site", "Node", "ratio"], await lessons())}`);
await browser.close();

function sizeOf(name: RegExp): number {
	const [build] = readdirSync(join(folder, "kernel"));
	const files = readdirSync(join(folder, "kernel", build)).filter((file) => name.test(file));
	const bytes = files.map(
		(file) => gzipSync(readFileSync(join(folder, "kernel", build, file))).length,
	);
	return bytes.reduce((sum, each) => sum + each, 0) / 1e6;
}

function kernelSize(): number {
	return sizeOf(/^(front|executor|site)\./);
}

async function measure(isIsolated: boolean): Promise<Record<string, number>> {
	const { address, stop } = await serve(folder, { isolated: isIsolated });
	const began = performance.now();
	const [lesson = ""] = lessonFiles(["05"]);
	const page = await NotebookPage.open(new SiteLab(address), browser, lesson);
	const readable = performance.now() - began;
	await page.untilIdle();
	const ready = performance.now() - began;
	const first = performance.now();
	await page.runCell(page.codeCells().first());
	const imported = performance.now() - first;
	await page.close();
	const kernel = await WorkerKernel.start(await browser.newPage(), folder, address);
	const value = async (code: string) =>
		Number((await kernel.execute(code)).outputs.at(-1)?.data?.["text/plain"]);
	const trivial: number[] = [];
	for (let k = 0; k < 12; k++) trivial.push((await kernel.execute(`${k}`)).took);
	const result = {
		"page readable (s)": readable / 1000,
		"kernel ready (s)": ready / 1000,
		"first cell that imports src (ms)": imported,
		"a trivial cell (ms)": median(trivial),
		"10,000 sums, SIMD (ms)": await value(adder),
		"a loop of 10⁸ in a cell (ms)": await value(loop),
	};
	await kernel.close();
	await stop();
	return result;
}

async function lessons(): Promise<string[][]> {
	const { address, stop } = await serve(folder);
	const found: string[][] = [];
	for (const file of lessonFiles()) {
		const kernel = await WorkerKernel.start(await browser.newPage(), folder, address);
		const began = performance.now();
		for (const { cell_type, id, source } of readNotebook(file).cells) {
			if (cell_type === "code") await kernel.execute(textOf(source), id);
		}
		const site = (performance.now() - began) / 1000;
		await kernel.close();
		const start = performance.now();
		await runNotebook(file);
		const node = (performance.now() - start) / 1000;
		found.push([basename(file, ".ipynb"), short(site), short(node), short(site / node)]);
	}
	await stop();
	return found;
}
