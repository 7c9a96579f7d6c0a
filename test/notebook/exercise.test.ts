import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { type Displayable, display } from "../../src/figures/figure.js";
import {
	aFunction,
	aNumber,
	aWord,
	check,
	mustBeRight,
	points,
} from "../../src/notebook/exercise.js";

const said = (thing: Displayable, type = "text/plain") => String(thing[display]()[type]);

describe("check", () => {
	test("says that there is no answer yet", () => {
		assert.match(said(check(undefined, aNumber(4))), /^… No answer yet/);
	});

	test("says that an answer is right, and what that means", () => {
		assert.equal(said(check(4, aNumber(4), "Half of eight.")), "✓ Right. Half of eight.");
	});

	test("says what is wrong, and not what is right", () => {
		const wrong: [Displayable, string][] = [
			[check(3, aNumber(4)), "✗ Not yet: 3 is too small."],
			[check(5, aNumber(4)), "✗ Not yet: 5 is too large."],
			[check(-4, aNumber(4)), "✗ Not yet: the size is right, the sign is not."],
			[check(Number.NaN, aNumber(4)), "✗ Not yet: NaN is not a number."],
			[
				check(
					(x: number) => x,
					aFunction([1, 2], (x) => x * x),
				),
				"✗ Not yet: for 2 yours gives 2, and that is not it.",
			],
			[
				check(
					(): number => {
						throw new Error("no");
					},
					aFunction([1], (x) => x),
				),
				"✗ Not yet: it fails: no",
			],
			[
				check("input", aWord("forget", ["forget", "input"])),
				"✗ Not yet: that is another of the choices.",
			],
			[
				check("x", aWord("forget", ["forget", "input"])),
				"✗ Not yet: choose one of: forget, input.",
			],
		];
		for (const [answer, text] of wrong) assert.equal(said(answer), text);
	});

	test("takes answers that are near enough", () => {
		assert.match(said(check(0.333, aNumber(1 / 3, 0.001))), /^✓/);
		assert.match(
			said(
				check(
					(x: number) => x + x,
					aFunction([1, 2], (x) => 2 * x),
				),
			),
			/^✓/,
		);
		assert.match(said(check(" Forget", aWord("forget", ["forget"]))), /^✓/);
	});
});

describe("a test of nbgrader's", () => {
	test("passes without a word, or says what is wrong", () => {
		assert.equal(mustBeRight(4, aNumber(4), "Half of eight."), undefined);
		assert.throws(() => mustBeRight(3, aNumber(4)), { message: "✗ Not yet: 3 is too small." });
		assert.throws(() => mustBeRight(undefined, aNumber(4)), /^Error: … No answer yet/);
	});

	test("gives points for the parts that are right", () => {
		const parts = [aNumber(4), aNumber(5, 1), aNumber(6)];
		assert.equal(points(6, 4, parts), 4);
		assert.equal(points(6, undefined, parts), 0);
	});

	test("does not mind what an answer says to the console", (context) => {
		const [warn, log] = [
			context.mock.method(console, "warn", () => {}),
			context.mock.method(console, "log", () => {}),
		];
		const talkative = (x: number) => {
			console.warn("squaring");
			return x * x;
		};
		mustBeRight(
			talkative,
			aFunction([1, 2], (x) => x * x),
		);
		assert.equal(warn.mock.callCount(), 0);
		assert.equal(log.mock.callCount(), 2);
		console.warn("after it");
		assert.equal(warn.mock.callCount(), 1);
	});
});
