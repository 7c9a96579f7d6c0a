import type { Backend, Example, Network, Optimizer, Trainer } from "./backend.js";
import { emptyBackward, foldBack } from "./bptt.js";
import {
	emptyFeedforwardBackward,
	emptyFeedforwardTrace,
	passBack,
	passForward,
} from "./feedforward.js";
import { squaredError } from "./loss.js";
import { emptyLstmBackward, emptyLstmTrace, lstmFoldBack, lstmUnfold, setInput } from "./lstm.js";
import type { Matrix } from "./matrix.js";
import { updater } from "./optimizers.js";
import { emptyTrace, unfold } from "./rnn.js";

/** Training steps in the TypeScript that the lessons read: `forward` and `bptt`, without allocation. */
export const plain: Backend = {
	name: "plain",
	supports: () => true,
	trainer: (network, optimizer) => new PlainTrainer(network, optimizer),
};

/** Where the passes over sequences of one length put what they find, and the passes themselves. */
interface Workspace {
	readonly y: Matrix;
	readonly gradients: readonly Matrix[];
	/** Forward and backward: fills y and gradients. */
	run(example: Example): void;
}

class PlainTrainer implements Trainer {
	private readonly network: Network;
	private readonly applyGradients: (gradients: readonly Matrix[]) => void;
	private readonly workspaces = new Map<number, Workspace>();
	private current: Workspace | undefined;

	constructor(network: Network, optimizer: Optimizer) {
		this.network = network;
		this.applyGradients = updater(optimizer, Object.values(network.parameters));
	}

	step(example: Example): number {
		const T = example.x.rows;
		let workspace = this.workspaces.get(T);
		if (workspace === undefined) {
			workspace = createWorkspace(this.network, T);
			this.workspaces.set(T, workspace);
		}
		this.current = workspace;
		workspace.run(example);
		return squaredError(example, workspace.y);
	}

	update(): void {
		this.applyGradients(this.last.gradients);
	}

	get y(): Matrix {
		return this.last.y;
	}

	gradients(): Record<string, Matrix> {
		const names = Object.keys(this.network.parameters);
		return Object.fromEntries(names.map((name, p) => [name, this.last.gradients[p].clone()]));
	}

	/** The network's own matrices are what `update` changes. */
	sync(): void {}

	dispose(): void {
		this.workspaces.clear();
	}

	private get last(): Workspace {
		if (this.current === undefined) throw new Error("no step has been made yet");
		return this.current;
	}
}

function createWorkspace(network: Network, T: number): Workspace {
	switch (network.kind) {
		case "rnn": {
			const trace = emptyTrace(network, T);
			const backward = emptyBackward(network, T);
			return {
				y: trace.y,
				gradients: trained(network, backward.gradients),
				run({ x, d, mask }) {
					trace.x.data.set(x.data);
					unfold(network, trace);
					foldBack(network, trace, d, mask, backward);
				},
			};
		}
		case "lstm": {
			const trace = emptyLstmTrace(network, T);
			const backward = emptyLstmBackward(network, T);
			return {
				y: trace.y,
				gradients: trained(network, backward.gradients),
				run({ x, d, mask }) {
					setInput(network, trace, x);
					lstmUnfold(network, trace);
					lstmFoldBack(network, trace, d, mask, backward);
				},
			};
		}
		case "feedforward": {
			const trace = emptyFeedforwardTrace(network, T);
			const backward = emptyFeedforwardBackward(network, T);
			return {
				y: trace.y,
				gradients: trained(network, backward.gradients),
				run({ x, d, mask }) {
					trace.a[0].data.set(x.data);
					passForward(network, trace);
					passBack(network, trace, d, mask, backward);
				},
			};
		}
	}
}

/** The gradients of what training changes, in the order of `network.parameters`. */
function trained(network: Network, gradients: Readonly<Record<string, Matrix>>): Matrix[] {
	return Object.keys(network.parameters).map((name) => gradients[name]);
}
