import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Matrix } from "../../src/network/matrix.js";
import { Random } from "../../src/network/random.js";
import { bitsPerLetter, EDGE, letters, rightLetters, write } from "../../src/tasks/letters.js";
import { assertClose } from "../assert-close.js";

const task = letters(["cab", "a"]);

/** Says the same distribution at every step. */
const always = (p: readonly number[]) => (x: Matrix) =>
	Matrix.of(Array.from({ length: x.rows }, () => p));

/** Knows "cab": after each of its letters it is sure of the next. */
const knowing = (x: Matrix) => {
	const next: Record<string, string> = { [EDGE]: "c", c: "a", a: "b", b: EDGE };
	return Matrix.of(
		x.toRows().map((row) => {
			const read = task.symbols[row.indexOf(1)];
			return task.symbols.map((symbol) => (symbol === next[read] ? 1 : 0));
		}),
	);
};

describe("letters", () => {
	test("knows its symbols: the edge, then the letters in order", () => {
		assert.deepEqual(task.symbols, [EDGE, "a", "b", "c"]);
		assert.equal(task.inputDim, 4);
		assert.equal(task.outputDim, 4);
	});

	test("reads the edge and the letters, and is due to say the letters and the edge", () => {
		const { x, d, text } = task.example("cab");
		const said = (rows: number[][]) => rows.map((row) => task.symbols[row.indexOf(1)]).join("");
		assert.equal(text, "cab");
		assert.equal(said(x.toRows().map((row) => Array.from(row))), `${EDGE}cab`);
		assert.equal(said(d.toRows().map((row) => Array.from(row))), `cab${EDGE}`);
		for (const row of [...x.toRows(), ...d.toRows()]) {
			assert.equal(
				row.reduce((sum, value) => sum + value, 0),
				1,
			);
		}
	});

	test("draws its lines, all of them, and the same ones from the same seed", () => {
		const drawn = (seed: number) => {
			const random = new Random(seed);
			return Array.from({ length: 20 }, () => task.draw(random).text);
		};
		assert.deepEqual(new Set(drawn(1)), new Set(["cab", "a"]));
		assert.deepEqual(drawn(1), drawn(1));
	});

	test("names what is wrong with its lines and texts", () => {
		assert.throws(
			() => letters([]),
			/lines must be a list of one line or more \(got an array of 0\)/,
		);
		assert.throws(() => letters([""]), /a line must be 1 to 1,000 letters without ⏎ \(got ""\)/);
		assert.throws(() => letters([`a${EDGE}`]), /a line must be 1 to 1,000 letters without ⏎/);
		assert.throws(() => task.example("dab"), /text must be made of the letters abc \(got "dab"\)/);
	});
});

describe("bitsPerLetter", () => {
	test("is log₂ of the number of symbols for a network that knows nothing", () => {
		const bits = bitsPerLetter(always([0.25, 0.25, 0.25, 0.25]), task, ["cab", "a"]);
		assertClose(bits, 2, 1e-12, "bits a letter");
	});

	test("is the mean over letters, not over lines", () => {
		// "a": a, then the edge. "cab": c, a, b, then the edge.
		const bits = bitsPerLetter(always([0.5, 0.25, 0.125, 0.125]), task, ["cab", "a"]);
		assertClose(bits, (3 + 2 + 3 + 1 + 2 + 1) / 6, 1e-12, "bits a letter");
	});

	test("is 0 for a network that knows the text", () => {
		assert.equal(bitsPerLetter(knowing, task, ["cab"]), 0);
	});
});

test("rightLetters says where the likeliest letter is the one that is due", () => {
	assert.deepEqual(rightLetters(knowing, task, "cab"), [true, true, true, true]);
	assert.deepEqual(rightLetters(always([0.1, 0.7, 0.1, 0.1]), task, "cab"), [
		false,
		true,
		false,
		false,
	]);
});

describe("write", () => {
	const random = () => new Random(0);

	test("writes what the network knows, and stops at the edge", () => {
		assert.equal(write(knowing, task, { random: random() }), "cab");
	});

	test("goes on from a beginning, and is cut off at the most", () => {
		assert.equal(write(knowing, task, { beginning: "ca", random: random() }), "cab");
		assert.equal(write(always([0, 1, 0, 0]), task, { most: 5, random: random() }), "aaaaa");
	});

	test("draws each letter as often as its probability says, at temperature 1", () => {
		const generator = random();
		const p = [0, 0.6, 0.3, 0.1];
		const text = Array.from({ length: 4 }, () =>
			write(always(p), task, { most: 1000, random: generator }),
		).join("");
		for (const [k, letter] of ["a", "b", "c"].entries()) {
			const share = text.split(letter).length / text.length;
			assertClose(share, p[k + 1], 0.03, `share of ${letter}`);
		}
	});

	test("is surer when it is colder: probabilities are raised to 1 / τ", () => {
		const generator = random();
		const text = Array.from({ length: 4 }, () =>
			write(always([0, 0.6, 0.3, 0.1]), task, { temperature: 0.5, most: 1000, random: generator }),
		).join("");
		const share = text.split("a").length / text.length;
		assertClose(share, 0.36 / (0.36 + 0.09 + 0.01), 0.03, "share of a");
	});

	test("names a temperature that is none", () => {
		assert.throws(
			() => write(knowing, task, { temperature: 0, random: random() }),
			/temperature must be a finite number above 0 \(got 0\)/,
		);
	});
});
