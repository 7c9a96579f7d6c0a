import { isMatrix, type Matrix, type Rows, requireFinite, requireSequence } from "./matrix.js";
import type { Random } from "./random.js";
import { inWords } from "./validation.js";

/** What a network should say. */
export interface Targets {
	/** T × Y. */
	readonly d: Matrix;
	/** m^t, T numbers: how much step t counts in E. Absent: 1 everywhere. */
	readonly mask?: Float64Array;
}

/** One sequence, and what the network should say to it. */
export interface Example extends Targets {
	/** T × X. */
	readonly x: Matrix;
}

/** The same as functions take it from a reader's hand: matrices, or their rows as plain arrays. */
export interface ExampleRows {
	readonly x: Rows;
	readonly d: Rows;
	readonly mask?: ArrayLike<number>;
}

/** Something to learn: examples without end. */
export interface Task<E extends Example = Example> {
	/** X and Y. */
	readonly inputDim: number;
	readonly outputDim: number;
	/** The next example. */
	draw(random: Random): E;
}

/** The targets of T steps, checked. Throws a RangeError on a wrong shape or number. */
export function toTargets(
	d: Rows,
	mask: ArrayLike<number> | undefined,
	Y: number,
	T: number,
): Targets {
	const target = requireSequence("d", d, Y, T);
	if (mask === undefined) return { d: target };
	requireMask("mask", mask, T);
	return { d: target, mask: Float64Array.from(mask) };
}

/** Throws a RangeError on an example of a wrong shape, or with a number that is not finite. */
export function requireExample(example: Example, X: number, Y: number): void {
	const { x, d, mask } = example ?? {};
	if (!isMatrix(x) || !isMatrix(d)) {
		throw new TypeError(`the task must draw { x, d }, two matrices (got ${inWords(example)})`);
	}
	if (x.rows === 0 || x.cols !== X || d.rows !== x.rows || d.cols !== Y) {
		const got = `x ${x.rows} × ${x.cols} and d ${d.rows} × ${d.cols}`;
		throw new RangeError(
			`the example's x must be T × ${X} and its d T × ${Y}, with T ≥ 1 (got ${got})`,
		);
	}
	requireFinite(x, "the example's x");
	requireFinite(d, "the example's d");
	if (mask !== undefined) requireMask("the example's mask", mask, x.rows);
}

/** Throws a RangeError unless the mask holds T finite numbers. */
function requireMask(name: string, mask: ArrayLike<number>, T: number): void {
	if (mask?.length !== T) {
		throw new RangeError(`${name} must hold ${T} numbers (got ${mask?.length ?? inWords(mask)})`);
	}
	for (let t = 0; t < T; t++) {
		if (Number.isFinite(mask[t])) continue;
		throw new RangeError(`${name}[${t}] must be a finite number (got ${mask[t]})`);
	}
}
