import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { display, type Figure, figure, plotlyMimeType } from "../../src/figures/figure.js";
import { lines } from "../../src/figures/lines.js";
import { withLastRun } from "../../src/notebook/last-run.js";
import { shownBy } from "./recording-host.js";

const parabola = (slope: number) =>
	lines({
		title: "A line",
		alt: "A line.",
		xTitle: "x",
		yTitle: "y",
		series: [{ name: "y", x: [0, 1], y: [0, slope] }],
	});

/** What a cell draws, each time that it is run. */
async function ofCell(name: string, ...figures: Figure[]): Promise<Figure> {
	let drawn: Figure | undefined;
	await shownBy(() => {
		for (const each of figures) drawn = withLastRun(name, each);
	});
	assert.ok(drawn);
	return drawn;
}

/** The last value of every line, and how the line is called. */
const ends = ({ data }: Figure) => data.map(({ name, y }) => [name, (y as number[])[1]]);

describe("the run before", () => {
	test("is not there at first, so that a saved notebook shows none", async () => {
		const drawn = parabola(1);
		assert.equal(await ofCell("first", drawn), drawn);
	});

	test("stands behind the next one, pale and to be hidden in the legend", async () => {
		await ofCell("next", parabola(1));
		const drawn = await ofCell("next", parabola(2));
		assert.deepEqual(ends(drawn), [
			["y", 2],
			["the run before", 1],
		]);
		const { opacity, zorder, showlegend } = drawn.data[1];
		assert.deepEqual(
			{ opacity, zorder, showlegend },
			{ opacity: 0.3, zorder: -1, showlegend: true },
		);
		const bundle = drawn[display]()[plotlyMimeType] as Figure;
		assert.deepEqual(bundle.data, drawn.data);
		assert.equal(bundle.layout.showlegend, true);
	});

	test("is the last one that was different", async () => {
		for (const slope of [1, 2, 2]) await ofCell("same", parabola(slope));
		assert.deepEqual(ends(await ofCell("same", parabola(2))).at(-1), ["the run before", 1]);
		assert.deepEqual(ends(await ofCell("same", parabola(3))).at(-1), ["the run before", 2]);
	});

	test("is not what the same cell has drawn on its way", async () => {
		await ofCell("way", parabola(1), parabola(2));
		const drawn = await ofCell("way", parabola(3), parabola(4));
		assert.deepEqual(ends(drawn), [
			["y", 4],
			["the run before", 2],
		]);
	});

	test("is another one for each name", async () => {
		await ofCell("one", parabola(1));
		assert.equal((await ofCell("other", parabola(2))).data.length, 1);
	});

	test("leaves moving pictures alone", async () => {
		const moving = (slope: number) => ({
			...figure({ title: "t", alt: "a", data: parabola(slope).data }),
			frames: [{ name: "1", data: [] }],
		});
		await ofCell("moving", moving(1));
		const drawn = moving(2);
		assert.equal(await ofCell("moving", drawn), drawn);
	});
});
