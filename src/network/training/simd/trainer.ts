import { type Loss, requireLoss } from "../../loss.js";
import type { Lstm } from "../../lstm.js";
import { type Matrices, Matrix, mapMatrices, zerosLike } from "../../matrix.js";
import { type Network, parametersOf } from "../../network.js";
import { type BackwardOptions, requireReach } from "../../reach.js";
import type { Rnn } from "../../rnn.js";
import type { Example } from "../../task.js";
import { BETA_1, BETA_2, EPSILON, type OptimizerOptions } from "../optimizers.js";
import type { Backend, Trainer } from "../trainer.js";
import { activationCode, type Core, configure, createCore, hasActivation } from "./core.js";
import { blocks, type Layout, layOut, load, padded, store } from "./placement.js";

/** Training steps in WebAssembly SIMD, from the AssemblyScript in ./assembly: two numbers at a time. */
export const simd: Backend = {
	name: "simd",
	supports: isSupported,
	trainer(network, optimizer, options) {
		if (isSupported(network)) return new SimdTrainer(network, optimizer, options);
		throw new RangeError(`backend "simd" does not know this ${network.kind}`);
	},
};

/** RNNs and LSTMs whose activations are the core's. */
function isSupported(network: Network): network is Rnn | Lstm {
	if (network.kind === "feedforward" || !hasActivation(network.g)) return false;
	return network.kind === "lstm" || hasActivation(network.f);
}

/** Bytes in a number, and in a page of WebAssembly's memory. */
const NUMBER = 8;
const PAGE = 65536;

/**
 * Trains a network in the core's memory. The parameters are copied there once, at the start, and
 * back by `sync`; in between a step writes an example into the memory and calls the core.
 */
export class SimdTrainer implements Trainer {
	readonly #network: Rnn | Lstm;
	readonly #optimizer: OptimizerOptions;
	readonly #loss: Loss;
	readonly #reach: number;
	readonly #core: Core;
	/** The first number that is free, and where parameters lie from there on. */
	readonly #origin: number;
	readonly #layout: Layout;
	#numbers = new Float64Array(0);
	/** Views of the memory: an example is written to the first three, the other two are read. */
	#x = this.#numbers;
	#d = this.#numbers;
	#mask = this.#numbers;
	#E = this.#numbers;
	#y_T = this.#numbers;
	/** y of each length seen so far. */
	readonly #outputs = new Map<number, Matrix>();
	/** The longest sequence that there is room for, and the present one. */
	#capacity = 0;
	#T = 0;
	/** Whether the mask in memory is 1 for every step of the present length. */
	#unmasked = false;
	/** β₁ and β₂ to the number of updates. */
	#decay_1 = 1;
	#decay_2 = 1;

	constructor(network: Rnn | Lstm, optimizer: OptimizerOptions, options: BackwardOptions = {}) {
		this.#network = network;
		this.#optimizer = optimizer;
		this.#loss = requireLoss(options, network.g);
		this.#reach = requireReach(options);
		this.#core = createCore();
		this.#origin = padded(Math.ceil(this.#core.free.value / NUMBER));
		this.#layout = layOut(network, this.#origin);
		this.#makeRoom(1);
		for (const place of this.#layout.placements) store(this.#numbers, place);
	}

	step({ x, d, mask }: Example): number {
		if (x.rows !== this.#T) this.#setLength(x.rows);
		this.#x.set(x.data);
		this.#setTargets(d);
		this.#setMask(mask);
		if (this.#network.kind === "rnn") this.#core.rnnStep();
		else this.#core.lstmStep();
		return this.#E[0];
	}

	update(): void {
		const core = this.#core;
		const { method, alpha, clip } = this.#optimizer;
		if (method === "descent" && clip === undefined) {
			// θ ← θ − α Δθ in one go: the gradients are never written down.
			this.#putGradients(0, -alpha, true);
			return;
		}
		const size = this.#layout.size * NUMBER;
		this.#putGradients(size, 1, false);
		const norm = clip === undefined ? 0 : core.gradientNorm();
		const scale = clip === undefined || norm <= clip ? 1 : clip / norm;
		if (method === "descent") {
			core.descent(alpha * scale);
			return;
		}
		this.#decay_1 *= BETA_1;
		this.#decay_2 *= BETA_2;
		core.adam(alpha, BETA_1, BETA_2, EPSILON, 1 - this.#decay_1, 1 - this.#decay_2, scale);
	}

	get y(): Matrix {
		const T = this.#T;
		const { Y } = this.#network;
		let y = this.#outputs.get(T);
		if (y === undefined) {
			// A single output's column is contiguous: it can be looked at where it is.
			y = Y === 1 ? new Matrix(T, 1, this.#y_T.subarray(0, T)) : new Matrix(T, Y);
			this.#outputs.set(T, y);
		}
		if (Y > 1) {
			const T4 = padded(T);
			for (let t = 0, k = 0; t < T; t++) {
				for (let j = 0; j < Y; j++, k++) y.data[k] = this.#y_T[j * T4 + t];
			}
		}
		return y;
	}

	/** Bytes of WebAssembly memory that it holds. Grows only with the longest sequence. */
	get bytes(): number {
		return this.#core.memory.buffer.byteLength;
	}

	gradients(): Matrices {
		const { size, placements } = this.#layout;
		this.#putGradients(size * NUMBER, 1, false);
		const gradients = mapMatrices(parametersOf(this.#network), zerosLike);
		for (const place of placements) {
			const gradient = gradients[place.name];
			if (gradient !== undefined) load(this.#numbers, place, gradient, size);
		}
		return gradients;
	}

	sync(): void {
		for (const place of this.#layout.placements) load(this.#numbers, place);
	}

	dispose(): void {
		this.#outputs.clear();
	}

	/** Δθ of all parameters, times `scale`, written or added `shift` bytes past the parameters. */
	#putGradients(shift: number, scale: number, add: boolean): void {
		if (this.#network.kind === "rnn") this.#core.rnnGradients(shift, scale, add);
		else this.#core.lstmGradients(shift, scale, add);
	}

	#setTargets(d: Matrix): void {
		const { Y } = this.#network;
		if (Y === 1) {
			this.#d.set(d.data);
			return;
		}
		const T4 = padded(d.rows);
		for (let t = 0, k = 0; t < d.rows; t++) {
			for (let j = 0; j < Y; j++, k++) this.#d[j * T4 + t] = d.data[k];
		}
	}

	#setMask(mask: Float64Array | undefined): void {
		if (mask !== undefined) this.#mask.set(mask);
		else if (!this.#unmasked) this.#mask.fill(1, 0, this.#T);
		this.#unmasked = mask === undefined;
	}

	#setLength(T: number): void {
		if (T > this.#capacity) this.#makeRoom(T);
		this.#T = T;
		this.#core.T.value = T;
		this.#core.T4.value = padded(T);
		// The steps that only fill a vector up count nothing, whatever was left in their places.
		this.#mask.fill(0);
		this.#unmasked = false;
	}

	/** Lays the memory out for sequences of T steps or fewer. The parameters stay where they are. */
	#makeRoom(T: number): void {
		const [network, core] = [this.#network, this.#core];
		const { X, H, Y, g } = network;
		const [H4, T4] = [padded(H), padded(T)];
		const copies = this.#optimizer.method === "adam" ? 4 : 2;
		const origin = this.#origin + copies * this.#layout.size;
		// Room for the part of the deltas that travels, where errors do not go all the way.
		const truncated = this.#reach < T - 1 ? T * H4 : 0;
		const common = blocks(origin, {
			x: T * X,
			d: Y * T4,
			mask: T4,
			E: 1,
			h: (T + 1) * H4,
			delta_h: T * H4,
			y: Y * T4,
			delta_y: Y * T4,
			travelling: network.kind === "lstm" ? 4 * truncated : truncated,
		});
		const cell = blocks(origin + common.size, {
			gates: 4 * T * H4,
			delta_gates: 4 * T * H4,
			C: (T + 1) * H4,
			tanh_C: T * H4,
			delta_C: H4,
			travelling_C: truncated,
			travelling_h: H4,
		});
		const { starts } = common;
		const size = common.size + (network.kind === "lstm" ? cell.size : 0);
		const missing = (origin + size) * NUMBER - core.memory.buffer.byteLength;
		if (missing > 0) core.memory.grow(Math.ceil(missing / PAGE));

		const numbers = new Float64Array(core.memory.buffer);
		// h^0, C^0 and all padding have to be zero, and an earlier layout has left its numbers there.
		numbers.fill(0, origin, origin + size);
		configure(core, { X, H, Y, H4, g: activationCode(core, g) });
		if (network.kind === "rnn") configure(core, { f: activationCode(core, network.f) });
		configure(core, { crossEntropy: this.#loss === "cross-entropy" ? 1 : 0 });
		configure(core, { reach: Math.min(this.#reach, T) });
		configure(core, { biases: network.kind === "lstm" || network.biases ? 1 : 0 });
		configure(core, { parameters: this.#origin, parameterBytes: this.#layout.size }, NUMBER);
		configure(core, this.#layout.starts, NUMBER);
		configure(core, starts, NUMBER);
		if (network.kind === "lstm") configure(core, cell.starts, NUMBER);
		this.#numbers = numbers;
		this.#x = numbers.subarray(starts.x, starts.x + T * X);
		this.#d = numbers.subarray(starts.d, starts.d + Y * T4);
		this.#mask = numbers.subarray(starts.mask, starts.mask + T4);
		this.#E = numbers.subarray(starts.E, starts.E + 1);
		this.#y_T = numbers.subarray(starts.y, starts.y + Y * T4);
		this.#outputs.clear();
		this.#capacity = T;
	}
}
