import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Data } from "../../../src/notebook/kernel.js";
import { shownControls } from "../shown-controls.js";

describe("a widget", () => {
	test("an update is echoed, and a request for the state is answered", async () => {
		const { page } = await shownControls();
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
		const { page } = await shownControls();
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
		const { page, moved } = await shownControls();
		await page.send(page.find("hidden size H"), { method: "dance" });
		await page.send(page.find("hidden size H"), { method: "update" });
		await page.send(page.find("Reset"), { method: "custom", content: { event: "hover" } });
		assert.deepEqual(moved, []);
	});
});
