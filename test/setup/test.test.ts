import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import { assertOneLine, Clone } from "./clone.js";

const clone = new Clone();
after(() => clone.delete());

describe("npm test", () => {
	test("says which folders there are, where it is given another", () => {
		assertOneLine(
			clone.run({ PATH: clone.pathWith({}) }, ["test", "netwrk"]),
			/^test takes --install-chromium and folders of test\/: .*setup.* \(got netwrk\)/,
		);
	});

	test("installs Chromium only where it was asked to", () => {
		const apt = { "apt-get": "echo apt-get was called; exit 100" };
		const env = { PATH: clone.pathWith(apt), CHROMIUM: "/no/chromium" };
		assertOneLine(clone.run(env, ["test"]), /^Chromium or Chrome is missing/);
		const { printed } = clone.run(env, ["test", "--install-chromium"]);
		assert.match(printed, /Installing Chromium with apt-get failed: apt-get was called/);
	});
});
