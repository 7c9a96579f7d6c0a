import assert from "node:assert/strict";
import { test } from "node:test";
import { stepsOf } from "../../src/renderer/slider.js";

test("a slider's steps are those that plotly.js draws, with their labels in words", () => {
	const slider = {
		currentvalue: { prefix: "t = ", suffix: " <i>s</i>" },
		steps: [
			{ label: "1", method: "animate", args: [["1"]] },
			{ label: "hidden", method: "animate", args: [["2"]], visible: false },
			{ label: "without arguments", method: "animate" },
			{ method: "skip" },
			{ label: "<b>5</b>", args: ["x", 1], execute: false },
			null,
		],
	};
	assert.deepEqual(
		stepsOf(slider).map(({ index, words, method, args }) => [index, words, method, args]),
		[
			[0, "t = 1 s", "animate", [["1"]]],
			[3, "t = step-3 s", "skip", []],
			[4, "t = 5 s", "skip", ["x", 1]],
		],
	);
	assert.deepEqual(stepsOf({}), []);
});
