import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

const kernel = join(import.meta.dirname, "..", "..", "src", "kernel", "README.md");

test("the kernel's README names tests that there are", () => {
	const [, section = ""] = readFileSync(kernel, "utf8").split("## What went wrong once");
	const [table = ""] = section.split("\n## ");
	const faults = table
		.split("\n")
		.filter((line) => line.startsWith("| "))
		.slice(2);
	assert.equal(faults.length, 17);
	for (const fault of faults) {
		const [, tests = ""] = fault.split(" | ");
		const named = [...tests.matchAll(/`([\w/]+\.(?:py|test\.ts))`: ((?:`[^`]+`(?:, )?)+)/g)];
		assert.ok(named.length > 0, `no test is named for: ${fault}`);
		for (const [, file = "", names = ""] of named) {
			const text = readFileSync(join(import.meta.dirname, file), "utf8");
			for (const [, name = ""] of names.matchAll(/`([^`]+)`/g)) {
				const said = file.endsWith(".py") ? `def ${name}(` : `("${name}"`;
				assert.ok(text.includes(said), `${file} has no test ${name}`);
			}
		}
	}
});
