import { type Activation, type ActivationName, toActivation } from "../activations.js";
import { type Matrix, norm, type Rows } from "../matrix.js";
import { Random } from "../random.js";
import { Rnn } from "../rnn.js";

/*
 * How much of a difference at step s is left at step t: of an input left out, of an impulse, of two
 * sequences that differ, and of an error on its way back.
 */

/**
 * How far each hidden state moves when one input is left out, that is, set to zero: row s − 1 holds,
 * for t = 1…T, the distance between h^t with and without x^s. T × T.
 */
export function influence(rnn: Rnn, x: Rows): number[][] {
	const { x: read, h } = Rnn.forward(rnn, x);
	const rows = read.toRows();
	return rows.map((_, s) => {
		const without = rows.map((row, k) => (k === s ? row.map(() => 0) : row));
		return distances(h, Rnn.forward(rnn, without).h);
	});
}

/**
 * The impulse response: row t − 1 is the difference that x^1 = 1 makes to h^t, in a network that
 * reads zeros from then on. The impulse enters at the first unit. T × H.
 *
 * @param U the recurrence, H × H
 */
export function impulseResponse(U: Matrix, f: Activation | ActivationName, T: number): number[][] {
	const sizes = { inputDim: 1, hiddenDim: U.rows, outputDim: 1 };
	const rnn = Rnn.create({ ...sizes, f: toActivation(f, "f"), random: new Random(0) });
	rnn.U.data.set(U.data);
	rnn.V.data.fill(0).fill(1, 0, 1);
	const silence = Array.from({ length: T }, () => [0]);
	const without = Rnn.forward(rnn, silence).h.toRows();
	const { h } = Rnn.forward(rnn, [[1], ...silence.slice(1)]);
	const response = h.toRows().map((h_t, t) => h_t.map((value, j) => value - without[t][j]));
	return response.slice(1);
}

/**
 * On how many steps an impulse is seen: up to the last one on which at least `share` of its first
 * size is there.
 *
 * @param sizes the impulse's size at t = 1…T
 */
export function lifetime(sizes: readonly number[], share = 0.01): number {
	const least = share * (sizes[0] ?? 0);
	return sizes.reduce((last, size, k) => (size >= least ? k + 1 : last), 0);
}

/**
 * How much of an early difference is left later: ‖a_t − b_t‖ / ‖a_1 − b_1‖ for t = 1…T, where a and b
 * are a network's states (rows 0 to T) in two runs whose inputs differ at the first step only.
 */
export function differenceLeft(a: Matrix, b: Matrix): number[] {
	const sizes = distances(a, b);
	return sizes.map((size) => size / sizes[0]);
}

/**
 * ‖δ_h^t‖ / ‖δ_h^T‖ for t = 1…T, where only the last step has an error: how much of it arrives at
 * each step on its way back. The target is 0, so that the error is y^T itself.
 */
export function deltaSizes(rnn: Rnn, x: Rows): number[] {
	const trace = Rnn.forward(rnn, x);
	const target = Array.from({ length: trace.T }, () => new Float64Array(rnn.Y));
	const last = target.map((_, k) => (k === trace.T - 1 ? 1 : 0));
	const { delta_h } = Rnn.backward(rnn, trace, target, last);
	const sizes = delta_h.toRows().map(norm);
	return sizes.map((size) => size / sizes[trace.T - 1]);
}

/** The factor by which ‖δ_h‖ changes in a step back, on average (the geometric mean). */
export function growthPerStep(sizes: readonly number[]): number {
	if (sizes.length < 2) return Number.NaN;
	return (sizes[0] / sizes[sizes.length - 1]) ** (1 / (sizes.length - 1));
}

/** ‖a_t − b_t‖ for t = 1…T, where the rows of a and b are steps 0 to T. */
function distances(a: Matrix, b: Matrix): number[] {
	return Array.from({ length: a.rows - 1 }, (_, k) =>
		norm(a.row(k + 1).map((value, j) => value - b.at(k + 1, j))),
	);
}
