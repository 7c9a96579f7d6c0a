import {
	type Activation,
	type OutputActivationName,
	sigmoid,
	tanh,
	toOutputActivation,
} from "./activations.js";
import { layer, layerGradients, uniform } from "./layer.js";
import { type LossOptions, outputDelta, requireTargets } from "./loss.js";
import { eachParameter, type LstmParameters } from "./lstm-parameters.js";
import {
	type Clamp,
	emptyBackward,
	emptyTrace,
	type LstmBackward,
	type LstmDelta,
	type LstmStep,
	type LstmTrace,
} from "./lstm-trace.js";
import { addProductTransposed, copyRow, Matrix, type Rows, requireSequence } from "./matrix.js";
import { type Random, requireRandom } from "./random.js";
import { type BackwardOptions, backWithinReach, requireReach } from "./reach.js";
import { requireSizes, type SizeOptions, type Sizes } from "./sizes.js";
import type { Targets } from "./task.js";
import { inWords, numberBetween, positiveNumber, requireTrace } from "./validation.js";

export type { Clamp, LstmBackward, LstmDelta, LstmParameters, LstmStep, LstmTrace };

/**
 * A long short-term memory (Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al.
 * 2000), and an output layer over its hidden state. Vectors are rows.
 */
export interface Lstm extends LstmParameters, Sizes {
	readonly kind: "lstm";
	/** Activation of the output layer. */
	readonly g: Activation;
}

export interface LstmOptions extends SizeOptions {
	/** Activation of the output layer. Default: "sigmoid". */
	readonly g?: Activation | OutputActivationName;
	/** W_f, W_i, W_C, W_o and W are drawn, in this order, from [−scale, scale). Default: 1 / √H. */
	readonly scale?: number;
	/** Where b_f starts; the other biases start at 0. Above 0, gates begin by remembering. Default: 1. */
	readonly forgetBias?: number;
	/** Where the draws come from. */
	readonly random: Random;
}

/** A new network. Throws a RangeError that names the option at fault. */
function create(options: LstmOptions): Lstm {
	const { X, H, Y } = requireSizes(options);
	const g = toOutputActivation(options.g ?? "sigmoid");
	const scale = positiveNumber("scale", options.scale ?? 1 / Math.sqrt(H));
	const forgetBias = numberBetween("forgetBias", options.forgetBias ?? 1, -100, 100);
	const random = requireRandom(options.random);
	const matrices = eachParameter({ X, H, Y }, (name, rows, cols) =>
		name.startsWith("b_") ? new Matrix(rows, cols) : uniform(rows, cols, scale, random),
	);
	matrices.b_f.data.fill(forgetBias);
	return { kind: "lstm", X, H, Y, g, ...matrices };
}

/** The step from h_{t−1}, C_{t−1} and now.x to h_t, C_t and y^t. */
function step(lstm: Lstm, past: LstmStep, now: LstmStep, clamp?: Clamp): void {
	const { W_f, b_f, W_i, b_i, W_C, b_C, W_o, b_o, W, b_y, g } = lstm;
	const { hx, f, i, C_hat, o, C, tanh_C, h } = now;
	hx.set(past.h); // x_t stands behind it
	// f_t = σ([h_{t−1}, x_t] W_f + b_f), i_t and o_t alike;  Ĉ_t = tanh([h_{t−1}, x_t] W_C + b_C)
	layer(hx, W_f, b_f, sigmoid, f);
	layer(hx, W_i, b_i, sigmoid, i);
	layer(hx, W_C, b_C, tanh, C_hat);
	layer(hx, W_o, b_o, sigmoid, o);
	if (clamp !== undefined) hold(now, clamp);
	// C_t = f_t ∘ C_{t−1} + i_t ∘ Ĉ_t
	for (let j = 0; j < C.length; j++) C[j] = f[j] * past.C[j] + i[j] * C_hat[j];
	// h_t = o_t ∘ tanh(C_t)
	for (let j = 0; j < C.length; j++) tanh_C[j] = Math.tanh(C[j]);
	for (let j = 0; j < C.length; j++) h[j] = o[j] * tanh_C[j];
	// net_y^t = h_t W + b_y,  y^t = g(net_y^t)
	layer(h, W, b_y, g, now.y, now.net_y);
}

/**
 * The way back: the chain rule, applied to the equations of `step` from the last to the first.
 * `delta.y` is δ_y^t, and `later` belongs to step t + 1, if there is one.
 */
function stepBack(
	{ W_f, W_i, W_C, W_o, W }: Lstm,
	past: LstmStep,
	now: LstmStep,
	delta: LstmDelta,
	later?: LstmDelta,
): void {
	const { f, i, C_hat, o, tanh_C } = now;
	// δ_h = δ_y Wᵀ + Σ_• δ_• W_•ᵀ of t + 1, • being f, i, Ĉ and o: the first H rows of W_• meet h
	delta.h.fill(0);
	addProductTransposed(delta.h, delta.y, W);
	if (later !== undefined) {
		addProductTransposed(delta.h, later.f, W_f, f.length);
		addProductTransposed(delta.h, later.i, W_i, f.length);
		addProductTransposed(delta.h, later.C_hat, W_C, f.length);
		addProductTransposed(delta.h, later.o, W_o, f.length);
	}
	for (let j = 0; j < f.length; j++) {
		// δ_C = δ_h ∘ o_t ∘ (1 − tanh²(C_t)) + δ_C ∘ f of t + 1: with f near 1, all of it comes through
		const fromLater = later === undefined ? 0 : later.C_past[j];
		delta.C[j] = delta.h[j] * o[j] * tanh.slope(tanh_C[j]) + fromLater;
		delta.C_past[j] = delta.C[j] * f[j];
		// Each gets what it was multiplied by, times its slope: δ_f = δ_C ∘ C_{t−1} ∘ f (1 − f),
		// δ_i = δ_C ∘ Ĉ ∘ i (1 − i),  δ_Ĉ = δ_C ∘ i ∘ (1 − Ĉ²),  δ_o = δ_h ∘ tanh(C_t) ∘ o (1 − o)
		delta.f[j] = delta.C[j] * past.C[j] * sigmoid.slope(f[j]);
		delta.i[j] = delta.C[j] * C_hat[j] * sigmoid.slope(i[j]);
		delta.C_hat[j] = delta.C[j] * i[j] * tanh.slope(C_hat[j]);
		delta.o[j] = delta.h[j] * tanh_C[j] * sigmoid.slope(o[j]);
	}
}

/**
 * Reads the sequence x, T × X with T ≥ 1, from h_0 = C_0 = 0, and keeps what happened at each step.
 * Throws a RangeError on a wrong shape, on a number that is not finite, or on a clamp outside 0 to 1.
 */
function forward(lstm: Lstm, x: Rows, clamp: Clamp = {}): LstmTrace {
	const input = requireSequence("x", x, lstm.X);
	for (const [gate, value] of Object.entries(clamp)) {
		if (!["f", "i", "o"].includes(gate)) {
			throw new RangeError(`clamp must name the gates f, i or o (got ${inWords(gate)})`);
		}
		if (value !== undefined) numberBetween(`clamp.${gate}`, value, 0, 1);
	}
	const trace = emptyTrace(lstm, input.rows, clamp);
	forwardInto(lstm, input, trace);
	return trace;
}

/** The forward pass over x, T × X, into a trace of T steps. Allocates nothing. */
function forwardInto(lstm: Lstm, x: Matrix, { T, clamp, steps }: LstmTrace): void {
	for (let t = 1; t <= T; t++) {
		copyRow(steps[t].x, x, t - 1);
		step(lstm, steps[t - 1], steps[t], clamp);
	}
}

/** The gates that are held are what they are held at. */
function hold(now: LstmStep, clamp: Clamp): void {
	if (clamp.f !== undefined) now.f.fill(clamp.f);
	if (clamp.i !== undefined) now.i.fill(clamp.i);
	if (clamp.o !== undefined) now.o.fill(clamp.o);
}

/** No error goes into a gate that is held. */
function holdBack(delta: LstmDelta, clamp: Clamp): void {
	if (clamp.f !== undefined) delta.f.fill(0);
	if (clamp.i !== undefined) delta.i.fill(0);
	if (clamp.o !== undefined) delta.o.fill(0);
}

/**
 * The gradients of E, which is Σ_t m^t ½‖d^t − y^t‖² unless the options name another loss.
 * Truncated where they name a reach: an error in h_t and one in C_t travel alike.
 *
 * @param trace what `forward` kept
 * @param d the targets, T × Y
 * @param mask m^t for each step, to count only some of them. Default: 1 everywhere
 * Throws a RangeError on a wrong shape, or on a number that is not finite.
 */
function backward(
	lstm: Lstm,
	trace: LstmTrace,
	d: Rows,
	mask?: ArrayLike<number>,
	options: BackwardOptions = {},
): LstmBackward {
	const { X, H, Y, g } = lstm;
	requireTrace([trace.hx.cols - trace.h.cols, trace.h.cols, trace.y.cols], [X, H, Y]);
	const { targets, loss } = requireTargets(d, mask, trace.y, options, g);
	const back = emptyBackward(lstm, trace.T, requireReach(options));
	backwardInto(lstm, trace, targets, back, { loss });
	return back;
}

/** The backward pass, as far as `back` was made for, into it, whatever it held. Allocates nothing. */
function backwardInto(
	lstm: Lstm,
	trace: LstmTrace,
	targets: Targets,
	back: LstmBackward,
	{ loss }: LossOptions = {},
): void {
	const { T, hx, h, y } = trace;
	const { deltas, gradients } = back;
	outputDelta(back.delta_y, y, targets, lstm.g, loss);
	if (back.truncation === undefined) {
		for (let t = T; t >= 1; t--) stepBackAt(lstm, trace, t, deltas[t], deltas[t + 1]);
	} else {
		backWithinReach(back.truncation, deltas, stepBackAt, lstm, trace);
	}

	// ΔW_• = Σ_t [h_{t−1}, x_t]ᵀ δ_•,  Δb_• = Σ_t δ_•;  ΔW = Σ_t h_tᵀ δ_y^t,  Δb_y = Σ_t δ_y^t
	layerGradients(gradients.W_f, gradients.b_f, hx, back.delta_f);
	layerGradients(gradients.W_i, gradients.b_i, hx, back.delta_i);
	layerGradients(gradients.W_C, gradients.b_C, hx, back.delta_C_hat);
	layerGradients(gradients.W_o, gradients.b_o, hx, back.delta_o);
	layerGradients(gradients.W, gradients.b_y, h, back.delta_y, 1);
}

function stepBackAt(
	lstm: Lstm,
	{ steps, clamp }: LstmTrace,
	t: number,
	delta: LstmDelta,
	later?: LstmDelta,
): void {
	stepBack(lstm, steps[t - 1], steps[t], delta, later);
	holdBack(delta, clamp);
}

/** What training changes: the ten matrices, by name. */
function parameters(lstm: Lstm): LstmParameters {
	return eachParameter(lstm, (name) => lstm[name]);
}

/** A network that shares no number with this one. */
function clone(lstm: Lstm): Lstm {
	return { ...lstm, ...eachParameter(lstm, (name) => lstm[name].clone()) };
}

/** All that can be done with an LSTM alone. The other two kinds of network have the same names. */
export const Lstm = {
	create,
	clone,
	parameters,
	step,
	stepBack,
	emptyTrace: (lstm: Lstm, T: number, clamp?: Clamp) => emptyTrace(lstm, T, clamp),
	forward,
	forwardInto,
	emptyBackward: (lstm: Lstm, T: number, reach?: number) => emptyBackward(lstm, T, reach),
	backward,
	backwardInto,
};
