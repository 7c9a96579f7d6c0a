import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import type { Held } from "../../../src/kernel/core/holdings.js";
import { type CellRecord, Records } from "../../../src/kernel/core/records.js";

describe("records", () => {
	let records: Records;
	beforeEach(() => {
		records = new Records();
	});

	const add = (cellId: string | undefined, held: Partial<Held> | undefined, failed = false) => {
		const whole = { reads: {}, writes: {}, aliased: [], code: [], partial: [], drifted: {} };
		return records.add({
			...{ cellId, source: `${cellId}`, seconds: 1, failed, modules: {}, imports: {} },
			held: held && { ...whole, ...held },
		}) as { cells: Record<string, CellRecord>; live: Record<string, unknown> };
	};

	test("say what a run has changed, and all of it to a page that is opened", () => {
		const news = add("one", { writes: { a: "1" } });
		assert.deepEqual(news.live, { a: { hash: "1", number: 1, by: "one" } });
		assert.deepEqual(news.cells.one?.writes, { a: "1" });
		assert.deepEqual(records.all(), { isAll: true, modules: {}, ...news });
	});

	test("a cell that threw keeps its old record, and what it did is known", () => {
		add("one", { reads: { b: "1" }, writes: { a: "1" } });
		const { cells, live } = add("one", { reads: { b: "2" }, writes: { a: "half" } }, true);
		assert.deepEqual(cells.one?.reads, { b: "1" });
		assert.equal(cells.one?.failed, true);
		assert.deepEqual(live.a, { hash: "half", number: 2, by: "one" });
		assert.equal(add("one", { writes: { a: "1" } }).cells.one?.failed, false);
	});

	test("a cell that never got to run has none", () => {
		assert.deepEqual(add("wrong", undefined, true).cells, { wrong: undefined });
	});

	test("what no run has changed is put down to the cell that wrote it last", () => {
		add("timer", { writes: { ticks: "0" } });
		const { cells } = add("reader", { reads: { ticks: "5" }, drifted: { ticks: "5" } });
		assert.deepEqual(cells.timer?.writes, { ticks: "5" });
		assert.deepEqual(Object.keys(cells).sort(), ["reader", "timer"]);
	});

	test("runs of no cell are one, which has written all that they have", () => {
		add(undefined, { writes: { a: "1" } });
		const { cells } = add(undefined, { writes: { b: "1" } });
		assert.deepEqual(cells[""]?.writes, { a: "1", b: "1" });
	});

	test("are gone with the variables", () => {
		add("one", { writes: { a: "1" } });
		assert.deepEqual(records.forget(), { isAll: true, modules: {}, cells: {}, live: {} });
	});

	test("say once that a module was edited", () => {
		assert.deepEqual(records.look({ "rnn.ts": "1" }), { modules: { "rnn.ts": "1" } });
		assert.equal(records.look({ "rnn.ts": "1" }), undefined);
	});
});
