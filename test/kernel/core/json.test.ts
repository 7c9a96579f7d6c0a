import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { toBase64, toJson } from "../../../src/kernel/core/json.js";

describe("toJson", () => {
	test("says in JSON's words what JSON has none for", () => {
		const value = {
			big: 1n,
			none: Number.NaN,
			bytes: Buffer.from("hi"),
			run() {},
			gone: undefined,
		};
		assert.deepEqual(toJson(value, "metadata"), { big: "1", none: null, bytes: "aGk=" });
	});

	test("names what cannot be an object", () => {
		assert.throws(() => toJson(5, "metadata"), /metadata must be an object \(got number\)/);
		assert.throws(() => toJson(null, "a bundle"), /a bundle must be an object \(got null\)/);
		assert.throws(() => toJson([1], "a bundle"), /a bundle must be an object \(got \[1\]\)/);
		assert.throws(() => toJson({ toJSON: () => undefined }, "data"), /data must be an object/);
		const round: Record<string, unknown> = {};
		round.round = round;
		assert.throws(() => toJson(round, "data"), TypeError);
	});

	test("makes base64 of more bytes than a call takes arguments", () => {
		const bytes = Uint8Array.from({ length: 1_000_003 }, (_, i) => (i * 31) % 256);
		assert.equal(toBase64(bytes), Buffer.from(bytes).toString("base64"));
	});
});
