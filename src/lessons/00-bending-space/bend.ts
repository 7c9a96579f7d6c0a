import type { Feedforward } from "../../network/feedforward.js";
import { type TrainOptions, train } from "../../network/training/train.js";
import { wholeNumber } from "../../network/validation.js";
import { type PlanarSet, planarTask } from "../../tasks/planar-sets.js";
import { type PlanarSnapshot, snapshotOf } from "./snapshot.js";

/**
 * Trains a network with one hidden layer on the points, all of them at every update, and yields
 * what it makes of the plane at up to `moments` moments: close together at first, when most
 * happens, and the last one after the last update.
 */
export async function* bend(
	network: Feedforward,
	set: PlanarSet,
	options: TrainOptions & { readonly iterations: number; readonly moments?: number },
): AsyncGenerator<PlanarSnapshot, void, undefined> {
	const { iterations, moments = 16 } = options;
	wholeNumber("moments", moments, 2, 200);
	const due = Array.from({ length: moments }, (_, k) => iterations * (k / (moments - 1)) ** 2);
	const every = Math.max(1, Math.floor(iterations / 400));
	let snapshot = snapshotOf(network, set, 0);
	yield snapshot;
	let next = 1;
	const training = { optimizer: "adam", ...options, every } as const;
	for await (const { iteration } of train(network, planarTask(set), training)) {
		const updates = iteration + 1;
		if (updates < due[next] || updates === iterations) continue;
		snapshot = snapshotOf(network, set, updates, snapshot);
		yield snapshot;
		while (due[next] <= updates) next++;
	}
	if (options.signal?.aborted !== true) yield snapshotOf(network, set, iterations, snapshot);
}
