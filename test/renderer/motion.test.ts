import assert from "node:assert/strict";
import { test } from "node:test";
import { withoutMotion } from "../../src/renderer/motion.js";

test("a figure without motion keeps its frames and their times, and slides nowhere", () => {
	const step = { label: "1", method: "animate", args: [["1"], { mode: "immediate" }] };
	const other = { label: "a", method: "update", args: [{ x: [1] }, {}] };
	const play = { label: "Play", method: "animate", args: [null, { frame: { duration: 400 } }] };
	const plain = { label: "Play", method: "animate", args: [null] };
	const figure = {
		data: [{ y: [1] }],
		frames: [{ name: "1" }],
		layout: {
			title: "t",
			transition: { duration: 300 },
			sliders: [{ active: 1, steps: [step, other] }],
			updatemenus: [{ type: "buttons", buttons: [play, plain] }],
		},
	};
	const atOnce = { transition: { duration: 0 } };
	assert.deepEqual(withoutMotion(figure), {
		data: [{ y: [1] }],
		frames: [{ name: "1" }],
		layout: {
			title: "t",
			sliders: [
				{
					active: 1,
					...atOnce,
					steps: [{ ...step, args: [["1"], { mode: "immediate", ...atOnce }] }, other],
				},
			],
			updatemenus: [
				{
					type: "buttons",
					buttons: [
						{ ...play, args: [null, { frame: { duration: 400 }, ...atOnce }] },
						{ ...plain, args: [null, atOnce] },
					],
				},
			],
		},
	});
});
