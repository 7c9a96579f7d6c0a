import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { plainContent, Variables } from "../../../src/kernel/core/variables.js";

describe("variables", () => {
	test("a name keeps its slot, whatever it means", () => {
		const variables = new Variables();
		const slot = variables.slot("x");
		assert.equal(slot.get(), undefined);
		slot.content = plainContent(1);
		assert.equal(variables.get("x"), 1);
		assert.equal(slot.set(2), 2);
		let hidden = 5;
		variables.slot("x").content = {
			get: () => hidden,
			set: (value) => {
				hidden = Number(value);
				return value;
			},
		};
		assert.equal(slot.get(), 5);
		slot.v = 6;
		assert.deepEqual([hidden, slot.v], [6, 6]);
	});

	test("what a name meant before can be put back", () => {
		const slot = new Variables().slot("x");
		slot.content = plainContent("old");
		const before = slot.content;
		slot.content = plainContent("new");
		slot.content = before;
		assert.equal(slot.get(), "old");
	});

	test("a name that nobody has declared has no value", () => {
		const variables = new Variables();
		assert.equal(variables.get("constructor"), undefined);
		variables.slot("__proto__").set(2);
		assert.equal(variables.get("__proto__"), 2);
	});
});
