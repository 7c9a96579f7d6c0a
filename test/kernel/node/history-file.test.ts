import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { HistoryFile } from "../../../src/kernel/node/history-file.js";

const folder = mkdtempSync(join(tmpdir(), "history-"));
after(() => rmSync(folder, { recursive: true }));

const entry = (line: number, input = `cell ${line}`) => ({ session: 1, line, input, output: null });

test("what one session adds, the next one reads", () => {
	const path = join(folder, "made", "when needed.jsonl");
	assert.deepEqual(new HistoryFile(path).read(), []);
	const file = new HistoryFile(path);
	for (let line = 1; line <= 3; line++) file.add(entry(line, "line 1\nline 2 '😀'"));
	assert.deepEqual(
		new HistoryFile(path).read().map(({ line }) => line),
		[1, 2, 3],
	);
	assert.equal(statSync(path).mode & 0o777, 0o600);
});

test("lines that are broken, or none, are left out", () => {
	const path = join(folder, "broken.jsonl");
	const good = JSON.stringify(entry(1));
	writeFileSync(path, `${good.slice(5)}\n\n5\n{}\nnull\n${good}\n${good.slice(0, 9)}`);
	assert.deepEqual(new HistoryFile(path).read(), [entry(1)]);
});

test("a file that has grown large keeps its newest half", () => {
	const path = join(folder, "large.jsonl");
	const lines = Array.from({ length: 50_000 }, (_, i) => JSON.stringify(entry(i, "x".repeat(60))));
	writeFileSync(path, `${lines.join("\n")}\n`);
	const read = new HistoryFile(path).read();
	assert.equal(read.at(-1)?.line, 49_999);
	assert.ok(read.length < 30_000, `${read.length} entries were read`);
	const { length } = readFileSync(path, "utf8");
	assert.ok(length <= 2 ** 21, `${length} characters are left`);
	assert.deepEqual(new HistoryFile(path).read(), read);
});

test("where nothing can be written, the kernel goes on", () => {
	const file = new HistoryFile(join(folder, "broken.jsonl", "no folder", "history.jsonl"));
	file.add(entry(1));
	assert.deepEqual(file.read(), []);
});
