import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { MemoryFiles } from "../../../src/kernel/browser/files.js";

const rnn = "/course/src/network/rnn.ts";
const prepared = {
	...{ path: rnn, name: "src/network/rnn.ts", kind: "module" as const, code: "exports.a = 1;" },
	...{ mappings: "", prefixLines: 0, paths: {} },
};

const filesOfSite = () =>
	new MemoryFiles({
		versions: { kernel: "1", typescript: "1", tslab: "1" },
		files: { [rnn]: "export const a = 1;" },
		prepared: [prepared],
		packages: {},
		popular: [],
	});

describe("files in memory", () => {
	test("lie in folders", () => {
		const files = filesOfSite();
		assert.deepEqual(files.list("/course/src"), { files: [], folders: ["network"] });
		assert.deepEqual(files.list("/course/src/network"), { files: ["rnn.ts"], folders: [] });
		assert.ok(files.isFolder("/course") && !files.isFolder(rnn));
		files.write("/course/notebooks/mine.ts", "export {};");
		assert.deepEqual(files.list("/course/notebooks").files, ["mine.ts"]);
		files.write("/course/notebooks/mine.ts");
		assert.deepEqual(files.list("/course/notebooks").files, []);
	});

	test("are compiled already as long as none of the site's is another one", () => {
		const files = filesOfSite();
		assert.equal(files.prepared(rnn)?.source, "export const a = 1;");
		const before = files.stamp(rnn);
		files.write(rnn, "export const a = 2;");
		assert.notEqual(files.stamp(rnn), before);
		assert.equal(files.prepared(rnn), undefined);
		files.write(rnn);
		assert.equal(files.read(rnn), "export const a = 1;");
		assert.equal(files.prepared(rnn)?.code, prepared.code);
		files.write("/course/notebooks/mine.ts", "export {};");
		assert.ok(files.prepared(rnn), "a file of the reader's own changes nothing for the site's");
	});
});
