import assert from "node:assert/strict";
import { test } from "node:test";
import { animated } from "../../src/figures/animation.js";

const picture = {
	title: "A dot",
	alt: "A dot.",
	data: [{ type: "scatter", x: [0], y: [0] }],
} as const;
const frames = ["1", "2"].map((name) => ({ name, data: [{ y: [Number(name)] }] }));

test("a picture with two frames gets a slider over them, and a play button", () => {
	const { layout = {} } = animated(picture, { frames });
	const [slider] = layout.sliders as { steps: unknown[] }[];
	assert.equal(slider.steps.length, 2);
	assert.equal((layout.updatemenus as unknown[]).length, 1);
});

test("a picture with one frame gets neither, since plotly.js hides a slider with one step", () => {
	assert.deepEqual(animated(picture, { frames: frames.slice(1) }), picture);
});

test("the slider has a place for every frame, and a minus where a frame's name has a hyphen", () => {
	const named = ["-1", "10"].map((name) => ({ name, data: [{ y: [1] }] }));
	const { layout } = animated(picture, { frames: named, prefix: "t = " });
	const [slider] = (layout?.sliders ?? []) as { steps: { label: string; args: unknown[] }[] }[];
	assert.deepEqual(
		slider.steps.map(({ label, args }) => [label, args[0]]),
		[
			["−1", ["-1"]],
			["10", ["10"]],
		],
	);
});
