import { Matrix } from "../network/matrix.js";
import { type Random, requireRandom } from "../network/random.js";
import type { Example, Task } from "../network/task.js";
import { inWords, positiveNumber, wholeNumber } from "../network/validation.js";

/** Stands before the first letter of a line and after its last one. */
export const EDGE = "⏎";

/** One line of text: at each step a letter is read, and the next one is due. */
export interface LettersExample extends Example {
	/** The line, without its edges. T is its length + 1. */
	readonly text: string;
}

/** Saying the next letter. */
export interface Letters extends Task<LettersExample> {
	/** What can be read and said: EDGE, then the letters of the lines in the order of their codes. */
	readonly symbols: readonly string[];
	readonly lines: readonly string[];
	/** Reads EDGE and the letters of this text, and is due to say its letters and EDGE. */
	example(text: string): LettersExample;
}

/**
 * A language model in small (Elman 1990; Mikolov et al. 2010): x^t is a letter, one-hot, and d^t the
 * one that follows it. X = Y = the number of symbols. With `g: "softmax"`, y^t is a probability for
 * each of them.
 *
 * Throws a RangeError unless there is a line and each has 1 to 1,000 letters, EDGE not among them.
 *
 * @param alphabet texts whose letters the network has to know, the lines among them. Default: the lines
 */
export function letters(lines: readonly string[], alphabet = lines): Letters {
	if (!Array.isArray(lines) || lines.length === 0) {
		throw new RangeError(`lines must be a list of one line or more (got ${inWords(lines)})`);
	}
	for (const line of lines) requireText("a line", line, 1);
	const symbols = [EDGE, ...[...new Set(alphabet.join(""))].sort()];
	const codes = new Map(symbols.map((symbol, code) => [symbol, code]));

	function example(text: string): LettersExample {
		const read = [EDGE, ...text];
		const x = new Matrix(read.length, symbols.length);
		const d = new Matrix(read.length, symbols.length);
		for (const [t, letter] of read.entries()) {
			const code = codes.get(letter);
			if (code === undefined) {
				const known = symbols.slice(1).join("");
				throw new RangeError(`text must be made of the letters ${known} (got ${inWords(text)})`);
			}
			x.data[t * symbols.length + code] = 1;
			if (t > 0) d.data[(t - 1) * symbols.length + code] = 1;
		}
		d.data[text.length * symbols.length] = 1;
		return { text, x, d };
	}

	const examples = lines.map(example);
	return {
		symbols,
		lines,
		inputDim: symbols.length,
		outputDim: symbols.length,
		draw: (random) => examples[random.randint(examples.length)],
		example: (text) => example(requireText("text", text, 0)),
	};
}

/**
 * How far the network is from knowing the next letter, in bits a letter: the mean of −log₂ y over
 * what was due. 2 to this power is the perplexity: among how many letters it is in doubt.
 *
 * @param predict y for x, such as `(x) => Lstm.forward(lstm, x).y`
 */
export function bitsPerLetter(
	predict: (x: Matrix) => Matrix,
	task: Letters,
	texts: readonly string[],
): number {
	let bits = 0;
	let count = 0;
	for (const text of texts) {
		const { x, d } = task.example(text);
		const y = predict(x);
		for (let k = 0; k < d.data.length; k++) if (d.data[k] === 1) bits -= Math.log2(y.data[k]);
		count += d.rows;
	}
	return bits / count;
}

/** For each letter of the text and its edge, whether it is the one that the network finds likeliest. */
export function rightLetters(
	predict: (x: Matrix) => Matrix,
	task: Letters,
	text: string,
): boolean[] {
	const { x, d } = task.example(text);
	const y = predict(x);
	return d.toRows().map((due, t) => likeliest(y.row(t)) === likeliest(due));
}

export interface WriteOptions {
	/**
	 * τ, above 0: each probability is raised to 1 / τ, and all are scaled to a sum of 1, which is
	 * softmax(net_y / τ). Below 1 the likely becomes likelier. Default: 1.
	 */
	readonly temperature?: number;
	/** What the text begins with. Default: nothing. */
	readonly beginning?: string;
	/** Where it is cut off, 1 to 1,000 letters. Default: 80. */
	readonly most?: number;
	readonly random: Random;
}

/**
 * Lets the network write: it draws a letter from y, reads it, draws the next one, and so on up to
 * EDGE.
 *
 * @param predict y for x, such as `(x) => Lstm.forward(lstm, x).y`, y^t being probabilities
 */
export function write(
	predict: (x: Matrix) => Matrix,
	task: Letters,
	{ temperature = 1, beginning = "", most = 80, random }: WriteOptions,
): string {
	positiveNumber("temperature", temperature);
	wholeNumber("most", most, 1, 1000);
	requireRandom(random);
	let text = beginning;
	while (text.length < most) {
		const y = predict(task.example(text).x);
		const letter = task.symbols[draw(y.row(y.rows - 1), temperature, random)];
		if (letter === EDGE) break;
		text += letter;
	}
	return text;
}

/** An index, drawn with probabilities in proportion to p^{1/τ}. */
function draw(p: Float64Array, temperature: number, random: Random): number {
	const most = Math.log(Math.max(...p));
	const shares = p.map((p_k) => Math.exp((Math.log(p_k) - most) / temperature));
	let left = random.random() * shares.reduce((sum, share) => sum + share, 0);
	for (let k = 0; k < shares.length; k++) {
		left -= shares[k];
		if (left < 0) return k;
	}
	return likeliest(p);
}

function likeliest(p: ArrayLike<number>): number {
	let best = 0;
	for (let k = 1; k < p.length; k++) if (p[k] > p[best]) best = k;
	return best;
}

function requireText(name: string, text: string, least: number): string {
	const letters = typeof text === "string" ? [...text] : undefined;
	if (letters && letters.length >= least && letters.length <= 1000 && !letters.includes(EDGE)) {
		return text;
	}
	throw new RangeError(
		`${name} must be ${least} to 1,000 letters without ${EDGE} (got ${inWords(text)})`,
	);
}
