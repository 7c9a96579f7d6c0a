import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { makeAssignment } from "../../src/class/make-assignment.js";
import {
	type Cell,
	lessonFiles,
	type Notebook,
	readNotebook,
} from "../../src/lab/notebook-file.js";

const cell = (id: string, source: string, cell_type: Cell["cell_type"] = "code"): Cell => ({
	...{ cell_type, id, source, metadata: {} },
	...(cell_type === "code" ? { outputs: [{ output_type: "stream" }], execution_count: 3 } : {}),
});

function lesson(changes: Readonly<Record<string, string>> = {}): Notebook {
	const sources = {
		title: "# 09 · Halves\n\nText.",
		unused: 'import { three } from "./three";\nconst unused = (x: number) => x; table([unused]);',
		half: "const half = (x: number) => ({ unused: 1 }).unused * x * three / two.value / three;",
		two: 'import { two } from "./two";\nconst { a: [eight] } = { a: [8] };',
		"exercise-1": "### Exercise 1\n\nHalf of eight?",
		"answer-1": "const answer1: number | undefined = undefined; // yours",
		"check-1":
			'import { aNumber, check } from "./src/notebook/exercise";\n\ncheck(answer1, aNumber(half(eight)), "Half.")',
		"solution-1":
			"<details>\n\n```ts\nconst answer1 = [8]\n\t.map((x) => x / 2)[0];\n```\n\n</details>",
		...changes,
	};
	const isText = (id: string) => /^(title|exercise|solution)/.test(id);
	const cells = Object.entries(sources)
		.filter(([, source]) => source !== "")
		.map(([id, source]) => cell(id, source, isText(id) ? "markdown" : "code"));
	return { cells, metadata: { kernelspec: { name: "tslab" } }, nbformat: 4, nbformat_minor: 5 };
}

describe("an assignment", () => {
	const { cells } = makeAssignment(lesson(), 3);
	const find = (id: string) => cells.find((each) => each.id === id);
	const role = (id: string) => find(id)?.metadata.nbgrader as Record<string, unknown>;

	test("has the exercises and what these need, directly or by another cell, without outputs", () => {
		const ids = cells.map(({ id }) => id);
		assert.deepEqual(ids, [
			"how-to",
			"imports",
			"half",
			"two",
			"exercise-1",
			"answer-1",
			"check-1",
		]);
		assert.equal(find("imports")?.source, 'import { three } from "./three";');
		assert.deepEqual(find("half")?.outputs, []);
	});

	test("has the solution in its region, below the name's declaration", () => {
		assert.equal(
			find("answer-1")?.source,
			"let answer1: number | undefined; // yours\n// BEGIN SOLUTION\nanswer1 = [8]\n\t.map((x) => x / 2)[0];\n// END SOLUTION",
		);
		assert.deepEqual([role("answer-1").solution, role("answer-1").locked], [true, false]);
	});

	test("has a locked test for points that throws, and locks all else", () => {
		assert.equal(
			find("check-1")?.source,
			'import { mustBeRight } from "./src/notebook/exercise";\nimport { aNumber, check } from "./src/notebook/exercise";\n\nmustBeRight(answer1, aNumber(half(eight)), "Half.");',
		);
		const { grade, locked, points } = role("check-1");
		assert.deepEqual([grade, locked, points], [true, true, 3]);
		const others = cells.filter(({ id }) => !/^(answer|check)/.test(id)).map(({ id }) => role(id));
		for (const { grade, locked } of others) assert.deepEqual([grade, locked], [false, true]);
	});

	for (const [changes, message] of [
		[{ "answer-1": "" }, /no cell answer-1/],
		[{ "answer-1": "const answer1 = 3;" }, /answer-1 has no line const answer1/],
		[{ "solution-1": "Think." }, /solution-1 does not say what answer1 is/],
		[{ "check-1": "answer1;" }, /check-1 does not end with check/],
	] as const) {
		test(`is not made of ${JSON.stringify(changes)}`, () => {
			assert.throws(() => makeAssignment(lesson(changes)), message);
		});
	}

	test("can be made of every lesson", () => {
		for (const file of lessonFiles()) makeAssignment(readNotebook(file));
	});
});
