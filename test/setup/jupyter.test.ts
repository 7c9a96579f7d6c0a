import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { labArguments } from "../../src/setup/jupyter.mjs";

describe("JupyterLab's arguments", () => {
	const place = { firstLesson: "00-bending-space.ipynb", isRoot: false, hasDisplay: true };

	test("an option of the user's stands in the place of ours, and none is given twice", () => {
		const user = [
			"--port",
			"8890",
			"--no-browser",
			"--LabApp.default_url=/lab",
			"--notebook-dir=x",
		];
		const args = labArguments(user, { ...place, hasDisplay: false });
		assert.deepEqual(args.slice(-user.length), user);
		const names = args.map((arg) => arg.split("=")[0]);
		assert.equal(new Set(names).size, names.length, `twice in ${args.join(" ")}`);
		assert.ok(!names.includes("--ServerApp.root_dir"));
	});

	test("a root user and a missing display are provided for", () => {
		assert.ok(!labArguments([], place).includes("--allow-root"));
		const args = labArguments([], { ...place, isRoot: true, hasDisplay: false });
		assert.ok(args.includes("--allow-root") && args.includes("--no-browser"));
	});

	test("nothing of ours touches the token", () => {
		const args = labArguments([], { ...place, isRoot: true, hasDisplay: false });
		assert.doesNotMatch(args.join(" "), /token|password|disable_check_xsrf|allow_origin/);
	});
});
