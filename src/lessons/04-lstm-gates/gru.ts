import { sigmoid, tanh } from "../../network/activations.js";
import { layer, uniform } from "../../network/layer.js";
import { Matrix } from "../../network/matrix.js";
import { Random } from "../../network/random.js";
import type { Judge } from "../../notebook/exercise.js";
import { recall, recallAccuracy } from "../../tasks/recall.js";
import { phrase } from "../../words/phrase.js";

/** The three layers of a GRU (Cho and others 2014), each a function of [h, x]: H + X to H numbers. */
export interface GruLayers {
	readonly z: (hx: readonly number[]) => number[];
	readonly r: (hx: readonly number[]) => number[];
	readonly candidate: (hx: readonly number[]) => number[];
}

/** h_t from h_{t−1}, H numbers, and x_t, X numbers. */
export type GruStep = (layers: GruLayers, h: number[], x: number[]) => number[];

/** z and r from [h, x], ĥ = tanh([r ∘ h, x] W_h + b_h), and (1 − z) ∘ h + z ∘ ĥ. */
export const gruStep: GruStep = ({ z, r, candidate }, h, x) => {
	const [z_t, r_t] = [z([...h, ...x]), r([...h, ...x])];
	const h_hat = candidate([...h.map((h_j, j) => r_t[j] * h_j), ...x]);
	return h.map((h_j, j) => (1 - z_t[j]) * h_j + z_t[j] * h_hat[j]);
};

/** Layers with weights and biases drawn from [−1, 1). */
export function randomGru(H: number, X: number, random: Random): GruLayers {
	const drawn = (f: typeof sigmoid) =>
		layerOf(uniform(H + X, H, 1, random), uniform(1, H, 1, random), f);
	return { z: drawn(sigmoid), r: drawn(sigmoid), candidate: drawn(tanh) };
}

/** One unit for each symbol of the recall task: z opens at a symbol, which writes a 1 into its unit. */
export function gruByHand(symbols: number, X: number): GruLayers {
	const W_z = new Matrix(symbols + X, symbols);
	const W_h = new Matrix(symbols + X, symbols);
	for (let k = 0; k < symbols; k++) {
		W_z.row(symbols + k).fill(12);
		W_h.row(symbols + k)[k] = 3;
	}
	const zero = new Matrix(1, symbols);
	const shut = new Matrix(1, symbols);
	shut.data.fill(-6);
	return {
		z: layerOf(W_z, shut, sigmoid),
		r: layerOf(new Matrix(symbols + X, symbols), zero, sigmoid),
		candidate: layerOf(W_h, zero, tanh),
	};
}

/** Compares a step with `gruStep` on drawn layers, and asks it for symbols across a gap. */
export function gruJudge(gap: number): Judge<GruStep> {
	return (step) => {
		const random = new Random(0);
		const layers = randomGru(4, 3, random);
		const [h, x] = [4, 3].map((size) => Array.from({ length: size }, () => random.uniform(-1, 1)));
		const [yours, theirs] = [step(layers, h, x), gruStep(layers, h, x)];
		const off = theirs.findIndex((h_j, j) => !(Math.abs(yours[j] - h_j) < 1e-9));
		if (off !== -1)
			return phrase`unit ${off} of h_t should not be ${yours[off]} on the layers it was given.`;
		const share = gruRecall(step, gap);
		return share === 1
			? undefined
			: phrase`it recalls ${Math.round(100 * share)} % across ${gap} words.`;
	};
}

/** The share of 100 sequences whose symbol the GRU with weights by hand holds to the end. */
export function gruRecall(step: GruStep, gap: number): number {
	const task = recall({ gap });
	const { symbols, inputDim } = task;
	const layers = gruByHand(symbols, inputDim);
	const read = (x: Matrix) =>
		Matrix.of([
			x
				.toRows()
				.reduce((h, x_t) => step(layers, h, Array.from(x_t)), Array<number>(symbols).fill(0)),
		]);
	return recallAccuracy(read, task, { count: 100, random: new Random(1) });
}

function layerOf(W: Matrix, b: Matrix, f: typeof sigmoid) {
	return (hx: readonly number[]): number[] => {
		const a = new Float64Array(W.cols);
		layer(Float64Array.from(hx), W, b, f, a);
		return Array.from(a);
	};
}
