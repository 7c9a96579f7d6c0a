import assert from "node:assert/strict";
import { test } from "node:test";
import { tableOf } from "../../../src/kernel/core/tables.js";

test("rows of simple values are a table, with all columns that any of them has", () => {
	const html = String(tableOf([{ a: 1 }, { b: "<b>" }])["text/html"]);
	assert.match(html, /<th>a<\/th><th>b<\/th>/);
	assert.match(html, /<td>1<\/td><td><\/td>/);
	assert.match(html, /<td><\/td><td>&#60;b&#62;<\/td>/);
});

test("nothing else is", () => {
	class Point {
		x = 1;
	}
	const wide = Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`c${i}`, i]));
	for (const value of [
		[],
		[{}],
		[1],
		[[1]],
		[null],
		[new Point()],
		[{ a: [] }],
		[wide],
		{ a: 1 },
	]) {
		assert.deepEqual(tableOf(value), {}, JSON.stringify(value));
	}
});

test("a getter is not run", () => {
	const row = {
		get a(): number {
			throw new Error("run");
		},
	};
	assert.deepEqual(tableOf([row]), {});
});
