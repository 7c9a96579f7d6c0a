import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { type Entry, History, type HistoryStore } from "../../../src/kernel/core/history.js";

/** A store in memory, shared by the sessions that are given it. */
class Shelf implements HistoryStore {
	readonly entries: Entry[] = [];
	read = () => [...this.entries];
	add = (entry: Entry) => void this.entries.push(entry);
}

describe("history", () => {
	const shelf = new Shelf();
	const first = new History(shelf);
	first.add(1, "one", "1");
	first.add(2, "two", null);
	const second = new History(shelf);
	second.add(1, "three", null);
	second.add(2, "one", null);

	const find = (request: Record<string, unknown>) => second.find(request);

	test("the tail goes over sessions", () => {
		assert.deepEqual(find({ hist_access_type: "tail", n: 3 }), [
			[1, 2, "two"],
			[2, 1, "three"],
			[2, 2, "one"],
		]);
	});

	test("a range is of one session, counted from now or from the first", () => {
		const range = (session: number) => find({ hist_access_type: "range", session, start: 2 });
		assert.deepEqual(range(0), [[2, 2, "one"]]);
		assert.deepEqual(range(-1), [[1, 2, "two"]]);
		assert.deepEqual(range(1), [[1, 2, "two"]]);
		assert.deepEqual(range(7), []);
	});

	test("a search finds each input where it ran last, if asked", () => {
		const search = (more: object) =>
			find({ hist_access_type: "search", pattern: "o*e", output: true, ...more });
		assert.deepEqual(search({}), [
			[1, 1, ["one", "1"]],
			[2, 2, ["one", null]],
		]);
		assert.deepEqual(search({ unique: true }), [[2, 2, ["one", null]]]);
		assert.deepEqual(search({ pattern: "t?o" }), [[1, 2, ["two", null]]]);
	});
});
