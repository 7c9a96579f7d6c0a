import type { OutputActivationName } from "../../network/activations.js";
import { orthogonalized, withSpectralRadius } from "../../network/analysis/spectrum.js";
import { Lstm } from "../../network/lstm.js";
import type { Matrix } from "../../network/matrix.js";
import { countParameters } from "../../network/network.js";
import type { Random } from "../../network/random.js";
import { Rnn } from "../../network/rnn.js";

/** How an RNN's U begins: as it is drawn, scaled to ρ(U) = 1, or with rows made orthogonal. */
export type Start = "drawn" | "rho 1" | "orthogonal";

/** A kind of network that is to remember. Plain data, so that it can be sent to a thread. */
export type Contender = LstmContender | RnnContender;

export interface LstmContender {
	readonly kind: "lstm";
	/** What figures call it. */
	readonly name: string;
	readonly hiddenDim: number;
	readonly forgetBias: number;
}

export interface RnnContender {
	readonly kind: "rnn";
	readonly name: string;
	readonly hiddenDim: number;
	readonly start: Start;
}

type Output = OutputActivationName;

interface Sizes {
	readonly inputDim: number;
	readonly outputDim: number;
}

export function createContender(one: LstmContender, sizes: Sizes, random: Random, g?: Output): Lstm;
export function createContender(one: RnnContender, sizes: Sizes, random: Random, g?: Output): Rnn;
export function createContender(
	one: Contender,
	sizes: Sizes,
	random: Random,
	g?: Output,
): Lstm | Rnn;
/** A new network of this kind, untrained. The RNN has tanh units and biases, as the LSTM has. */
export function createContender(
	one: Contender,
	{ inputDim, outputDim }: Sizes,
	random: Random,
	g: Output = "sigmoid",
): Lstm | Rnn {
	const { hiddenDim } = one;
	const options = { inputDim, outputDim, hiddenDim, g, random };
	if (one.kind === "lstm") return Lstm.create({ ...options, forgetBias: one.forgetBias });
	const rnn = Rnn.create({ ...options, f: "tanh", biases: true, scale: 1 / Math.sqrt(hiddenDim) });
	return { ...rnn, U: started(rnn.U, one.start) };
}

function started(U: Matrix, start: Start): Matrix {
	if (start === "rho 1") return withSpectralRadius(U, 1);
	return start === "orthogonal" ? orthogonalized(U) : U;
}

/** The least H with which an RNN has at least as many numbers to learn as this network. */
export function rnnUnitsFor(lstm: Lstm): number {
	const { X, Y } = lstm;
	let H = 1;
	while (X * H + H * H + H * Y + H + Y < countParameters(lstm)) H++;
	return H;
}
