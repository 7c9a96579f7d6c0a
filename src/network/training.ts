import type { BackendName, Example, Network, Optimizer } from "./backend.js";
import { backend } from "./backends.js";
import { absoluteError } from "./loss.js";
import { isMatrix, type Matrix, type Rows, requireFinite, sequence } from "./matrix.js";
import { predict } from "./network.js";
import { type Random, requireRandom } from "./random.js";
import { oneOf, positiveNumber, show, wholeNumber } from "./validation.js";

/** Something to learn: examples without end. */
export interface Task<E extends Example = Example> {
	/** X and Y. */
	readonly inputDim: number;
	readonly outputDim: number;
	/**
	 * The next example. With `into`, one that this task drew before and nobody needs any more, it may
	 * write the numbers there and return it.
	 */
	draw(random: Random, into?: E): E;
}

export interface TrainOptions {
	/** How many updates, one example each: 1 to 10⁹. Default: 10,000. */
	readonly iterations?: number;
	/** α, the learning rate: a finite number above 0. Default: 0.1. */
	readonly alpha?: number;
	/** Default: "descent", θ ← θ − α Δθ. */
	readonly optimizer?: "descent" | "adam";
	/** The largest norm that all gradients together may have in an update. Default: no limit. */
	readonly clip?: number;
	/** A report every so many iterations, from iteration 0 on. Default: 1,000. */
	readonly every?: number;
	/** Sequences to run at each report, with the network as it then is. Default: none. */
	readonly predict?: readonly Rows[];
	/** Where the task's draws come from. */
	readonly random: Random;
	/** Ends training early, when aborted. */
	readonly signal?: { readonly aborted: boolean };
	/** Default: "simd" where it knows the network's activations, else "plain". */
	readonly backend?: BackendName;
}

/** How training is going. */
export interface Report<E extends Example = Example> {
	/** Counted from 0. */
	readonly iteration: number;
	/** Σ_t m^t |d^t − y^t| on this iteration's example, before its update: what the document prints. */
	readonly error: number;
	/** E = Σ_t m^t ½‖d^t − y^t‖² on the same. */
	readonly loss: number;
	/** Mean of `error` over the iterations so far, the last hundred or so weighing most. */
	readonly averageError: number;
	/** This iteration's example, and y for it, T × Y, before its update. */
	readonly example: E;
	readonly y: Matrix;
	/** y for each sequence of `predict`, after this iteration's update. */
	readonly predictions: readonly Matrix[];
}

/** Training that cannot go on, since the loss has become NaN or infinite. */
export class DivergenceError extends Error {
	override readonly name = "DivergenceError";
	readonly iteration: number;

	constructor(iteration: number, loss: number, { method, alpha, clip }: Optimizer) {
		// Before the first update alpha has done nothing: the network itself began too large.
		const cause =
			iteration === 0
				? "the network's scale is probably too large"
				: `alpha = ${alpha} is probably too large: try ${Number((alpha / 10).toPrecision(3))}`;
		const remedy =
			iteration > 0 && clip === undefined ? ", or limit the gradients with clip: 1" : "";
		super(
			`training diverged at iteration ${iteration} (${method}): the loss is ${loss}; ${cause}${remedy}`,
		);
		this.iteration = iteration;
	}
}

/**
 * Trains the network in place, an update for each example that the task draws, and reports now and
 * then. Same network, task, options and seed: same numbers, however often it reports, on any machine.
 *
 * When a report arrives, the network holds what it has learned so far. It does so too when training
 * ends: after the last iteration, when the reader leaves the loop, or when `signal` is aborted. An
 * abort is no error, and just ends the reports: the reader can ask `signal.aborted`.
 *
 * It gives the event loop a turn twenty times a second. Until training ends the parameters are for
 * the reader to look at, not to change.
 *
 * Throws a RangeError or TypeError that names the argument at fault, at once, with the network as it
 * was. The reports end with a DivergenceError where the loss is NaN or infinite; the network is then
 * as it was before that iteration.
 */
export function train<E extends Example>(
	network: Network,
	task: Task<E>,
	options: TrainOptions,
): AsyncGenerator<Report<E>, void, undefined> {
	if (typeof network?.parameters !== "object") {
		throw new TypeError(`network must be a network (got ${show(network)})`);
	}
	for (const [name, theta] of Object.entries(network.parameters)) {
		requireFinite(theta, `network.${name}`);
	}
	if (network.kind === "lstm" && network.Y === 0) {
		throw new RangeError("network must have an output layer to be trained: give it an outputDim");
	}
	for (const [name, has, wants] of [
		["inputDim", network.X, task?.inputDim],
		["outputDim", network.Y, task?.outputDim],
	] as const) {
		if (has === wants) continue;
		throw new RangeError(`the network's ${name} must be ${wants}, as the task's is (got ${has})`);
	}
	const random = requireRandom(options?.random);
	const { signal } = options;
	if (signal !== undefined && typeof signal?.aborted !== "boolean") {
		throw new TypeError(`signal must be an AbortSignal (got ${show(signal)})`);
	}
	const optimizer: Optimizer = {
		method: oneOf("optimizer", options.optimizer ?? "descent", ["descent", "adam"]),
		alpha: positiveNumber("alpha", options.alpha ?? 0.1),
		clip: options.clip === undefined ? undefined : positiveNumber("clip", options.clip),
	};
	const iterations = wholeNumber("iterations", options.iterations ?? 10_000, 1, 1e9);
	const every = wholeNumber("every", options.every ?? 1000, 1, 1e9);
	const inputs = (options.predict ?? []).map((x, k) => sequence(`predict[${k}]`, x, network.X));
	const chosen = backend(options.backend, network);
	return run();

	async function* run(): AsyncGenerator<Report<E>, void, undefined> {
		const trainer = chosen.trainer(network, optimizer);
		let spare: E | undefined;
		let averageError = 0;
		let lastTurn = Date.now();
		try {
			for (let iteration = 0; iteration < iterations; iteration++) {
				if (Math.abs(Date.now() - lastTurn) >= 50) {
					await turn();
					lastTurn = Date.now();
				}
				if (signal?.aborted) return;

				const reporting = iteration % every === 0;
				// A report keeps its example, so that one is drawn afresh.
				const example = task.draw(random, reporting ? undefined : spare);
				if (!reporting) spare = example;
				requireExample(example, network);

				const loss = trainer.step(example);
				if (!Number.isFinite(loss)) throw new DivergenceError(iteration, loss, optimizer);
				const error = absoluteError(example, trainer.y);
				averageError += (error - averageError) / Math.min(iteration + 1, 100);
				const y = reporting ? trainer.y.clone() : undefined;
				trainer.update();

				if (y === undefined) continue;
				trainer.sync();
				const predictions = inputs.map((x) => predict(network, x));
				yield { iteration, error, loss, averageError, example, y, predictions };
			}
		} finally {
			trainer.sync();
			trainer.dispose();
		}
	}
}

/** Throws a RangeError on an example of a wrong shape, or with a number that is not finite. */
function requireExample(example: Example, network: Network): void {
	const { x, d, mask } = example ?? {};
	if (!isMatrix(x) || !isMatrix(d)) {
		throw new TypeError(`the task must draw { x, d }, two matrices (got ${show(example)})`);
	}
	if (x.rows === 0 || x.cols !== network.X || d.rows !== x.rows || d.cols !== network.Y) {
		const got = `x ${x.rows} × ${x.cols} and d ${d.rows} × ${d.cols}`;
		throw new RangeError(
			`the example's x must be T × ${network.X} and its d T × ${network.Y}, with T ≥ 1 (got ${got})`,
		);
	}
	requireFinite(x, "the example's x");
	requireFinite(d, "the example's d");
	if (mask === undefined) return;
	if (mask.length !== x.rows) {
		throw new RangeError(`the example's mask must hold ${x.rows} numbers (got ${mask.length})`);
	}
	for (let t = 0; t < mask.length; t++) {
		if (Number.isFinite(mask[t])) continue;
		throw new RangeError(`the example's mask[${t}] must be a finite number (got ${mask[t]})`);
	}
}

// Timers belong to the host, not to the language, so the language's own types do not have them.
declare function setTimeout(callback: () => void, milliseconds: number): unknown;

/** Lets everything else that waits have its turn. */
function turn(): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, 0));
}
