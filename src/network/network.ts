import type { Network } from "./backend.js";
import { bptt, stepMask } from "./bptt.js";
import { backprop, feedForward } from "./feedforward.js";
import { squaredError } from "./loss.js";
import { lstmBackward, lstmForward } from "./lstm.js";
import { Matrix, type Rows, sequence } from "./matrix.js";
import { forward } from "./rnn.js";

/** A sequence and targets, as functions take them from a reader's hand. */
export interface Given {
	/** T × X. */
	readonly x: Rows;
	/** T × Y. */
	readonly d: Rows;
	/** m^t, T numbers. Default: 1 everywhere. */
	readonly mask?: ArrayLike<number>;
}

/**
 * y for the sequence x, T × Y, from any network; h_t, T × H, from an LSTM without an output layer.
 * Throws a RangeError as the forward passes do.
 */
export function predict(network: Network, x: Rows): Matrix {
	switch (network.kind) {
		case "rnn":
			return forward(network, x).y;
		case "lstm": {
			const { T, h, y } = lstmForward(network, x);
			return network.Y > 0 ? y : new Matrix(T, network.H, h.data.slice(network.H));
		}
		case "feedforward":
			return feedForward(network, x).y;
	}
}

/** E = Σ_t m^t ½‖d^t − y^t‖² of any network. Throws a RangeError as the forward passes do. */
export function loss(network: Network, { x, d, mask }: Given): number {
	const input = sequence("x", x, network.X);
	const y = predict(network, input);
	const target = sequence("d", d, y.cols, y.rows);
	return squaredError({ x: input, d: target, mask: stepMask(mask, y.rows) }, y);
}

/** ∂E/∂θ of any network, in θ's shape, by θ's name. Throws a RangeError as the passes do. */
export function gradients(
	network: Network,
	{ x, d, mask }: Given,
): Readonly<Record<string, Matrix>> {
	switch (network.kind) {
		case "rnn":
			return bptt(network, forward(network, x), d, mask).gradients;
		case "lstm":
			return lstmBackward(network, lstmForward(network, x), d, mask).gradients;
		case "feedforward":
			return backprop(network, feedForward(network, x), d, mask).gradients;
	}
}

/** Writes the parameters of `from` into `to`, a network of the same kind and shape. */
export function copyParameters(from: Network, to: Network): void {
	const pairs = Object.entries(to.parameters).map(([name, target]) => {
		const source = from.parameters[name];
		if (source?.rows === target.rows && source.cols === target.cols) return [source, target];
		const got = source === undefined ? "none" : `${source.rows} × ${source.cols}`;
		throw new RangeError(`from.${name} must be ${target.rows} × ${target.cols} (got ${got})`);
	});
	for (const [source, target] of pairs) target.data.set(source.data);
}
