import assert from "node:assert/strict";
import { test } from "node:test";
import { serverOf } from "../../../src/kernel/node/parent.js";

test("the server's process id is the one that Jupyter gives, where it gives one", () => {
	const server = (platform: NodeJS.Platform, given?: string) => {
		const env = given === undefined ? {} : { JPY_PARENT_PID: given };
		return serverOf(7, { ...process, platform, env });
	};
	assert.equal(server("linux", "5"), 5);
	assert.equal(server("darwin"), 7);
	assert.equal(server("linux", "0"), 7);
	assert.equal(server("win32", "5"), 7, "a handle is no process id");
});
