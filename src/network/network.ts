import type { Activation } from "./activations.js";
import { Feedforward } from "./feedforward.js";
import { type LossOptions, lossOf, requireTargets } from "./loss.js";
import { Lstm } from "./lstm.js";
import { type Matrices, type Matrix, type Rows, requireSequence } from "./matrix.js";
import type { BackwardOptions } from "./reach.js";
import { Rnn } from "./rnn.js";
import type { ExampleRows, Targets } from "./task.js";
import { inWords } from "./validation.js";

/** What can be trained. */
export type Network = Rnn | Lstm | Feedforward;

/** What a pass keeps, of any kind of network. */
export interface Trace {
	readonly net_y: Matrix;
	readonly y: Matrix;
}
export interface Backward {
	readonly gradients: Matrices;
}

/** What the three kinds of network have in common: the same words for the same things. */
export interface Kind {
	clone(network: Network): Network;
	parameters(network: Network): Matrices;
	forward(network: Network, x: Rows): Trace;
	backward(
		network: Network,
		trace: Trace,
		d: Rows,
		mask?: ArrayLike<number>,
		options?: BackwardOptions,
	): Backward;
	/** The same without checks, into what is kept from one example to the next: nothing is allocated. */
	emptyTrace(network: Network, T: number): Trace;
	forwardInto(network: Network, x: Matrix, trace: Trace): void;
	emptyBackward(network: Network, T: number, reach?: number): Backward;
	backwardInto(
		network: Network,
		trace: Trace,
		targets: Targets,
		back: Backward,
		options?: LossOptions,
	): void;
}

const kinds: Readonly<Record<Network["kind"], Kind>> = {
	rnn: Rnn,
	lstm: Lstm,
	feedforward: Feedforward,
};

/** All that can be done with this kind of network. Throws a TypeError on what is no network. */
export function kindOf(network: Network): Kind {
	const kind = kinds[network?.kind];
	if (kind === undefined)
		throw new TypeError(`network must be a network (got ${inWords(network)})`);
	return kind;
}

/** y for the sequence x, T × Y. Throws a RangeError as the forward passes do. */
export function predict(network: Network, x: Rows): Matrix {
	return kindOf(network).forward(network, x).y;
}

/** g, the activation of the output layer. */
export function outputActivation(network: Network): Activation {
	return network.kind === "feedforward" ? network.layers[network.layers.length - 1].f : network.g;
}

/** E, Σ_t m^t ½‖d^t − y^t‖² or another loss. Throws a RangeError as the passes do. */
export function loss(
	network: Network,
	{ x, d, mask }: ExampleRows,
	options: LossOptions = {},
): number {
	const trace = kindOf(network).forward(network, x);
	const g = outputActivation(network);
	const { targets, loss } = requireTargets(d, mask, trace.y, options, g);
	return lossOf(loss, targets, trace, g);
}

/** ∂E/∂θ, in θ's shape, by θ's name. Throws a RangeError as the passes do. */
export function gradients(
	network: Network,
	{ x, d, mask }: ExampleRows,
	options: BackwardOptions = {},
): Matrices {
	const { forward, backward } = kindOf(network);
	return backward(network, forward(network, x), d, mask, options).gradients;
}

/** What training changes, by name: the network's own matrices. */
export function parametersOf(network: Network): Matrices {
	return kindOf(network).parameters(network);
}

/** How many numbers training changes. */
export function countParameters(network: Network): number {
	return Object.values(parametersOf(network)).reduce((sum, { data }) => sum + data.length, 0);
}

/**
 * Writes parameters into a network, by name, and returns it. Those that are not given stay as they
 * are. Throws a RangeError that names the one with a wrong name or shape, before anything is written.
 */
export function setParameters<N extends Network>(
	network: N,
	values: Readonly<Record<string, Rows>>,
): N {
	const parameters = parametersOf(network);
	const pairs = Object.entries(values).map(([name, rows]) => {
		const target = parameters[name];
		if (target === undefined) {
			const names = Object.keys(parameters).join(", ");
			throw new RangeError(`parameters must be some of ${names} (got ${inWords(name)})`);
		}
		return { source: requireSequence(name, rows, target.cols, target.rows), target };
	});
	for (const { source, target } of pairs) target.data.set(source.data);
	return network;
}

/** A network that shares no number with this one, and says the same. */
export function clone<N extends Network>(network: N): N {
	return kindOf(network).clone(network) as N;
}
