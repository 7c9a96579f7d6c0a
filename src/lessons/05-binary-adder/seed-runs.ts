import { Random } from "../../network/random.js";
import { Rnn } from "../../network/rnn.js";
import { trainToEnd } from "../../network/training/train.js";
import { binaryAddition } from "../../tasks/binary-addition.js";
import { carryReport } from "./carry-report.js";
import { handedOn } from "./hand-overs.js";
import { carryReadOut } from "./read-out.js";
import { rightSums, rightWhenHeld, wrongBits } from "./wrong-bits.js";

/** How an adder is trained: the lesson's hyperparameters. */
export interface AdderOptions {
	readonly alpha: number;
	readonly hiddenDim: number;
	readonly bits: number;
	readonly iterations: number;
}

/** An adder in the middle of its training. */
export interface HalfLearned {
	readonly seed: number;
	/** How many updates it has had. */
	readonly iteration: number;
	/** As `handedOn` counts them. */
	readonly handedOn: readonly number[];
}

/**
 * For each seed, an adder at the last of ten moments at which a tenth of all sums or more are still
 * wrong, moments that end with the training's end.
 */
export async function* halfLearned(
	options: AdderOptions,
	seeds: readonly number[],
): AsyncGenerator<HalfLearned> {
	const { alpha, hiddenDim, bits } = options;
	const iterations = options.iterations / 10;
	for (const seed of seeds) {
		const { rnn, random } = create(hiddenDim, seed);
		let last: HalfLearned = { seed, iteration: 0, handedOn: handedOn(rnn, bits) };
		for (let part = 1; part <= 10; part++) {
			const every = iterations;
			await trainToEnd(rnn, binaryAddition({ bits }), { alpha, iterations, every, random });
			if (rightSums(wrongBits(rnn, bits)) > 0.9 * 4 ** (bits - 1)) break;
			last = { seed, iteration: part * iterations, handedOn: handedOn(rnn, bits) };
		}
		yield last;
	}
}

/** What a trained adder holds the carry in. */
export interface CarryHolders {
	readonly seed: number;
	/** Sums that are right, of all. */
	readonly right: number;
	/** The share of steps at which a cut through all units reads the carry rightly. */
	readonly readOut: number;
	/** The unit that follows the carry most closely, and its correlation. */
	readonly best: number;
	readonly correlation: number;
	/** Sums that are right while that unit is held at its mean, for the next step and for y. */
	readonly memory: number;
	readonly answer: number;
}

/** For each seed, an adder that has been trained to the end, and what it holds the carry in. */
export async function* carryHolders(
	{ alpha, hiddenDim, bits, iterations }: AdderOptions,
	seeds: readonly number[],
): AsyncGenerator<CarryHolders> {
	for (const seed of seeds) {
		const { rnn, random } = create(hiddenDim, seed);
		const every = iterations;
		await trainToEnd(rnn, binaryAddition({ bits }), { alpha, iterations, every, random });
		const report = carryReport(rnn, bits);
		const { best, correlation, mean } = report;
		yield {
			seed,
			right: rightSums(wrongBits(rnn, bits)),
			readOut: carryReadOut(rnn, bits, report).share,
			best,
			correlation: correlation[best],
			...rightWhenHeld(rnn, bits, best, mean[best]),
		};
	}
}

/** A new adder, and the draws that go on from there. */
function create(hiddenDim: number, seed: number) {
	const random = new Random(seed);
	return { rnn: Rnn.create({ inputDim: 2, hiddenDim, outputDim: 1, random }), random };
}
