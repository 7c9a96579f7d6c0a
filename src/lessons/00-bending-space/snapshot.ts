import type { Point } from "../../figures/drawing.js";
import { Feedforward } from "../../network/feedforward.js";
import { dot, Matrix } from "../../network/matrix.js";
import type { PlanarSet } from "../../tasks/planar-sets.js";
import { phrase } from "../../words/phrase.js";
import type { Plane, Snapshot } from "./bending.js";
import { boundaryOf, widestAlong } from "./decision-boundary.js";
import { planarGrid } from "./planar-grid.js";
import { shareRight } from "./planar-training.js";
import { pointsOf } from "./two-sets.js";

const extent = 1.2;
const grid = planarGrid({ lines: 9, steps: 21, extent });
/** As many points of the plane, both ways, have y as their colour. */
const side = 32;
const square = squareOf(side);

/** The plane before it is bent: what the picture needs besides the snapshots. */
export function plane(network: Feedforward, { x, d }: PlanarSet): Plane {
	const H = hiddenUnits(network);
	const axes = [
		["h<sub>1</sub>", phrase`(no second unit)`],
		["h<sub>1</sub>", "h<sub>2</sub>"],
		[phrase`across the cut`, phrase`along the cut`],
	] as const;
	return {
		points: pointsOf(x),
		sets: d.data,
		lines: linesOf(pointsOf(grid.points)),
		// The upright lines come first, and there is an odd number of them.
		followed: { line: (grid.lines - 1) / 2, name: phrase`the line x<sub>1</sub> = 0` },
		extent,
		axes: axes[Math.min(H, 3) - 1],
		equal: H <= 2,
	};
}

/** A snapshot, and what the next one has to know of it. */
export interface PlanarSnapshot extends Snapshot {
	/** The direction along the cut that is drawn, where the layer is wider than two units. */
	readonly along: Float64Array;
}

/**
 * What the network makes of the plane as it is now. A hidden layer of one or two units is shown
 * as it is. Of a wider one we see two directions: straight across the cut, and, within the cut,
 * the one in which the points lie furthest apart.
 *
 * @param before a moment ago, so that the second direction does not flip over
 */
export function snapshotOf(
	network: Feedforward,
	set: PlanarSet,
	iteration: number,
	before?: PlanarSnapshot,
): PlanarSnapshot {
	const H = hiddenUnits(network);
	const image = Feedforward.hiddenImage(network, set.x);
	const { n, c } = boundaryOf(network);
	const from = before?.along ?? new Float64Array(H).fill(1);
	const along = H > 2 ? widestAlong(image, n, from) : from;
	const seen = (h: Float64Array): Point =>
		H > 2 ? [dot(h, n) - c, dot(h, along)] : [h[0], H === 2 ? h[1] : 0];
	const y = Feedforward.forward(network, square).y.data;
	return {
		iteration,
		right: shareRight(network, set),
		y: Array.from({ length: side }, (_, k) => y.subarray(k * side, (k + 1) * side)),
		lines: linesOf(rowsOf(Feedforward.hiddenImage(network, grid.points)).map(seen)),
		points: rowsOf(image).map(seen),
		cut: H > 2 ? { n: [1, 0], c: 0 } : { n: [n[0], H === 2 ? n[1] : 0], c },
		along,
	};
}

/** Where the hidden layer takes the grid, all its units: a list of lines. */
export function hiddenGrid(network: Feedforward): Float64Array[][] {
	return linesOf(rowsOf(Feedforward.hiddenImage(network, grid.points)));
}

function hiddenUnits({ layers: [{ b }] }: Feedforward): number {
	return b.cols;
}

function rowsOf(matrix: Matrix): Float64Array[] {
	return Array.from({ length: matrix.rows }, (_, n) => matrix.row(n));
}

/** Points of the grid, line by line. */
function linesOf<P>(points: readonly P[]): P[][] {
	const { steps } = grid;
	return Array.from({ length: points.length / steps }, (_, line) =>
		points.slice(line * steps, (line + 1) * steps),
	);
}

/** size × size points of the square, row by row from below. */
function squareOf(size: number): Matrix {
	const points = new Matrix(size * size, 2);
	const along = (k: number) => extent * ((2 * k) / (size - 1) - 1);
	for (let k = 0; k < size * size; k++) {
		points.row(k).set([along(k % size), along(Math.floor(k / size))]);
	}
	return points;
}
