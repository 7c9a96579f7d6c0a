import type { Matrices, Matrix } from "../matrix.js";
import type { Network } from "../network.js";
import type { BackwardOptions } from "../reach.js";
import type { Example } from "../task.js";
import type { OptimizerOptions } from "./optimizers.js";

/** Names of the two implementations of a training step. */
export type BackendName = "plain" | "simd";

/**
 * Trains one network. It may keep the parameters in memory of its own, and is then the only one to
 * change them until it is disposed of.
 *
 * Neither `step` nor `update` allocates, but for the first example of a length not seen before.
 * Callers have checked that shapes agree: x is T × X, d is T × Y, mask holds T, and T ≥ 1; and that
 * d holds probabilities where E is the cross-entropy.
 */
export interface Trainer {
	/**
	 * Forward and backward over one example: finds y and the gradients of E, changes no parameter, and
	 * returns E, which may be NaN or infinite.
	 */
	step(example: Example): number;
	/** Changes the parameters by the gradients of the last `step`, as the optimizer says. Once each. */
	update(): void;
	/** y of the last `step`, T × Y. Valid until the next one. */
	readonly y: Matrix;
	/** A copy of the gradients of the last `step`, by the parameters' names: for tests. */
	gradients(): Matrices;
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
	/**
	 * A trainer that starts from the network's parameters as they are now. Throws a RangeError where
	 * the loss does not go with the network, or on a wrong reach.
	 */
	trainer(network: Network, optimizer: OptimizerOptions, options?: BackwardOptions): Trainer;
}
