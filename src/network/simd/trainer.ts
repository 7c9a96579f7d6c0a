import type { Example, Optimizer, Trainer } from "../backend.js";
import type { Lstm } from "../lstm.js";
import { Matrix } from "../matrix.js";
import { BETA_1, BETA_2, EPSILON } from "../optimizers.js";
import type { Rnn } from "../rnn.js";
import { activationCode } from "./activation-codes.js";
import { type Core, configure, createCore } from "./core.js";
import { blocks, type Layout, layOut, load, padded, store } from "./placement.js";

/** Bytes in a number, and in a page of WebAssembly's memory. */
const NUMBER = 8;
const PAGE = 65536;

/**
 * Trains a network in the core's memory. The parameters are copied there once, at the start, and
 * back by `sync`; in between a step writes an example into the memory and calls the core.
 */
export class SimdTrainer implements Trainer {
	private readonly network: Rnn | Lstm;
	private readonly optimizer: Optimizer;
	private readonly core: Core;
	/** The first number that is free, and where parameters lie from there on. */
	private readonly origin: number;
	private readonly layout: Layout;
	private numbers = new Float64Array(0);
	/** Views of the memory: an example is written to the first three, the other two are read. */
	private x = this.numbers;
	private d = this.numbers;
	private mask = this.numbers;
	private E = this.numbers;
	private y_T = this.numbers;
	/** y of each length seen so far. */
	private readonly outputs = new Map<number, Matrix>();
	/** The longest sequence that there is room for, and the present one. */
	private capacity = 0;
	private T = 0;
	/** Whether the mask in memory is 1 for every step of the present length. */
	private unmasked = false;
	/** β₁ and β₂ to the number of updates. */
	private decay_1 = 1;
	private decay_2 = 1;

	constructor(network: Rnn | Lstm, optimizer: Optimizer) {
		this.network = network;
		this.optimizer = optimizer;
		this.core = createCore();
		this.origin = padded(Math.ceil(this.core.free.value / NUMBER));
		this.layout = layOut(network, this.origin);
		this.makeRoom(1);
		for (const place of this.layout.placements) store(this.numbers, place);
	}

	step({ x, d, mask }: Example): number {
		if (x.rows !== this.T) this.setLength(x.rows);
		this.x.set(x.data);
		this.setTargets(d);
		this.setMask(mask);
		if (this.network.kind === "rnn") this.core.rnnStep();
		else this.core.lstmStep();
		return this.E[0];
	}

	update(): void {
		const { core } = this;
		const { method, alpha, clip } = this.optimizer;
		if (method === "descent" && clip === undefined) {
			// θ ← θ − α Δθ in one go: the gradients are never written down.
			this.putGradients(0, -alpha, 1);
			return;
		}
		const size = this.layout.size * NUMBER;
		this.putGradients(size, 1, 0);
		const norm = clip === undefined ? 0 : core.gradientNorm();
		const scale = clip === undefined || norm <= clip ? 1 : clip / norm;
		if (method === "descent") {
			core.descend(alpha * scale);
			return;
		}
		this.decay_1 *= BETA_1;
		this.decay_2 *= BETA_2;
		core.adam(alpha, BETA_1, BETA_2, EPSILON, 1 - this.decay_1, 1 - this.decay_2, scale);
	}

	get y(): Matrix {
		const { T } = this;
		const { Y } = this.network;
		let y = this.outputs.get(T);
		if (y === undefined) {
			// A single output's column is contiguous: it can be looked at where it is.
			y = Y === 1 ? new Matrix(T, 1, this.y_T.subarray(0, T)) : new Matrix(T, Y);
			this.outputs.set(T, y);
		}
		if (Y > 1) {
			const T4 = padded(T);
			for (let t = 0, k = 0; t < T; t++) {
				for (let j = 0; j < Y; j++, k++) y.data[k] = this.y_T[j * T4 + t];
			}
		}
		return y;
	}

	/** Bytes of WebAssembly memory that it holds. Grows only with the longest sequence. */
	get bytes(): number {
		return this.core.memory.buffer.byteLength;
	}

	gradients(): Record<string, Matrix> {
		const { size, placements } = this.layout;
		this.putGradients(size * NUMBER, 1, 0);
		const gradients = Object.fromEntries(
			Object.entries(this.network.parameters).map(([name, { rows, cols }]) => [
				name,
				new Matrix(rows, cols),
			]),
		);
		for (const place of placements) {
			const gradient = gradients[place.name];
			if (gradient !== undefined) load(this.numbers, place, gradient, size);
		}
		return gradients;
	}

	sync(): void {
		for (const place of this.layout.placements) load(this.numbers, place);
	}

	dispose(): void {
		this.outputs.clear();
	}

	/** Δθ of all parameters, times `scale`, written or added `shift` bytes past the parameters. */
	private putGradients(shift: number, scale: number, add: 0 | 1): void {
		if (this.network.kind === "rnn") this.core.rnnGradients(shift, scale, add);
		else this.core.lstmGradients(shift, scale, add);
	}

	private setTargets(d: Matrix): void {
		const { Y } = this.network;
		if (Y === 1) {
			this.d.set(d.data);
			return;
		}
		const T4 = padded(d.rows);
		for (let t = 0, k = 0; t < d.rows; t++) {
			for (let j = 0; j < Y; j++, k++) this.d[j * T4 + t] = d.data[k];
		}
	}

	private setMask(mask: Float64Array | undefined): void {
		if (mask !== undefined) this.mask.set(mask);
		else if (!this.unmasked) this.mask.fill(1, 0, this.T);
		this.unmasked = mask === undefined;
	}

	private setLength(T: number): void {
		if (T > this.capacity) this.makeRoom(T);
		this.T = T;
		this.core.T.value = T;
		this.core.T4.value = padded(T);
		// The steps that only fill a vector up count nothing, whatever was left in their places.
		this.mask.fill(0);
		this.unmasked = false;
	}

	/** Lays the memory out for sequences of T steps or fewer. The parameters stay where they are. */
	private makeRoom(T: number): void {
		const { network, core, origin, layout } = this;
		const { X, H, Y, g } = network;
		const H4 = padded(H);
		const T4 = padded(T);
		const isRnn = network.kind === "rnn";
		const copies = this.optimizer.method === "adam" ? 4 : 2;
		const { starts, size } = blocks(origin + copies * layout.size, {
			x: T * X,
			d: Y * T4,
			mask: T4,
			E: 1,
			h: (T + 1) * H4,
			delta_h: T * H4,
			y: Y * T4,
			delta_y: Y * T4,
			gates: isRnn ? 0 : T * 4 * H4,
			delta_gates: isRnn ? 0 : T * 4 * H4,
			C: isRnn ? 0 : (T + 1) * H4,
			tanh_C: isRnn ? 0 : T * H4,
			delta_C: isRnn ? 0 : H4,
		});
		const end = origin + copies * layout.size + size;
		const missing = end * NUMBER - core.memory.buffer.byteLength;
		if (missing > 0) core.memory.grow(Math.ceil(missing / PAGE));

		this.numbers = new Float64Array(core.memory.buffer);
		// h^0, C^0 and all padding have to be zero, and an earlier layout has left its numbers there.
		this.numbers.fill(0, origin + copies * layout.size, end);
		configure(core, {
			...{ X, H, Y, H4 },
			f: isRnn ? activationCode(network.f) : 0,
			g: activationCode(g),
			biases: "b_y" in network.parameters ? 1 : 0,
			parameters: origin * NUMBER,
			parameterBytes: layout.size * NUMBER,
		});
		configure(core, layout.starts, NUMBER);
		configure(core, starts, NUMBER);
		this.x = this.numbers.subarray(starts.x, starts.x + T * X);
		this.d = this.numbers.subarray(starts.d, starts.d + Y * T4);
		this.mask = this.numbers.subarray(starts.mask, starts.mask + T4);
		this.E = this.numbers.subarray(starts.E, starts.E + 1);
		this.y_T = this.numbers.subarray(starts.y, starts.y + Y * T4);
		this.outputs.clear();
		this.capacity = T;
	}
}
