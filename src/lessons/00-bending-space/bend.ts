import {
	createFeedforward,
	type Feedforward,
	feedForward,
	hiddenImage,
} from "../../network/feedforward.js";
import { Matrix } from "../../network/matrix.js";
import { Random } from "../../network/random.js";
import { type TrainOptions, train } from "../../network/training.js";
import { wholeNumber } from "../../network/validation.js";
import {
	type PlanarSet,
	type PlanarSetName,
	planarGrid,
	planarSet,
	planarTask,
} from "../../tasks/planar-sets.js";
import type { Bend, Unbent } from "./bending.js";
import { alongCut, cutOf, dot } from "./decision-boundary.js";
import { type Place, placesOf } from "./two-sets.js";

const extent = 1.2;
const cells = 32;
const grid = planarGrid({ lines: 9, steps: 21, extent });
const square = squareOf(cells);

/** What the picture needs besides the moments of training: the plane before it is bent. */
export function unbent(network: Feedforward, { x, d }: PlanarSet): Unbent {
	const H = network.layers[0].b.cols;
	return {
		points: placesOf(x),
		sets: d.data,
		lines: linesOf(placesOf(grid.points)),
		// The upright lines come first, and there is an odd number of them.
		followed: { line: (grid.lines - 1) / 2, name: "the line x<sub>1</sub> = 0" },
		extent,
		axes:
			H === 1
				? ["h<sub>1</sub>", "(no second unit)"]
				: H === 2
					? ["h<sub>1</sub>", "h<sub>2</sub>"]
					: ["across the cut", "along the cut"],
		equal: H <= 2,
	};
}

/**
 * Trains a network with one hidden layer on the points, all of them at every update, and yields
 * what it makes of the plane at up to `moments` moments: close together at first, when most
 * happens, and the last one after the last update.
 */
export async function* bend(
	network: Feedforward,
	set: PlanarSet,
	options: TrainOptions & { readonly iterations: number; readonly moments?: number },
): AsyncGenerator<Bend, void, undefined> {
	const { iterations, moments = 16 } = options;
	wholeNumber("moments", moments, 2, 200);
	const every = Math.max(1, Math.floor(iterations / 400));
	const look = viewer(network, set);
	yield look(0);
	let seen = 1;
	for await (const { iteration } of train(network, planarTask(set), {
		optimizer: "adam",
		...options,
		every,
	})) {
		const updates = iteration + 1;
		if (updates === iterations || updates < iterations * (seen / (moments - 1)) ** 2) continue;
		yield look(updates);
		while (updates >= iterations * (seen / (moments - 1)) ** 2) seen++;
	}
	if (options.signal?.aborted !== true) yield look(iterations);
}

/**
 * A function that looks at the network as it is now. A hidden layer of one or two units is shown
 * as it is. Of a wider one we see two directions: straight across the cut, and, within the cut,
 * the one in which the points lie furthest apart.
 */
export function viewer(network: Feedforward, set: PlanarSet): (iteration: number) => Bend {
	const H = network.layers[0].b.cols;
	let along: Float64Array = new Float64Array(H).fill(1);
	return (iteration) => {
		const image = hiddenImage(network, set.x);
		const { n, c } = cutOf(network);
		if (H > 2) along = alongCut(image, n, along);
		const place = (h: Float64Array): Place =>
			H > 2 ? [dot(h, n) - c, dot(h, along)] : [h[0], H === 2 ? h[1] : 0];
		const y = feedForward(network, square).y.data;
		return {
			iteration,
			right: shareRight(network, set),
			y: Array.from({ length: cells }, (_, k) => y.subarray(k * cells, (k + 1) * cells)),
			lines: linesOf(rows(hiddenImage(network, grid.points)).map(place)),
			points: rows(image).map(place),
			cut: H > 2 ? { n: [1, 0], c: 0 } : { n: [n[0], H === 2 ? n[1] : 0], c },
		};
	};
}

export interface PlanarTraining {
	readonly set: PlanarSetName;
	/** Sizes from the input to the output: [2, 1] is a straight cut, [2, H, 1] has a hidden layer. */
	readonly dims: readonly number[];
	readonly count: number;
	readonly noise: number;
	readonly seed: number;
	readonly alpha: number;
	readonly iterations: number;
	readonly signal?: AbortSignal;
}

/** Draws a set and a network with one seed, trains it to the end, and says how many it gets right. */
export async function trained(options: PlanarTraining): Promise<{
	readonly network: Feedforward;
	readonly points: PlanarSet;
	readonly right: number;
}> {
	const { set, dims, count, noise, seed, alpha, iterations, signal } = options;
	const random = new Random(seed);
	const points = planarSet(set, { count, noise, random });
	const network = createFeedforward({ dims, random });
	const reports = train(network, planarTask(points), {
		optimizer: "adam",
		alpha,
		iterations,
		random,
		...(signal && { signal }),
	});
	for await (const _ of reports);
	return { network, points, right: shareRight(network, points) };
}

/** One training for each width of the hidden layer and each seed from `seed` on. */
export async function* byWidth(
	options: Omit<PlanarTraining, "dims"> & {
		readonly widths: readonly number[];
		readonly seeds: number;
	},
): AsyncGenerator<{ width: number; seed: number; right: number }, void, undefined> {
	const { widths, seeds, seed: first, signal } = options;
	for (const width of widths) {
		for (let seed = first; seed < first + seeds; seed++) {
			const { right } = await trained({ ...options, dims: [2, width, 1], seed });
			if (signal?.aborted) return;
			yield { width, seed, right };
		}
	}
}

/** The share of the points for which y is on the side of d, from 0 to 1. */
export function shareRight(network: Feedforward, { x, d }: PlanarSet): number {
	const y = feedForward(network, x).y.data;
	return y.filter((y_n, n) => (y_n > 0.5 ? 1 : 0) === d.data[n]).length / x.rows;
}

function rows(matrix: Matrix): Float64Array[] {
	return Array.from({ length: matrix.rows }, (_, k) => matrix.row(k));
}

/** Where the first hidden layer takes the grid, all its units: a list of lines. */
export function hiddenGrid(network: Feedforward): Float64Array[][] {
	return linesOf(rows(hiddenImage(network, grid.points)));
}

function linesOf<Point>(places: readonly Point[]): Point[][] {
	const { steps } = grid;
	return Array.from({ length: places.length / steps }, (_, k) =>
		places.slice(k * steps, (k + 1) * steps),
	);
}

/** size × size points of the square, row by row from below. */
function squareOf(size: number): Matrix {
	const points = new Matrix(size * size, 2);
	const at = (k: number) => extent * ((2 * k) / (size - 1) - 1);
	for (let k = 0; k < size * size; k++) {
		points.row(k).set([at(k % size), at(Math.floor(k / size))]);
	}
	return points;
}
