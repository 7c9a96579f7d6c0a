import { Matrix } from "../network/matrix.js";
import { type Random, requireRandom } from "../network/random.js";
import type { Example, Task } from "../network/task.js";
import { numberBetween, oneOf, wholeNumber } from "../network/validation.js";

/** Points of the plane, each in one of two sets. */
export interface PlanarSet extends Example {
	/** N × 2: the points, with coordinates from about −1 to 1. */
	readonly x: Matrix;
	/** N × 1: the set of each, 0 or 1. */
	readonly d: Matrix;
}

/**
 * - "core": a disc, and a ring around it. No line parts them, and no bending of the plane that keeps
 *   its points apart and in order does: it takes a third dimension.
 * - "rings": two rings with a common centre, wide and narrow.
 * - "spirals": two arms, wound into each other. A plane can be unwound.
 */
export type PlanarSetName = "core" | "rings" | "spirals";

export interface PlanarSetOptions {
	/** How many points, 2 to 10,000, half of them in each set. Default: 200. */
	readonly count?: number;
	/** Standard deviation of what is added to each coordinate, 0 to 1. Default: 0.03. */
	readonly noise?: number;
	readonly random: Random;
}

/** The points of one of these sets, first those of set 0 and then those of set 1. */
export function planarSet(name: PlanarSetName, options: PlanarSetOptions): PlanarSet {
	oneOf("name", name, ["core", "rings", "spirals"]);
	const count = wholeNumber("count", options.count ?? 200, 2, 10_000);
	const noise = numberBetween("noise", options.noise ?? 0.03, 0, 1);
	const random = requireRandom(options.random);
	const x = new Matrix(count, 2);
	const d = new Matrix(count, 1);
	const half = Math.ceil(count / 2);
	for (let n = 0; n < count; n++) {
		const set = n < half ? 0 : 1;
		const [radius, angle] = polar(name, set, random);
		x.data[2 * n] = radius * Math.cos(angle) + noise * random.normal();
		x.data[2 * n + 1] = radius * Math.sin(angle) + noise * random.normal();
		d.data[n] = set;
	}
	return { x, d };
}

/** A point of the set before noise: its distance from the centre and its angle in radians. */
function polar(name: PlanarSetName, set: 0 | 1, random: Random): [number, number] {
	const angle = random.uniform(0, 2 * Math.PI);
	switch (name) {
		case "core":
			// The square root spreads the core's points evenly over its area.
			return [set === 0 ? 0.4 * Math.sqrt(random.random()) : random.uniform(0.8, 1), angle];
		case "rings":
			return [set === 0 ? 0.45 : 0.9, angle];
		case "spirals": {
			const along = angle / (2 * Math.PI);
			return [0.1 + 0.85 * along, 1.5 * angle + set * Math.PI];
		}
	}
}

/** The set as a task: every example is all of its points, so that an update is one for all of them. */
export function planarTask(set: PlanarSet): Task<PlanarSet> {
	return { inputDim: 2, outputDim: 1, draw: () => set };
}
