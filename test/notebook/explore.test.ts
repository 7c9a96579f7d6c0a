import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { type Displayable, display, plotlyMimeType } from "../../src/figures/figure.js";
import { DivergenceError } from "../../src/network/training/train.js";
import { type Controls, controls } from "../../src/notebook/controls.js";
import { type Compute, explore } from "../../src/notebook/explore.js";
import { FrontEnd } from "./front-end.js";

const words = (text: string): Displayable => ({ [display]: () => ({ "text/plain": text }) });
const one = () => controls({ n: { value: 1, min: 0, max: 100, step: 1 } });
type One = ReturnType<typeof one> extends Controls<infer V> ? V : never;

async function exploring(compute: Compute<One>) {
	const page = new FrontEnd();
	await page.run(() => explore(one(), compute));
	return page;
}

/** What stood in the figure's place, one after the other. */
const pictures = ({ shown }: FrontEnd) =>
	shown.filter(({ displayId }) => displayId).map(({ bundle }) => String(bundle["text/plain"]));

/** Computations that end when the test says so. */
class Slow {
	readonly begun: { n: number; signal: AbortSignal; end: () => void }[] = [];
	readonly #waiting: (() => void)[] = [];
	readonly compute: Compute<One> = ({ n }, signal) =>
		new Promise((resolve) => {
			this.begun.push({ n, signal, end: () => resolve(words(`picture of ${n}`)) });
			for (const wake of this.#waiting.splice(0)) wake();
		});

	/** The computation with this number, once it has begun. */
	async begins(at: number) {
		while (this.begun.length <= at) {
			await new Promise<void>((resolve) => this.#waiting.push(resolve));
		}
		return this.begun[at];
	}
}

describe("explore", () => {
	test("shows the controls, and the picture of their values below", async () => {
		const page = await exploring(({ n }) => words(`picture of ${n}`));
		assert.equal(page.shown.length, 2);
		assert.ok("application/vnd.jupyter.widget-view+json" in page.shown[0].bundle);
		assert.deepEqual(page.shown[1].bundle, { "text/plain": "picture of 1" });
	});

	test("draws in the same place when a control moves", async () => {
		const page = await exploring(async ({ n }) => words(`picture of ${n}`));
		await page.move("n", { value: 2 });
		await page.move("n", { value: 3 });
		assert.deepEqual(pictures(page), ["picture of 1", "picture of 2", "picture of 3"]);
		const [, first, second, third] = page.shown;
		assert.deepEqual([first.update, second.update, third.update], [false, true, true]);
		assert.equal(new Set([first, second, third].map(({ displayId }) => displayId)).size, 1);
	});

	test("shows the very first picture again after a reset", async () => {
		const page = await exploring(({ n }) => words(`picture of ${n}: ${Math.sin(n)}`));
		await page.move("n", { value: 2 });
		await page.click("Reset");
		assert.deepEqual(page.shown.at(-1)?.bundle, page.shown[1].bundle);
	});

	test("of values that come all at once draws the last", async () => {
		const page = await exploring(({ n }) => words(`picture of ${n}`));
		const moves = Array.from({ length: 50 }, (_, k) => page.move("n", { value: k + 2 }));
		await Promise.all(moves);
		assert.deepEqual(pictures(page), ["picture of 1", "picture of 51"]);
	});

	test("ends a computation when a newer value comes, and never begins a second beside it", async () => {
		const slow = new Slow();
		const page = new FrontEnd();
		const cell = page.run(() => explore(one(), slow.compute));
		(await slow.begins(0)).end();
		await cell;

		const moved = page.move("n", { value: 2 });
		const second = await slow.begins(1);
		const more = [3, 4, 5].map((value) => page.move("n", { value }));
		assert.ok(second.signal.aborted);
		assert.equal(slow.begun.length, 2, "the next one waits until this one has ended");
		second.end();
		const third = await slow.begins(2);
		assert.deepEqual([third.n, third.signal.aborted], [5, false]);
		third.end();
		await Promise.all([moved, ...more]);
		assert.deepEqual(pictures(page), ["picture of 1", "picture of 5"]);
	});

	test("lets the kernel be idle while a long computation goes on", async () => {
		const slow = new Slow();
		const page = new FrontEnd();
		const cell = page.run(() => explore(one(), slow.compute));
		(await slow.begins(0)).end();
		await cell;
		await page.move("n", { value: 2 });
		assert.deepEqual(pictures(page), ["picture of 1"]);
		(await slow.begins(1)).end();
		await page.move("n", { value: 3 });
		(await slow.begins(2)).end();
	});

	test("says in the figure's place what goes wrong, until it goes well again", async () => {
		const page = await exploring(({ n }) => {
			if (n > 50) throw new Error(`<${n}> is too much`);
			return { [display]: () => ({ [plotlyMimeType]: { layout: { height: 360 } } }) };
		});
		await page.move("n", { value: 60 });
		await page.move("n", { value: 40 });
		const [, , wrong, right] = page.shown;
		assert.equal(wrong.bundle["text/plain"], "✗ Error: <60> is too much");
		assert.equal(
			wrong.bundle["text/html"],
			'<div role="alert" style="min-height:360px"><p><b>✗</b> Error: &lt;60&gt; is too much</p></div>',
		);
		assert.ok(plotlyMimeType in right.bundle);
		assert.equal(wrong.displayId, right.displayId);
	});

	test("says which value is outside its range", async () => {
		const page = await exploring(({ n }) => words(`picture of ${n}`));
		await page.move("n", { value: 101 });
		assert.deepEqual(
			pictures(page).at(-1),
			"✗ RangeError: n must be a whole number from 0 to 100 (got 101)",
		);
	});

	test("fails in the cell only where the values are not to blame", async () => {
		const diverged = new DivergenceError(7, Number.NaN, { method: "descent", alpha: 9, clip: 1 });
		const page = await exploring(() => {
			throw diverged;
		});
		assert.match(pictures(page)[0], /^✗ DivergenceError: training diverged at iteration 7/);
		const failing = exploring(() => {
			throw new TypeError("f is not a function");
		});
		await assert.rejects(failing, /f is not a function/);
	});

	test("begins anew after the stop button", async () => {
		const slow = new Slow();
		const page = new FrontEnd();
		const cell = page.run(() => explore(one(), slow.compute));
		const first = await slow.begins(0);
		page.stop.abort();
		assert.ok(first.signal.aborted);
		page.stop = new AbortController();
		const moved = page.move("n", { value: 2 });
		(await slow.begins(1)).end();
		await moved;
		first.end();
		await cell;
		assert.deepEqual(pictures(page), ["picture of 2"]);
	});

	test("computes once, for nobody, where there is no kernel", async () => {
		const values: number[] = [];
		await explore(one(), ({ n }) => {
			values.push(n);
			return words("");
		});
		assert.deepEqual(values, [1]);
	});
});
