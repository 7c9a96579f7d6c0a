import type { Feedforward } from "./feedforward.js";
import type { Lstm } from "./lstm.js";
import type { Matrix } from "./matrix.js";
import type { Rnn } from "./rnn.js";

/** What can be trained. */
export type Network = Rnn | Lstm | Feedforward;

/** Names of the two implementations of a training step. */
export type BackendName = "plain" | "simd";

/** How gradients become an update. */
export interface Optimizer {
	/** "descent": θ ← θ − α Δθ. "adam": Kingma and Ba 2015, with β₁ = 0.9, β₂ = 0.999, ε = 1e−8. */
	readonly method: "descent" | "adam";
	/** α, the learning rate: a finite number above 0. */
	readonly alpha: number;
	/** If the norm of all gradients together is above this, they are scaled down to it. */
	readonly clip: number | undefined;
}

/** One sequence and what the network should say to it. */
export interface Example {
	/** T × X. */
	readonly x: Matrix;
	/** T × Y. */
	readonly d: Matrix;
	/** m^t, T numbers: how much step t counts in E. Absent: 1 everywhere. */
	readonly mask?: Float64Array;
}

/**
 * Trains one network. It may keep the parameters in memory of its own, and is then the only one to
 * change them until it is disposed of.
 *
 * Neither `step` nor `update` allocates, but for the first example of a length not seen before.
 * Callers have checked that shapes agree: x is T × X, d is T × Y, mask holds T, and T ≥ 1.
 */
export interface Trainer {
	/**
	 * Forward and backward over one example: finds y and the gradients of
	 * E = Σ_t m^t ½‖d^t − y^t‖², changes no parameter, and returns E, which may be NaN or infinite.
	 */
	step(example: Example): number;
	/** Changes the parameters by the gradients of the last `step`, as the optimizer says. Once each. */
	update(): void;
	/** y of the last `step`, T × Y. Valid until the next one. */
	readonly y: Matrix;
	/** A copy of the gradients of the last `step`, by the names in `network.parameters`. */
	gradients(): Record<string, Matrix>;
	/** Writes the parameters as they are now into the network. */
	sync(): void;
	/** Gives back what it holds. Does not `sync`. The trainer is not used afterwards. */
	dispose(): void;
}

/** One implementation of training steps. */
export interface Backend {
	readonly name: BackendName;
	/** Whether this backend knows the network's kind and its activations. */
	supports(network: Network): boolean;
	/** A trainer that starts from the network's parameters as they are now. */
	trainer(network: Network, optimizer: Optimizer): Trainer;
}
