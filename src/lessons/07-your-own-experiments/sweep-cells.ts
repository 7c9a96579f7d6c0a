import { phrase } from "../../words/phrase.js";
import { median } from "./quantiles.js";
import type { SweepCell } from "./sweep.js";
import type { AdderResult } from "./train-adder.js";

/** A cell of the sweep over α (across) and H (up), and all its runs. */
export interface AdderCell extends SweepCell {
	readonly runs: readonly AdderResult[];
}

/** Runs that differ in α, H and seed, cell by cell: z is the median of when they had learned. */
export function sweepCells(results: readonly AdderResult[]): AdderCell[] {
	const cells = new Map<string, AdderResult[]>();
	for (const result of results) {
		const key = `${result.alpha} ${result.hiddenDim}`;
		cells.set(key, [...(cells.get(key) ?? []), result]);
	}
	return [...cells.values()].map((runs) => {
		const [{ alpha, hiddenDim }] = runs;
		const z = median(runs.map(({ learnedAt }) => learnedAt));
		const learned = phrase`${howMany(runs)} of ${runs.length}`;
		const short = `${howMany(runs)}/${runs.length}`;
		const some = howMany(runs) < runs.length;
		return {
			x: alpha,
			y: hiddenDim,
			z,
			runs,
			text: Number.isFinite(z) ? `${inThousands(z)}${some ? `<br>${short}` : ""}` : short,
			hover: phrase`α = ${alpha}, H = ${hiddenDim}<br>${learned} seeds learned<br>median ${iterationsInWords(z)}`,
		};
	});
}

/**
 * The cell in which most runs have learned; of several such, the one with the smallest median, and of
 * these the first.
 */
export function bestOf(cells: readonly AdderCell[]): AdderCell {
	return cells.reduce((best, cell) => {
		const more = howMany(cell.runs) - howMany(best.runs);
		return more > 0 || (more === 0 && cell.z < best.z) ? cell : best;
	});
}

/** How many of the runs have learned. */
export function howMany(runs: readonly { readonly learnedAt: number }[]): number {
	return runs.filter(({ learnedAt }) => Number.isFinite(learnedAt)).length;
}

/** 1,500 iterations as 1.5k. */
function inThousands(iterations: number): string {
	return `${Number((iterations / 1000).toPrecision(2))}k`;
}

/** A number of iterations, which may be Infinity, as people write it. */
export function iterationsInWords(iterations: number): string {
	return Number.isFinite(iterations) ? Math.round(iterations).toLocaleString("en") : phrase`never`;
}
