import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { labArguments, languageAsked } from "../../src/setup/jupyter.mjs";

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

	test("another language has its own lessons, and its own settings of JupyterLab", () => {
		const args = labArguments([], { ...place, language: "zh" });
		assert.ok(args.includes("--LabApp.default_url=/lab/tree/notebooks/zh/00-bending-space.ipynb"));
		assert.ok(args.some((arg) => /^--LabApp.app_settings_dir=.*settings-zh$/.test(arg)));
	});

	test("nothing of ours touches the token", () => {
		const args = labArguments([], { ...place, isRoot: true, hasDisplay: false });
		assert.doesNotMatch(args.join(" "), /token|password|disable_check_xsrf|allow_origin/);
	});
});

describe("the language that is asked for", () => {
	test("is taken from the arguments, whatever the system's is", () => {
		const english = { LANG: "en_GB.UTF-8" };
		for (const args of [
			["--lang", "zh", "--port=1"],
			["--port=1", "--lang=zh"],
		]) {
			const asked = languageAsked(args, english);
			assert.deepEqual(asked, { language: "zh", others: ["--port=1"] });
		}
		assert.equal(languageAsked(["--lang", "en"], { LANG: "zh_CN.UTF-8" }).language, "en");
	});

	test("is the system's without it", () => {
		assert.equal(languageAsked([], { LANG: "zh_CN.UTF-8" }).language, "zh");
		assert.equal(languageAsked([], { LANG: "zh_CN.UTF-8", LC_ALL: "C" }).language, "en");
	});

	test("is an error where there is no such language", () => {
		for (const args of [["--lang", "fr"], ["--lang"]]) {
			assert.throws(() => languageAsked(args, {}), /--lang takes en or zh \(got (fr|nothing)\)/);
		}
	});
});
