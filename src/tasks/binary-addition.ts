import { isMatrix, Matrix } from "../network/matrix.js";
import { type Random, requireRandom } from "../network/random.js";
import type { Example, Task } from "../network/task.js";
import { wholeNumber } from "../network/validation.js";

/** One sum a + b = c, as bits: step t of x is bit t − 1 of a and of b, and of d that of c. */
export interface Addition extends Example {
	readonly a: number;
	readonly b: number;
	readonly c: number;
}

/** Adding two numbers bit by bit, lowest first. */
export interface BinaryAddition extends Task<Addition> {
	readonly bits: number;
	readonly inputDim: 2;
	readonly outputDim: 1;
	/** The sum of two given numbers, each from 0 to 2^bits − 1. What does not fit into c is cut off. */
	example(a: number, b: number): Addition;
}

/**
 * Sums of `bits` bits, 1 to 52 (so that a number holds them exactly). `draw`
 * takes a and then b with randint(2^(bits − 1)), so that their sum fits: the draws of the script in
 * docs/equations.md.
 */
export function binaryAddition({ bits = 8 }: { readonly bits?: number } = {}): BinaryAddition {
	wholeNumber("bits", bits, 1, 52);
	const half = 2 ** (bits - 1);
	const largest = 2 ** bits - 1;
	const zeros = matricesOfZeros(64 * 3 * bits);

	function example(a: number, b: number): Addition {
		const c = (a + b) % (largest + 1);
		const [x, d] = [zeros(bits, 2), zeros(bits, 1)];
		for (let t = 0, power = 1; t < bits; t++, power *= 2) {
			x.data[2 * t] = Math.floor(a / power) % 2;
			x.data[2 * t + 1] = Math.floor(b / power) % 2;
			d.data[t] = Math.floor(c / power) % 2;
		}
		return { a, b, c, x, d };
	}

	return {
		bits,
		inputDim: 2,
		outputDim: 1,
		draw(random) {
			const a = random.randint(half);
			const b = random.randint(half);
			return example(a, b);
		},
		example: (a, b) => example(wholeNumber("a", a, 0, largest), wholeNumber("b", b, 0, largest)),
	};
}

/**
 * Makes matrices whose numbers lie in one array, `count` of them, until it is full: an array for each
 * matrix would take longer to make than a sum takes to be learned.
 */
function matricesOfZeros(count: number): (rows: number, cols: number) => Matrix {
	let numbers = new Float64Array(0);
	let used = 0;
	return (rows, cols) => {
		if (used + rows * cols > numbers.length) {
			numbers = new Float64Array(count);
			used = 0;
		}
		used += rows * cols;
		return new Matrix(rows, cols, numbers.subarray(used - rows * cols, used));
	};
}

/** The nearer of 0 and 1: on which side of ½ an output is. */
export function nearestBit(y_t: number): 0 | 1 {
	return y_t > 0.5 ? 1 : 0;
}

/** The bits of y, lowest first, each the nearer of 0 and 1. Takes y as T × 1, or as T numbers. */
export function roundBits(y: Matrix | ArrayLike<number>): number[] {
	return Array.from(isMatrix(y) ? y.data : y, nearestBit);
}

/** The number that bits, lowest first, stand for. */
export function fromBits(bits: ArrayLike<number>): number {
	return Array.from(bits).reduceRight((number, bit) => 2 * number + bit, 0);
}

/** `value` as `count` bits, lowest first. */
export function toBits(value: number, count: number): number[] {
	wholeNumber("count", count, 1, 52);
	wholeNumber("value", value, 0, 2 ** count - 1);
	return Array.from({ length: count }, (_, k) => Math.floor(value / 2 ** k) % 2);
}

/** The carry out of each place of a + b, lowest first: 1 where two ones or more met there. */
export function carries(a: number, b: number, bits: number): number[] {
	const a_bits = toBits(a, bits);
	const b_bits = toBits(b, bits);
	let carry = 0;
	return a_bits.map((a_t, t) => {
		carry = a_t + b_bits[t] + carry >= 2 ? 1 : 0;
		return carry;
	});
}

/** How often every bit of a sum is right. */
export interface Accuracy {
	readonly right: number;
	readonly of: number;
	/** right / of, from 0 to 1. */
	readonly share: number;
}

/**
 * How many sums of `bits` bits a network gets right in every bit: of all pairs a, b below
 * 2^(bits − 1), or of `sample` drawn pairs.
 *
 * @param predict y for x, such as `(x) => Rnn.forward(rnn, x).y`
 */
export function exactMatch(
	predict: (x: Matrix) => Matrix,
	bits: number,
	sample?: { readonly pairs: number; readonly random: Random },
): Accuracy {
	const task = binaryAddition({ bits });
	let right = 0;
	let of = 0;
	const tally = (sum: Addition) => {
		of++;
		if (fromBits(roundBits(predict(sum.x))) === sum.c) right++;
	};
	if (sample === undefined) {
		wholeNumber("bits, without a sample,", bits, 1, 10);
		const half = 2 ** (bits - 1);
		for (let a = 0; a < half; a++) for (let b = 0; b < half; b++) tally(task.example(a, b));
	} else {
		const pairs = wholeNumber("sample.pairs", sample.pairs, 1, 1e7);
		const random = requireRandom(sample.random);
		for (let k = 0; k < pairs; k++) tally(task.draw(random));
	}
	return { right, of, share: right / of };
}
