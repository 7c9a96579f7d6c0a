import { type Displayable, display } from "../figures/figure.js";
import { phrase } from "../words/phrase.js";
import { escaped } from "./html.js";

/** Looks at an answer: undefined where it is right, else what is wrong with it. */
export type Judge<Answer> = (answer: Answer) => string | undefined;

/**
 * Checks the answer to an exercise and says, as the cell's result, that it is right, or what is
 * wrong with it (never what would be right), or that there is none yet (undefined).
 *
 * @param then what a right answer means, shown with it
 */
export function check<Answer>(
	answer: Answer | undefined,
	judge: Judge<Answer>,
	then = "",
): Displayable {
	const [mark, text] = verdict(answer, judge, then);
	return {
		[display]: () => ({
			"text/html": `<p><b>${mark}</b> ${escaped(text)}</p>`,
			"text/plain": `${mark} ${text}`,
		}),
	};
}

/**
 * The same for a test of nbgrader's: a right answer passes without a word. What the answer writes to
 * the console on its way is no fault of it, though nbgrader takes a warning in a test for one.
 *
 * Throws an Error that says what is wrong, or that there is no answer yet.
 */
export function mustBeRight<Answer>(
	answer: Answer | undefined,
	judge: Judge<Answer>,
	_then = "",
): void {
	const [mark, text] = withoutWarnings(() => verdict(answer, judge, ""));
	if (!mark.startsWith("✓")) throw new Error(`${mark} ${text}`);
}

/**
 * An answer of several parts: as many of the `most` points as the share of judges to whom it is right.
 * As the last value of a test, nbgrader takes it for the cell's points.
 */
export function points<Answer>(
	most: number,
	answer: Answer | undefined,
	judges: readonly Judge<Answer>[],
): number {
	const marks = withoutWarnings(() => judges.map((judge) => verdict(answer, judge, "")[0]));
	return (most * marks.filter((mark) => mark.startsWith("✓")).length) / judges.length;
}

function withoutWarnings<Result>(look: () => Result): Result {
	const { warn, error } = console;
	console.warn = console.error = console.log;
	try {
		return look();
	} finally {
		Object.assign(console, { warn, error });
	}
}

function verdict<Answer>(answer: Answer | undefined, judge: Judge<Answer>, then: string) {
	if (answer === undefined)
		return ["…", phrase`No answer yet: put yours in the place of undefined.`];
	let complaint: string | undefined;
	try {
		complaint = judge(answer);
	} catch (error) {
		complaint = phrase`it fails: ${error instanceof Error ? error.message : String(error)}`;
	}
	return complaint === undefined ? [phrase`✓ Right.`, then] : [phrase`✗ Not yet:`, complaint];
}

/** A number within `within` of the expected one (exactly that one by default). */
export function aNumber(expected: number, within = 0): Judge<number> {
	return (answer) => {
		if (typeof answer !== "number" || Number.isNaN(answer))
			return phrase`${answer} is not a number.`;
		if (Math.abs(answer - expected) <= within) return undefined;
		if (answer === -expected) return phrase`the size is right, the sign is not.`;
		return answer > expected ? phrase`${answer} is too large.` : phrase`${answer} is too small.`;
	};
}

/** A function that agrees with `expected` on the samples, within `within`. */
export function aFunction<Input>(
	samples: readonly Input[],
	expected: (input: Input) => number,
	within = 1e-9,
): Judge<(input: Input) => number> {
	return (answer) => {
		const wrong = samples.find((input) => !(Math.abs(answer(input) - expected(input)) <= within));
		if (wrong === undefined) return undefined;
		return phrase`for ${JSON.stringify(wrong)} yours gives ${answer(wrong)}, and that is not it.`;
	};
}

/** One of a few words, whatever the case. */
export function aWord(expected: string, options: readonly string[]): Judge<string> {
	return (answer) => {
		const given = String(answer).trim().toLowerCase();
		if (given === expected.toLowerCase()) return undefined;
		const known = options.some((option) => option.toLowerCase() === given);
		return known
			? phrase`that is another of the choices.`
			: phrase`choose one of: ${options.join(", ")}.`;
	};
}
