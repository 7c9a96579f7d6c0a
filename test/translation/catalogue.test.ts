import assert from "node:assert/strict";
import { mkdirSync, rmSync } from "node:fs";
import { after, describe, test } from "node:test";
import { inRoot } from "../../src/setup/machine.mjs";
import {
	brought,
	type Catalogue,
	type Entry,
	entriesIn,
	isFuzzy,
	readCatalogue,
	translationIn,
	writeCatalogue,
} from "../../src/translation/catalogue.js";

const gate: Entry = { context: "04/gates", text: "The gate opens after 3 steps." };
const memory: Entry = { context: "04/memory", text: "It is kept." };

function filled(entries: readonly Entry[], said: readonly string[]): Catalogue {
	return brought(
		brought(empty, entries),
		entries,
		new Map(entries.map(({ text }, k) => [text, said[k]])),
	);
}

const empty: Catalogue = { charset: "utf-8", headers: {}, translations: {} };

describe("a catalogue that is brought up to date", () => {
	const before = filled([gate, memory], ["三步之后门打开。", "它留了下来。"]);

	test("keeps what is as it was", () => {
		assert.deepEqual(brought(before, [gate, memory]), before);
	});

	test("has nothing to say for a changed text until somebody has looked at it", () => {
		const changed = { ...gate, text: "The gate opens after 4 steps." };
		const now = brought(before, [changed, memory]);
		const entry = now.translations[gate.context][changed.text];
		assert.equal(translationIn(now, changed), undefined);
		assert.ok(isFuzzy(entry));
		assert.deepEqual(entry.msgstr, ["三步之后门打开。"]);
		assert.match(`${entry.comments?.previous}`, /after 3 steps/);
		assert.deepEqual(brought(now, [changed, memory]), now, "the mark stays");
		assert.equal(translationIn(now, memory), "它留了下来。");
	});

	test("is empty for a text that is new in its place, but for words known from elsewhere", () => {
		const other = { context: "05/title", text: gate.text };
		assert.equal(translationIn(brought(before, [gate, other]), other), undefined);
		const known = new Map([[gate.text, "门开了。"]]);
		assert.equal(translationIn(brought(before, [gate, other], known), other), "门开了。");
		assert.equal(translationIn(brought(before, [gate, other], known), gate), "三步之后门打开。");
	});

	test("keeps what has vanished, to have it back with its text", () => {
		const without = brought(before, [gate]);
		assert.deepEqual(
			entriesIn(without).map(({ msgid }) => msgid),
			[gate.text],
		);
		assert.equal(translationIn(brought(without, [gate, memory]), memory), "它留了下来。");
	});
});

describe("a catalogue's file", () => {
	const folder = inRoot("build", "test-translation");
	after(() => rmSync(folder, { recursive: true, force: true }));

	test("holds all of it, marks and vanished texts too", () => {
		mkdirSync(folder, { recursive: true });
		const file = `${folder}/lesson.po`;
		const long = { context: "04/long", text: `A "long" ${"line ".repeat(40)}\\delta` };
		const before = filled([gate, memory, long], ["三步之后门打开。", "它留了下来。", "长"]);
		const now = brought(before, [{ ...gate, text: "The gate opens after 4 steps." }, long]);
		writeCatalogue(file, now);
		const read = readCatalogue(file);
		assert.equal(translationIn(read, long), "长");
		const [entry] = entriesIn(read);
		assert.ok(isFuzzy(entry));
		assert.match(`${entry.comments?.previous}`, /after 3 steps/);
		assert.equal(translationIn(brought(read, [gate, memory, long]), memory), "它留了下来。");
	});
});
