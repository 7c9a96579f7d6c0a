import { Matrix } from "../../network/matrix.js";
import { numberBetween, wholeNumber } from "../../network/validation.js";

/** The lines of a grid over the square from −extent to extent, to see a layer bend them. */
export interface Grid {
	/** (2 · lines) × steps points, 2 columns: line after line, the upright ones first. */
	readonly points: Matrix;
	readonly lines: number;
	/** How many points each line has. */
	readonly steps: number;
}

/** A grid of `lines` upright and `lines` level lines of `steps` points each. */
export function planarGrid({
	lines = 21,
	steps = 61,
	extent = 1.2,
}: {
	readonly lines?: number;
	readonly steps?: number;
	readonly extent?: number;
} = {}): Grid {
	wholeNumber("lines", lines, 2, 1000);
	wholeNumber("steps", steps, 2, 1000);
	numberBetween("extent", extent, 0.001, 1000);
	const points = new Matrix(2 * lines * steps, 2);
	const along = (k: number, count: number) => extent * ((2 * k) / (count - 1) - 1);
	for (let line = 0; line < lines; line++) {
		for (let step = 0; step < steps; step++) {
			const across = along(line, lines);
			const run = along(step, steps);
			points.row(line * steps + step).set([across, run]);
			points.row((lines + line) * steps + step).set([run, across]);
		}
	}
	return { points, lines, steps };
}
