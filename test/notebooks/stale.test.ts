import assert from "node:assert/strict";
import { basename } from "node:path";
import { describe, test } from "node:test";
import {
	inOrder,
	lessonFiles,
	type Notebook,
	type Output,
	readNotebook,
	textOf,
} from "../../src/lab/notebook-file.js";
import type { Ranges } from "../../src/notebook/hyperparameters.js";
import { plan } from "../../src/renderer/stale/plan.js";
import { nothing, withNews } from "../../src/renderer/stale/records.js";
import { chosen, errorsIn, parametersCell } from "./lesson.js";
import { LessonKernel, notebookOf } from "./lesson-kernel.js";
import { endsOf, type Value, withValues } from "./parameters.js";

/**
 * A hyperparameter is changed, and what is out of date runs: then every output is that of a fresh
 * kernel. `npm run bench -- stale` does so for all of them, which takes long; here are a few.
 */
const few: Readonly<Record<string, readonly string[]>> = {
	"00": ["alpha"],
	"01": ["alpha"],
};
/** At the lower ends of their ranges trainings are short, and what depends on what is the same. */
const shortened = ["iterations", "seeds", "manySeeds", "seedsPerCell"];
const takesAll = process.env.STALE === "all";

describe("what is out of date, run again", { concurrency: 2 }, () => {
	const files = lessonFiles(chosen ?? (takesAll ? [] : Object.keys(few)));
	for (const file of files) {
		test(basename(file), async (t) => {
			const page = new Page(file);
			t.after(() => page.kernel.close());
			const ranges = await page.open();
			const names = takesAll ? Object.keys(ranges) : (few[basename(file).slice(0, 2)] ?? []);
			for (const name of names) {
				await t.test(`after a change of ${name} it is as from a fresh kernel`, async (each) => {
					if (page.isChanged) await page.change({});
					const before = page.outputs();
					const ran = await page.change({ [name]: another(ranges, name, page.base) });
					const fresh = new Page(file);
					each.after(() => fresh.kernel.close());
					await fresh.run(page.notebook);
					const now = page.outputs();
					for (const [id, output] of fresh.outputs()) assert.deepEqual(now.get(id), output, id);
					const same = [...before].filter(([id, output]) => isSame(output, now.get(id)));
					each.diagnostic(
						`${ran.length} of ${before.size} cells ran, ${before.size - same.length} show something else`,
					);
				});
			}
		});
	}
});

/** A lesson in a kernel of its own, and the records that a page would have. */
class Page {
	readonly kernel: LessonKernel;
	notebook: Notebook;
	base: Record<string, Value> = {};
	isChanged = false;
	readonly #original: Notebook;
	readonly #outputs = new Map<string, readonly Output[]>();
	#records = nothing;
	#ranges: Ranges = {};

	constructor(file: string) {
		this.kernel = new LessonKernel(file);
		this.#original = readNotebook(file);
		this.notebook = this.#original;
	}

	/** Runs all of it, with short trainings. */
	async open(): Promise<Ranges> {
		const { id, source } = parametersCell(this.#original);
		const asking = notebookOf([
			'import { rangesOf } from "./src/notebook/hyperparameters";',
			textOf(source),
		]);
		await this.kernel.run(asking);
		const [ranges] = await this.kernel.evaluate(["rangesOf(parameters)"]);
		this.#ranges = ranges as Ranges;
		this.base = Object.fromEntries(
			shortened.flatMap((name) => {
				const range = this.#ranges[name];
				return range ? [[name, endsOf(range)[0]]] : [];
			}),
		);
		this.#set({});
		await this.run(this.notebook);
		assert.ok(this.#outputs.has(id));
		assert.deepEqual(this.#plan([]), [], "a page that has run from the top is up to date");
		return this.#ranges;
	}

	async run(notebook: Notebook): Promise<void> {
		const ran = await this.kernel.run(notebook);
		assert.deepEqual(errorsIn(ran), []);
		for (const { id, outputs = [] } of ran.cells) this.#outputs.set(id, outputs);
		for (const news of ran.metadata.records as object[])
			this.#records = withNews(this.#records, news);
	}

	/** Types other values, runs that cell, and then what is out of date. @returns what has run */
	async change(values: Readonly<Record<string, Value>>): Promise<string[]> {
		this.#set(values);
		this.isChanged = true;
		const { id: parameters } = parametersCell(this.notebook);
		await this.#runCell(parameters);
		const ran: string[] = [];
		for (let [next] = this.#plan(ran); next !== undefined; [next] = this.#plan(ran)) {
			await this.#runCell(next);
			ran.push(next);
		}
		return ran;
	}

	outputs(): Map<string, unknown> {
		return new Map(Array.from(this.#outputs, ([id, outputs]) => [id, outputs.map(comparable)]));
	}

	#set(values: Readonly<Record<string, Value>>): void {
		const { id, source } = parametersCell(this.#original);
		const changed = withValues(textOf(source), this.#ranges, { ...this.base, ...values });
		const cells = this.#original.cells
			.filter(({ cell_type }) => cell_type === "code")
			.map((cell) => (cell.id === id ? { ...cell, source: changed } : cell));
		this.notebook = { ...this.#original, cells };
	}

	async #runCell(id: string): Promise<void> {
		await this.run({
			...this.notebook,
			cells: this.notebook.cells.filter((cell) => cell.id === id),
		});
	}

	#plan(ran: readonly string[]): string[] {
		const page = this.notebook.cells.map(({ id, source }) => ({ id, source: textOf(source) }));
		return plan(page, this.#records, ran).map(({ id }) => id);
	}
}

/** A value of a range that is not the one that the page has. */
function another(ranges: Ranges, name: string, base: Readonly<Record<string, Value>>): Value {
	const range = ranges[name];
	assert.ok(range);
	const now = base[name] ?? range.value;
	const [low, high] = endsOf(range);
	if (!("min" in range)) return now === low ? high : low;
	const isWhole = range.step !== undefined && Number.isInteger(range.step);
	const nearby = isWhole ? Number(now) + (range.step ?? 1) : (Number(now) + range.min) / 2;
	return nearby <= range.max && nearby !== now ? nearby : low;
}

/** An output without what differs from run to run, and without the run before, which a fresh one has not. */
function comparable({ data, ...output }: Output): unknown {
	const shown = Object.entries(data ?? {}).filter(([type]) => !type.includes("widget-view"));
	const text = JSON.stringify(inOrder({ ...output, data: Object.fromEntries(shown) }));
	const {
		execution_count: _,
		transient: __,
		...rest
	} = JSON.parse(text, (key, value) => {
		if (key !== "data" || !Array.isArray(value)) return value;
		return value.filter((trace) => trace?.name !== "the run before");
	});
	return rest;
}

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
