import assert from "node:assert/strict";
import { test } from "node:test";
import { zip } from "../../../src/kernel/browser/page/zip.js";

test("a zip lists its files, each with its checksum and its bytes", () => {
	const text = new TextEncoder();
	const bytes = zip([
		{ path: "notebooks/α.ipynb", bytes: text.encode("123456789") },
		{ path: "empty.ts", bytes: new Uint8Array() },
	]);
	const view = new DataView(bytes.buffer);
	const end = bytes.length - 22;
	assert.equal(view.getUint32(end, true), 0x06054b50);
	assert.equal(view.getUint16(end + 10, true), 2);
	const found: [name: string, checksum: number, content: string][] = [];
	for (let at = view.getUint32(end + 16, true); at < end; ) {
		const length = view.getUint16(at + 28, true);
		const [size, local] = [view.getUint32(at + 24, true), view.getUint32(at + 42, true)];
		const start = local + 30 + view.getUint16(local + 26, true);
		const decode = (from: number, to: number) => new TextDecoder().decode(bytes.slice(from, to));
		found.push([
			decode(at + 46, at + 46 + length),
			view.getUint32(at + 16, true),
			decode(start, start + size),
		]);
		at += 46 + length;
	}
	assert.deepEqual(found, [
		// The checksum that its standard gives for these nine bytes.
		["notebooks/α.ipynb", 0xcbf43926, "123456789"],
		["empty.ts", 0, ""],
	]);
});
