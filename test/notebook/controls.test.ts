import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { controls } from "../../src/notebook/controls.js";
import { hyperparameters, outside, type Ranges } from "../../src/notebook/hyperparameters.js";
import type { Data } from "../../src/notebook/kernel.js";
import { FrontEnd } from "./front-end.js";

const ranges = {
	alpha: { value: 0.1, min: 0.001, max: 10, scale: "log", label: "learning rate α" },
	shift: { value: -0.5, min: -5, max: 5, step: 0.1, label: "shift b" },
	hiddenDim: { value: 16, min: 1, max: 64, step: 1, label: "hidden size H" },
	t: { value: 1, min: 1, max: 8, step: 1, label: "step t", play: true },
	cell: { value: "rnn", options: ["rnn", "lstm"], label: "network" },
	bias: { value: false, label: "with biases" },
} as const;

/** Shows controls, and gathers the values that they call back with. */
async function shown(given: Ranges = ranges) {
	const page = new FrontEnd();
	const moved: Data[] = [];
	const complaints: (string | undefined)[] = [];
	await page.run(() =>
		controls(given).show((values, complaint) => {
			moved.push(values as Data);
			complaints.push(complaint);
		}),
	);
	return { page, moved, complaints };
}

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
		const { page } = await shown();
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
		const { page } = await shown();
		const known = new Set<string>();
		for (const [id, { state }] of page.models) {
			for (const [name] of JSON.stringify(state).matchAll(/IPY_MODEL_[^"]*/g)) {
				assert.ok(known.has(name), name);
			}
			known.add(`IPY_MODEL_${id}`);
		}
	});

	test("are shown as one view, with their words for whoever has no widgets", async () => {
		const { page } = await shown();
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
		const { page, moved } = await shown();
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
		const { page, complaints } = await shown();
		await page.move("hidden size H", { value: 65 });
		await page.move("network", { index: 0 });
		await page.move("hidden size H", { value: 64 });
		assert.deepEqual(complaints, [
			"hiddenDim must be a whole number from 1 to 64 (got 65)",
			undefined,
		]);
	});

	test("go back to where they began with Reset, the play button too", async () => {
		const { page, moved } = await shown();
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
		const { page } = await shown();
		const [player] = page.all("PlayModel");
		const [link] = page.all("LinkModel");
		assert.deepEqual(link.state.source, [`IPY_MODEL_${player.id}`, "value"]);
		assert.deepEqual(link.state.target, [`IPY_MODEL_${page.find("step t").id}`, "value"]);
		const { min, max, step } = player.state;
		assert.deepEqual([min, max, step], [1, 8, 1]);
	});
});

describe("a slider", () => {
	const sliders = fc
		.record({
			ends: fc.tuple(fc.integer({ min: -2000, max: 2000 }), fc.integer({ min: 1, max: 3000 })),
			at: fc.integer({ min: 0, max: 1000 }),
			step: fc.option(fc.constantFrom(0.01, 0.1, 0.25, 1, 2, 5), { nil: undefined }),
			log: fc.boolean(),
		})
		.map(({ ends: [low, length], at, step, log }) => {
			const min = log ? (Math.abs(low) + 1) / 1000 : low;
			const max = log ? min * (1 + length) : low + length;
			const inside = min + (at / 1000) * (max - min);
			const whole = step !== undefined && Number.isInteger(step) && Number.isInteger(min);
			const value = whole ? Math.floor(inside) : Number(inside.toPrecision(6));
			const range = { value, min, max, scale: log ? "log" : "linear" };
			return step === undefined ? range : { ...range, step };
		})
		.filter((range) => outside("n", range, range.value) === undefined);

	test("stands on its own steps at first, and means its value exactly", async () => {
		await fc.assert(
			fc.asyncProperty(sliders, async (range) => {
				const { page, moved } = await shown({ n: range });
				const { min, max, step, base } = page.find("n").state as Record<string, number>;
				assert.ok(step > 0 && min <= max);
				const at = range.scale === "log" ? Math.log10(range.value) : range.value;
				// Where the browser's slider moves itself to, from where it is told to stand.
				const own = min + Math.round((at - min) / step) * step;
				await page.move("n", { value: range.scale === "log" ? base ** own : own });
				assert.deepEqual(moved, []);
			}),
			{ seed: 7, numRuns: 300 },
		);
	});

	test("says at each of its steps a value within its range", async () => {
		await fc.assert(
			fc.asyncProperty(sliders, fc.nat({ max: 100 }), async (range, percent) => {
				const { page, moved, complaints } = await shown({ n: range });
				const { min, max, step } = page.find("n").state as Record<string, number>;
				const at = Math.min(max, min + Math.round(((percent / 100) * (max - min)) / step) * step);
				await page.move("n", { value: range.scale === "log" ? 10 ** at : at });
				assert.deepEqual(
					complaints,
					moved.map(() => undefined),
				);
			}),
			{ seed: 8, numRuns: 300 },
		);
	});
});

describe("the widgets' protocol", () => {
	test("an update is echoed, and a request for the state is answered", async () => {
		const { page } = await shown();
		const slider = page.find("hidden size H");
		page.messages.length = 0;
		await page.send(slider, { method: "update", state: { value: 3 }, buffer_paths: [] });
		await page.send(slider, { method: "request_state" });
		const [echo, answer] = page.messages;
		assert.deepEqual(echo, { method: "echo_update", state: { value: 3 }, buffer_paths: [] });
		assert.equal(answer.method, "update");
		assert.deepEqual((answer.state as Data).value, 3);
		assert.deepEqual((answer.state as Data)._model_name, "IntSliderModel");
	});

	test("a new front end gets all widgets at once", async () => {
		const { page } = await shown();
		await page.move("hidden size H", { value: 3 });
		page.messages.length = 0;
		page.ask("jupyter.widget.control", { method: "request_states" });
		const [{ method, states, buffer_paths }] = page.messages;
		assert.deepEqual([method, buffer_paths], ["update_states", []]);
		const slider = page.find("hidden size H");
		const { model_name, model_module, model_module_version, state } = (
			states as Record<string, Record<string, unknown>>
		)[slider.id];
		assert.deepEqual(
			[model_name, model_module, model_module_version],
			["IntSliderModel", "@jupyter-widgets/controls", "2.0.0"],
		);
		assert.equal((state as Data).value, 3);
		for (const id of page.models.keys()) assert.ok(id in (states as object));
	});

	test("what it does not know it lets pass", async () => {
		const { page, moved } = await shown();
		await page.send(page.find("hidden size H"), { method: "dance" });
		await page.send(page.find("hidden size H"), { method: "update" });
		await page.send(page.find("Reset"), { method: "custom", content: { event: "hover" } });
		assert.deepEqual(moved, []);
	});
});
