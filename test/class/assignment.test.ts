import assert from "node:assert/strict";
import {
	copyFileSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { Assignment, type Grade } from "../../src/class/assignment.js";
import { type Cell, readNotebook, textOf } from "../../src/lab/notebook-file.js";
import { installClass } from "../../src/setup/class-packages.mjs";
import { inRoot } from "../../src/setup/machine.mjs";

const STUB = /\/\/ YOUR CODE HERE\nthrow .*;/;
const RIGHT: Readonly<Record<string, string>> = {
	"answer-1": "answer1 = -0.032;",
	"answer-2": `answer2 = (t, j) => {
		console.warn("unit", j); // no fault of an answer
		let blame = back.delta_y.at(t - 1, 0) * rnn.W.at(j, 0);
		for (let i = 0; t < T && i < rnn.H; i++) blame += back.delta_h.at(t, i) * rnn.U.at(j, i);
		return blame * rnn.f.slope(trace.h.at(t, j));
	};`,
	"answer-3": "answer3 = 44;",
	"answer-4": 'answer4 = ["b_y", "W"];',
};
const WRONG = { "answer-1": "answer1 = 0.032;", "answer-2": "answer2 = (t, j) => 0;" };

/** What each student has put into the answers' cells, and the points that this is worth. */
const students: Readonly<Record<string, readonly [Readonly<Record<string, string>>, number]>> = {
	right: [RIGHT, 8],
	wrong: [{ ...WRONG, "answer-3": "answer3 = 3;", "answer-4": 'answer4 = ["V", "W"];' }, 0],
	empty: [{}, 0],
	endless: [{ ...RIGHT, "answer-2": "answer2 = (t, j) => { while (true) {} };" }, 6],
	types: [{ ...RIGHT, "answer-1": "answer1 = 'minus';" }, 6],
	tampered: [{ ...WRONG, "check-1": "1;", "check-2": "2" }, 0],
};

describe("an assignment of lesson 03", () => {
	const folder = mkdtempSync(join(tmpdir(), "unrolled-grades-"));
	const name = "03-bptt";
	const fileOf = (student: string) =>
		join(folder, "students", student, "assignments", name, `${name}.ipynb`);
	const feedbackOf = (student: string) =>
		readFileSync(join(folder, "students", student, "feedback", name, `${name}.html`), "utf8");
	let released: Cell[];
	let grades: Grade[];

	before(async () => {
		await installClass();
		for (const student of Object.keys(students)) {
			mkdirSync(join(folder, "students", student), { recursive: true });
		}
		mkdirSync(join(folder, "course"));
		const config = join(folder, "course", "nbgrader_config.py");
		copyFileSync(inRoot("src", "class", "nbgrader_config.py"), config);
		writeFileSync(config, "\nc.Execute.timeout = 8\n", { flag: "a" });
		const assignment = new Assignment("03", folder);
		assignment.release();
		released = readNotebook(fileOf("empty")).cells;
		for (const [student, [answers]] of Object.entries(students)) {
			const notebook = readNotebook(fileOf(student));
			for (const cell of notebook.cells.filter(({ id }) => id in answers)) {
				const source = textOf(cell.source);
				cell.source = STUB.test(source)
					? source.replace(STUB, () => answers[cell.id])
					: answers[cell.id];
			}
			writeFileSync(fileOf(student), JSON.stringify(notebook));
		}
		grades = await assignment.grade();
	});

	after(() => rmSync(folder, { recursive: true, force: true }));

	test("is given out without any solution, and with nothing to change but the answers", () => {
		for (const { id, source, metadata } of released) {
			const isAnswer = id.startsWith("answer");
			assert.equal(metadata.editable ?? true, isAnswer, `${id} can be edited`);
			if (isAnswer) assert.match(textOf(source), STUB);
		}
		const text = JSON.stringify(released);
		assert.doesNotMatch(text, /SOLUTION|solution-|answer3 = 44|let blame/);
		assert.ok(!existsSync(join(folder, "students", "empty", "feedback", "source")));
	});

	for (const [student, [, points]] of Object.entries(students)) {
		test(`gives ${points} of 8 points: ${student}`, () => {
			const grade = grades.find((each) => each.student === student);
			assert.deepEqual(grade, { student, points, of: 8 });
		});
	}

	test("tells the students what is wrong, and shows their tables", () => {
		for (const [student, words] of [
			["wrong", /0\.032 is too large/],
			["empty", /No answer yet/],
			["right", /<table[\s\S]*This cell and src\/network\/rnn\.ts/],
		] as const) {
			// The whole page would be no help in a message.
			assert.ok(words.test(feedbackOf(student)), `${student}: no ${words} in the feedback`);
		}
	});
});

test("npm run assignment takes the number of a lesson", () => {
	for (const lesson of ["", "3", "99"]) {
		assert.throws(() => new Assignment(lesson), /takes the number of a lesson, such as 03/);
	}
});
