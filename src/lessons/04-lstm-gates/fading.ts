import { differenceLeft } from "../../network/analysis/memory.js";
import { Lstm } from "../../network/lstm.js";
import { type Matrix, norm } from "../../network/matrix.js";
import { Random } from "../../network/random.js";
import { Rnn } from "../../network/rnn.js";
import { type Contender, createContender, type LstmContender } from "./contenders.js";
import { countries, encode, fillers, filling, languages } from "./sentences.js";

const sizes = { inputDim: countries.length + fillers.length + 1, outputDim: languages.length };

/**
 * What is left of the first word at t = 1…T: the same fillers are read after *France* and after
 * *Japan*, and the states (C_t of an LSTM, h_t of an RNN) are compared. As a share of the
 * difference at t = 1; the median over fresh networks, one a seed.
 */
export function wordLeft(contender: Contender, seeds: readonly number[], T: number): number[] {
	return medianOver(seeds, (seed) => {
		const network = createContender(contender, sizes, new Random(seed));
		const [inFrance, inJapan] = ["France", "Japan"].map((country) => sentence(country, seed, T));
		return network.kind === "lstm"
			? differenceLeft(Lstm.forward(network, inFrance).C, Lstm.forward(network, inJapan).C)
			: differenceLeft(Rnn.forward(network, inFrance).h, Rnn.forward(network, inJapan).h);
	});
}

/**
 * What is left of the error at t = 1…T: it enters at the last of T words, where *French* is wanted,
 * and goes back (∂E/∂C_t of an LSTM, δ_h^t of an RNN). As a share of its size at t = T; the median
 * over fresh networks, one a seed.
 */
export function errorLeft(contender: Contender, seeds: readonly number[], T: number): number[] {
	return medianOver(seeds, (seed) => {
		const network = createContender(contender, sizes, new Random(seed));
		const x = sentence("France", seed, T);
		const { d, mask } = frenchAtTheEnd(T);
		const errors =
			network.kind === "lstm"
				? Lstm.backward(network, Lstm.forward(network, x), d, mask).delta_C
				: Rnn.backward(network, Rnn.forward(network, x), d, mask).delta_h;
		return toLast(errors.toRows().map(norm));
	});
}

/** The same on the path along C alone: ∂E/∂C_T ∘ f_T ∘ f_{T−1} ∘ … ∘ f_{t+1}. */
export function errorLeftAlongC(one: LstmContender, seeds: readonly number[], T: number): number[] {
	return medianOver(seeds, (seed) => {
		const lstm = createContender(one, sizes, new Random(seed));
		const trace = Lstm.forward(lstm, sentence("France", seed, T));
		const { d, mask } = frenchAtTheEnd(T);
		return toLast(alongC(trace.f, Lstm.backward(lstm, trace, d, mask).delta_C.row(T - 1)));
	});
}

/** ‖error ∘ f_T ∘ … ∘ f_{t+1}‖ for t = 1…T, where row t − 1 of f is f_t. */
function alongC(f: Matrix, error: Float64Array): number[] {
	const left = Float64Array.from(error);
	const lengths = [norm(left)];
	for (let t = f.rows; t > 1; t--) {
		for (let j = 0; j < left.length; j++) left[j] *= f.at(t - 1, j);
		lengths.unshift(norm(left));
	}
	return lengths;
}

function sentence(country: string, seed: number, T: number): Matrix {
	return encode([country, ...filling(T - 1, new Random(seed))]);
}

/** Targets and mask: *French*, and it counts at the last of T words only. */
export function frenchAtTheEnd(T: number): { d: number[][]; mask: number[] } {
	return {
		d: Array.from({ length: T }, () => languages.map((word) => (word === "French" ? 1 : 0))),
		mask: Array.from({ length: T }, (_, k) => (k === T - 1 ? 1 : 0)),
	};
}

function toLast(lengths: readonly number[]): number[] {
	return lengths.map((length) => length / lengths[lengths.length - 1]);
}

/** At each step the median of what the seeds give; of an even number, the geometric middle of two. */
function medianOver(seeds: readonly number[], of: (seed: number) => number[]): number[] {
	const all = seeds.map(of);
	return all[0].map((_, k) => {
		const sorted = all.map((one) => one[k]).sort((a, b) => a - b);
		const [low, high] = [Math.floor, Math.ceil].map((to) => sorted[to((sorted.length - 1) / 2)]);
		return low === high ? low : Math.sqrt(low * high);
	});
}
