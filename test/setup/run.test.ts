import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { assertOneLine, Clone } from "./clone.js";

const clone = new Clone();
after(() => clone.delete());

test("a Node that is too old is told so in one line", () => {
	const older = join(clone.folder, "older.cjs");
	writeFileSync(older, 'Object.defineProperty(process.versions, "node", { value: "18.20.4" });\n');
	assertOneLine(
		clone.run({ PATH: clone.pathWith({}) }, ["start"], ["--require", older]),
		/^Node 18\.20\.4 is too old: install Node 20\.19 or later/,
	);
});
