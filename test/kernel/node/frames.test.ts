import assert from "node:assert/strict";
import { test } from "node:test";
import { encodeFrame, frameReader } from "../../../src/kernel/node/frames.js";

test("frames are read whole, however the pipe cuts them", () => {
	const values = [{ a: 1 }, "x".repeat(100_000), [1n, new Uint8Array([7])], 0, ""];
	const bytes = Buffer.concat(values.map(encodeFrame));
	for (const size of [1, 7, 4096, bytes.length]) {
		const read: unknown[] = [];
		const take = frameReader((value) => read.push(value));
		for (let at = 0; at < bytes.length; at += size) take(bytes.subarray(at, at + size));
		assert.deepEqual(read, values, `cut every ${size} bytes`);
	}
});

test("a frame is taken out before it is handed on", () => {
	const read: unknown[] = [];
	const take = frameReader((value) => {
		read.push(value);
		if (value === "stop") throw new Error("terminated");
	});
	assert.throws(() => take(Buffer.concat(["stop", "next"].map(encodeFrame))), /terminated/);
	take(encodeFrame("last"));
	assert.deepEqual(read, ["stop", "next", "last"]);
});

test("what is no frame is found out at once, and not waited for", () => {
	const take = () => frameReader(() => assert.fail("nothing was said"));
	assert.throws(() => take()(Buffer.from("xxxxxxxx")), /not a frame/);
	assert.throws(
		() => take()(Buffer.concat([Buffer.from("x"), encodeFrame("after")])),
		/not a frame/,
	);
});

test("what cannot be cloned is refused before anything is written", () => {
	assert.throws(() => encodeFrame({ run() {} }), /could not be cloned/);
});
