import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { controls } from "../../src/notebook/controls.js";
import { hyperparameters } from "../../src/notebook/hyperparameters.js";
import type { Data } from "../../src/notebook/kernel.js";
import { ranges, shownControls } from "./shown-controls.js";

describe("controls", () => {
	test("stand on the ranges' values, each with its own type", () => {
		const { values } = controls({
			alpha: { value: 0.1, min: 0.001, max: 10, scale: "log" },
			cell: { value: "rnn", options: ["rnn", "lstm"] },
			bias: { value: false },
		});
		const alpha: number = values.alpha;
		const cell: "rnn" | "lstm" = values.cell;
		const bias: boolean = values.bias;
		assert.deepEqual([alpha, cell, bias], [0.1, "rnn", false]);
	});

	test("of some of a lesson's hyperparameters take their ranges from there", async () => {
		const parameters = hyperparameters(ranges);
		const { values } = controls(parameters, ["hiddenDim", "alpha"]);
		const hiddenDim: number = values.hiddenDim;
		assert.equal(hiddenDim, 16);
		assert.deepEqual(Object.keys(values), ["hiddenDim", "alpha"]);
	});

	test("say what is wrong with a range, or with a name", () => {
		assert.throws(() => controls({ n: { value: 3, min: 2, max: 1 } }), {
			message: "n.min must not be above n.max (got 2 and 1)",
		});
		assert.throws(() => controls({ n: { value: 3, min: 1, max: 2 } }), {
			message: "n must be a number from 1 to 2 (got 3)",
		});
		const untyped = controls as (parameters: object, names: string[]) => unknown;
		assert.throws(() => untyped(hyperparameters(ranges), ["beta"]), {
			message: "controls must be names out of alpha, shift, hiddenDim, t, cell, bias (got beta)",
		});
		assert.throws(() => untyped({ alpha: 1 }, ["alpha"]), { name: "TypeError" });
	});

	test("show nothing where there is no kernel", () => {
		assert.doesNotThrow(() => controls(ranges).show(() => {}));
	});

	test("are Jupyter's own widgets, each with its label, value and range", async () => {
		const { page } = await shownControls();
		const kinds = [
			"learning rate α",
			"shift b",
			"hidden size H",
			"step t",
			"network",
			"with biases",
		];
		assert.deepEqual(
			kinds.map((label) => page.find(label).state._model_name),
			[
				"FloatLogSliderModel",
				"FloatSliderModel",
				"IntSliderModel",
				"IntSliderModel",
				"DropdownModel",
				"CheckboxModel",
			],
		);
		assert.deepEqual(
			kinds.map((label) => page.find(label).state.value ?? page.find(label).state.index),
			[0.1, -0.5, 16, 1, 0, false],
		);
		assert.deepEqual(
			page.all("LabelModel").map(({ state }) => state.value),
			[
				...["0.001 … 10", "−5 … 5", "1 … 64", "1 … 8"],
				"The figure follows. If it does not, run this cell again.",
			],
		);
		for (const { target, data, metadata } of page.opened) {
			assert.equal(target, "jupyter.widget");
			assert.deepEqual(metadata, { version: "2.1.0" });
			const { _model_name, _model_module, _model_module_version } = data.state as Data;
			assert.match(String(_model_name), /Model$/);
			assert.match(String(_model_module), /^@jupyter-widgets\/(base|controls)$/);
			assert.equal(_model_module_version, "2.0.0");
		}
	});

	test("name only widgets that are there already", async () => {
		const { page } = await shownControls();
		const known = new Set<string>();
		for (const [id, { state }] of page.models) {
			for (const [name] of JSON.stringify(state).matchAll(/IPY_MODEL_[^"]*/g)) {
				assert.ok(known.has(name), name);
			}
			known.add(`IPY_MODEL_${id}`);
		}
	});

	test("are shown as one view, with their words for whoever has no widgets", async () => {
		const { page } = await shownControls();
		assert.equal(page.shown.length, 1);
		const { bundle } = page.shown[0];
		const view = bundle["application/vnd.jupyter.widget-view+json"] as Data;
		assert.equal(page.models.get(String(view.model_id))?.state._model_name, "VBoxModel");
		const words =
			"Controls: learning rate α = 0.1 (0.001 … 10); shift b = −0.5 (−5 … 5); " +
			"hidden size H = 16 (1 … 64); step t = 1 (1 … 8); network = rnn (rnn, lstm); " +
			"with biases = false. Run this cell in JupyterLab to move them.";
		assert.equal(bundle["text/plain"], words);
		assert.equal(bundle["text/html"], `<p>${words}</p>`);
	});

	test("call back with all values when one is moved, and only then", async () => {
		const { page, moved } = await shownControls();
		const start = controls(ranges).values;
		await page.move("learning rate α", { value: 10 ** -0.52 });
		await page.move("shift b", { value: 0.1 + 0.2 });
		await page.move("network", { index: 1 });
		await page.move("with biases", { value: true });
		await page.move("with biases", { value: true });
		await page.move("with biases", { description: "anything else" });
		assert.deepEqual(moved, [
			{ ...start, alpha: 0.302 },
			{ ...start, alpha: 0.302, shift: 0.3 },
			{ ...start, alpha: 0.302, shift: 0.3, cell: "lstm" },
			{ ...start, alpha: 0.302, shift: 0.3, cell: "lstm", bias: true },
		]);
	});

	test("name a value outside its range", async () => {
		const { page, complaints } = await shownControls();
		await page.move("hidden size H", { value: 65 });
		await page.move("network", { index: 0 });
		await page.move("hidden size H", { value: 64 });
		assert.deepEqual(complaints, [
			"hiddenDim must be a whole number from 1 to 64 (got 65)",
			undefined,
		]);
	});

	test("go back to where they began with Reset, the play button too", async () => {
		const { page, moved } = await shownControls();
		await page.move("learning rate α", { value: 1 });
		await page.move("network", { index: 1 });
		const [player] = page.all("PlayModel");
		await page.send(player, { method: "update", state: { playing: true, value: 5 } });
		await page.click("Reset");
		assert.deepEqual(moved.at(-1), controls(ranges).values);
		assert.equal(page.find("learning rate α").state.value, 0.1);
		assert.equal(page.find("network").state.index, 0);
		assert.deepEqual([player.state.playing, player.state.value], [false, 1]);
		const before = moved.length;
		await page.click("Reset");
		assert.equal(moved.length, before);
	});

	test("are linked to their play button in the browser", async () => {
		const { page } = await shownControls();
		const [player] = page.all("PlayModel");
		const [link] = page.all("LinkModel");
		assert.deepEqual(link.state.source, [`IPY_MODEL_${player.id}`, "value"]);
		assert.deepEqual(link.state.target, [`IPY_MODEL_${page.find("step t").id}`, "value"]);
		const { min, max, step } = player.state;
		assert.deepEqual([min, max, step], [1, 8, 1]);
	});
});
