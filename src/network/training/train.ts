import { absoluteError, requireLoss, requireProbabilities } from "../loss.js";
import { type Matrix, type Rows, requireFinite, requireSequence } from "../matrix.js";
import { type Network, outputActivation, parametersOf, predict } from "../network.js";
import { type Random, requireRandom } from "../random.js";
import { type BackwardOptions, requireReach } from "../reach.js";
import { type Example, requireExample, type Task } from "../task.js";
import { inWords, oneOf, positiveNumber, wholeNumber } from "../validation.js";
import type { OptimizerOptions } from "./optimizers.js";
import { plain } from "./plain.js";
import { simd } from "./simd/trainer.js";
import type { Backend, BackendName } from "./trainer.js";

export interface TrainOptions extends BackwardOptions {
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
	/** Σ_t m^t |d^t − y^t| on this iteration's example, before its update: see `absoluteError`. */
	readonly error: number;
	/** E on the same. */
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

	constructor(iteration: number, loss: number, { method, alpha, clip }: OptimizerOptions) {
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
 * ends: after the last iteration, when the caller leaves the loop, or when `signal` is aborted. An
 * abort is no error, and just ends the reports: the caller can ask `signal.aborted`.
 *
 * It gives the event loop a turn twenty times a second. Until training ends the parameters are there
 * to be looked at, not to be changed.
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
	requireFitting(network, task);
	return run(network, task, checked(network, options));
}

/** Trains to the end, as `train` does, and resolves to its reports. Rejects where `train` throws. */
export async function trainToEnd<E extends Example>(
	network: Network,
	task: Task<E>,
	options: TrainOptions,
): Promise<Report<E>[]> {
	const reports: Report<E>[] = [];
	for await (const report of train(network, task, options)) reports.push(report);
	return reports;
}

async function* run<E extends Example>(
	network: Network,
	task: Task<E>,
	settings: ReturnType<typeof checked>,
): AsyncGenerator<Report<E>, void, undefined> {
	const { random, signal, optimizer, options, g, iterations, every, inputs } = settings;
	const trainer = settings.chosen.trainer(network, optimizer, options);
	let averageError = 0;
	let lastTurn = performance.now();
	try {
		for (let iteration = 0; iteration < iterations; iteration++) {
			if (performance.now() - lastTurn >= 50) {
				// Everything else that waits has its turn.
				await new Promise<void>((resolve) => setTimeout(resolve, 0));
				lastTurn = performance.now();
			}
			if (signal?.aborted) return;

			const example = task.draw(random);
			requireExample(example, network.X, network.Y);
			requireProbabilities(example, options.loss, g);
			const loss = trainer.step(example);
			if (!Number.isFinite(loss)) throw new DivergenceError(iteration, loss, optimizer);
			const error = absoluteError(example, trainer.y);
			averageError += (error - averageError) / Math.min(iteration + 1, 100);
			const y = iteration % every === 0 ? trainer.y.clone() : undefined;
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

/** Throws unless the network can be trained, and has the sizes of the task. */
function requireFitting(network: Network, task: Task): void {
	for (const [name, theta] of Object.entries(parametersOf(network))) {
		requireFinite(theta, `network.${name}`);
	}
	for (const [name, has, wants] of [
		["inputDim", network.X, task?.inputDim],
		["outputDim", network.Y, task?.outputDim],
	] as const) {
		if (has === wants) continue;
		throw new RangeError(`the network's ${name} must be ${wants}, as the task's is (got ${has})`);
	}
}

/** The options with their defaults, each of them checked. */
function checked(network: Network, options: TrainOptions) {
	const random = requireRandom(options?.random);
	const { signal } = options;
	if (signal !== undefined && typeof signal?.aborted !== "boolean") {
		throw new TypeError(`signal must be an AbortSignal (got ${inWords(signal)})`);
	}
	const optimizer: OptimizerOptions = {
		method: oneOf("optimizer", options.optimizer ?? "descent", ["descent", "adam"]),
		alpha: positiveNumber("alpha", options.alpha ?? 0.1),
		clip: options.clip === undefined ? undefined : positiveNumber("clip", options.clip),
	};
	const g = outputActivation(network);
	return {
		random,
		signal,
		g,
		options: { loss: requireLoss(options, g), reach: requireReach(options) },
		optimizer,
		iterations: wholeNumber("iterations", options.iterations ?? 10_000, 1, 1e9),
		every: wholeNumber("every", options.every ?? 1000, 1, 1e9),
		inputs: (options.predict ?? []).map((x, k) => requireSequence(`predict[${k}]`, x, network.X)),
		chosen: backend(options.backend, network),
	};
}

/** The backends there are, best first. */
const backends: readonly Backend[] = [simd, plain];

/** Their names. */
export const backendNames: readonly BackendName[] = backends.map(({ name }) => name);

/**
 * The backend of this name, or the first that knows the network where no name is given. Throws a
 * RangeError where there is none of this name, or where it does not know the network.
 */
export function backend(name: BackendName | undefined, network: Network): Backend {
	if (name === undefined) return backends.find((each) => each.supports(network)) ?? plain;
	const chosen = backends.find((each) => each.name === oneOf("backend", name, backendNames));
	if (chosen?.supports(network)) return chosen;
	throw new RangeError(`backend ${inWords(name)} does not know this ${network.kind}'s activations`);
}
