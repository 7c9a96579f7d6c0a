import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { packageFolder } from "../../../src/kernel/node/packages.js";

const root = mkdtempSync(join(tmpdir(), "unrolled-packages-"));
after(() => rmSync(root, { recursive: true, force: true }));
const folder = join(root, "project", "notes");
const home = join(root, "home");
for (const path of [
	"project/notes/node_modules/beside",
	"project/node_modules/@scope/above",
	"project/node_modules/both",
	"home/node_modules/both",
	"home/node_modules/there",
	"home/node_modules/@scope/there",
]) {
	mkdirSync(join(root, path), { recursive: true });
}
mkdirSync(folder, { recursive: true });

for (const [specifier, isFromHome] of [
	["beside", false],
	["@scope/above/deep", false],
	["both", false],
	["there", true],
	["there/deep.js", true],
	["@scope/there", true],
	["nowhere", false],
	["./there", false],
	["../there", false],
	["/there", false],
	["#there", false],
	["node:fs", false],
	["data:text/javascript,1", false],
] as const) {
	test(`${specifier} is imported from ${isFromHome ? "home" : "the folder"}`, () => {
		assert.equal(packageFolder(specifier, folder, home), isFromHome ? home : folder);
	});
}
