import type { Activation } from "../activations.js";
import { lossOf, requireLoss } from "../loss.js";
import { type Matrices, type Matrix, mapMatrices } from "../matrix.js";
import {
	type Backward,
	type Kind,
	kindOf,
	type Network,
	outputActivation,
	type Trace,
} from "../network.js";
import { type BackwardOptions, requireReach } from "../reach.js";
import type { Example } from "../task.js";
import { createOptimizer, type OptimizerOptions } from "./optimizers.js";
import type { Backend, Trainer } from "./trainer.js";

/** Training steps in the TypeScript that the lessons read: forward and backward, without allocation. */
export const plain: Backend = {
	name: "plain",
	supports: () => true,
	trainer: (network, optimizer, options) => new PlainTrainer(network, optimizer, options),
};

/** Where the passes over sequences of one length put what they find. */
interface Workspace {
	readonly trace: Trace;
	readonly back: Backward;
	/** The gradients of what is learned, in the parameters' order. */
	readonly learned: readonly Matrix[];
}

class PlainTrainer implements Trainer {
	readonly #network: Network;
	readonly #kind: Kind;
	readonly #g: Activation;
	readonly #options: Required<BackwardOptions>;
	readonly #names: readonly string[];
	readonly #applyGradients: (gradients: readonly Matrix[]) => void;
	readonly #workspaces = new Map<number, Workspace>();
	#current: Workspace | undefined;

	constructor(network: Network, optimizer: OptimizerOptions, options: BackwardOptions = {}) {
		this.#network = network;
		this.#kind = kindOf(network);
		this.#g = outputActivation(network);
		this.#options = { loss: requireLoss(options, this.#g), reach: requireReach(options) };
		const parameters = this.#kind.parameters(network);
		this.#names = Object.keys(parameters);
		this.#applyGradients = createOptimizer(optimizer, Object.values(parameters));
	}

	step(example: Example): number {
		const { trace, back } = this.#workspace(example.x.rows);
		this.#kind.forwardInto(this.#network, example.x, trace);
		this.#kind.backwardInto(this.#network, trace, example, back, this.#options);
		return lossOf(this.#options.loss, example, trace, this.#g);
	}

	update(): void {
		this.#applyGradients(this.#last.learned);
	}

	get y(): Matrix {
		return this.#last.trace.y;
	}

	gradients(): Matrices {
		const { learned } = this.#last;
		const named = Object.fromEntries(this.#names.map((name, p) => [name, learned[p]]));
		return mapMatrices(named, (gradient) => gradient.clone());
	}

	/** The network's own matrices are what `update` changes. */
	sync(): void {}

	dispose(): void {
		this.#workspaces.clear();
	}

	get #last(): Workspace {
		if (this.#current === undefined) throw new Error("no step has been made yet");
		return this.#current;
	}

	/** The workspace for sequences of T steps, from now on the current one. */
	#workspace(T: number): Workspace {
		if (this.#current?.trace.y.rows === T) return this.#current;
		let workspace = this.#workspaces.get(T);
		if (workspace === undefined) {
			const trace = this.#kind.emptyTrace(this.#network, T);
			const back = this.#kind.emptyBackward(this.#network, T, this.#options.reach);
			workspace = { trace, back, learned: this.#names.map((name) => back.gradients[name]) };
			this.#workspaces.set(T, workspace);
		}
		this.#current = workspace;
		return workspace;
	}
}
