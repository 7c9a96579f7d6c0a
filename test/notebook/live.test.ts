import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { type Displayable, display } from "../../src/figures/figure.js";
import { film, throttled, watch } from "../../src/notebook/live.js";
import { shownBy, texts } from "./recording-host.js";

const words = (text: string): Displayable => ({ [display]: () => ({ "text/plain": text }) });

describe("throttled", () => {
	test("shows the first picture at once, and updates one place", async () => {
		const shown = await shownBy(() => {
			const picture = throttled(1e9);
			picture.show(() => words("first"));
			picture.show(() => words("second"));
		});
		assert.deepEqual(texts(shown), ["first", "second"]);
		assert.deepEqual(
			shown.map(({ update }) => update),
			[false, true],
		);
		assert.equal(shown[0].displayId, shown[1].displayId);
	});

	test("skips pictures that come too fast, but never the last one", async () => {
		const shown = await shownBy(() => {
			const picture = throttled(1e-9);
			for (const text of ["first", "second", "third"]) picture.show(() => words(text));
			picture.finish();
			picture.finish();
		});
		assert.deepEqual(texts(shown), ["first", "third"]);
	});

	test("gives every picture a place of its own", async () => {
		const shown = await shownBy(() => {
			for (const text of ["one", "other"]) throttled().show(() => words(text));
		});
		assert.notEqual(shown[0].displayId, shown[1].displayId);
	});
});

describe("watch", () => {
	async function* counting(until: number, signal?: AbortSignal) {
		for (let count = 1; count <= until && !signal?.aborted; count++) yield count;
	}
	const draw = (reports: readonly number[]) => words(`reports: ${reports.join(" ")}`);

	test("returns all reports and ends with the picture of all", async () => {
		const shown = await shownBy(async () => {
			assert.deepEqual(await watch((signal) => counting(50, signal), draw), [
				...Array.from({ length: 50 }, (_, k) => k + 1),
			]);
		});
		assert.match(texts(shown).at(-1) ?? "", / 50$/);
	});

	test("passes the cell's signal on, so that an interrupt ends the training", async () => {
		const stop = new AbortController();
		const shown = await shownBy(async () => {
			const reports = await watch(
				(signal) => counting(50, signal),
				draw,
				(count) => {
					if (count === 3) stop.abort();
				},
			);
			assert.deepEqual(reports, [1, 2, 3]);
		}, stop.signal);
		assert.equal(texts(shown).at(-1), "reports: 1 2 3");
	});

	test("runs where there is no kernel", async () => {
		assert.deepEqual(await watch(() => counting(2), draw), [1, 2]);
	});

	test("lets an error through, with the last picture before it shown", async () => {
		async function* failing() {
			yield* [1, 2, 3];
			throw new Error("diverged");
		}
		const shown = await shownBy(() => assert.rejects(watch(failing, draw), /diverged/));
		assert.equal(texts(shown).at(-1), "reports: 1 2 3");
	});
});

describe("film", () => {
	async function* counting(until: number) {
		for (let count = 1; count <= until; count++) yield count;
	}

	test("shows the newest report alone while it runs, and all of them at the end", async () => {
		const drawn: string[] = [];
		const draw = (reports: readonly number[]) => {
			drawn.push(reports.join(" "));
			return words(reports.join(" "));
		};
		const shown = await shownBy(async () => {
			assert.deepEqual(await film(() => counting(3), draw), [1, 2, 3]);
		});
		assert.equal(texts(shown).at(-1), "1 2 3");
		assert.deepEqual([...new Set(drawn.slice(0, -1).map((text) => text.length))], [1]);
	});

	test("shows nothing where there was no report", async () => {
		assert.deepEqual(
			await shownBy(() =>
				film(
					() => counting(0),
					() => words("none"),
				),
			),
			[],
		);
	});
});
