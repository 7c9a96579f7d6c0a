import type { Lstm } from "../../lstm.js";
import type { Matrix } from "../../matrix.js";
import type { Rnn } from "../../rnn.js";
import type { Settings } from "./core.js";

/** n rounded up to a multiple of four: rows that the core's loops take without a tail. */
export function padded(n: number): number {
	return (n + 3) & ~3;
}

/**
 * Where a parameter, or some of its rows, lies in the core's memory: element (from + i, j) of the
 * matrix is the number `start + i * rowGap + j * colGap`, for i below `rows`. Counted in numbers,
 * not in bytes.
 */
export interface Placement {
	readonly name: string;
	readonly matrix: Matrix;
	readonly from: number;
	readonly rows: number;
	readonly cols: number;
	readonly start: number;
	readonly rowGap: number;
	readonly colGap: number;
}

/** Where a network's parameters lie, from number `origin` on, and where the blocks of them begin. */
export interface Layout {
	readonly placements: readonly Placement[];
	/** The first number of each block, by its name in assembly/memory.ts. */
	readonly starts: Settings;
	/** How many numbers all of them take, padding included: a multiple of four. */
	readonly size: number;
}

/** The layout of a network's parameters from number `origin` on. */
export function layOut(network: Rnn | Lstm, origin: number): Layout {
	return network.kind === "rnn" ? rnnLayout(network, origin) : lstmLayout(network, origin);
}

/** V, U and W with their rows padded; W transposed, so that its columns are contiguous. */
function rnnLayout(rnn: Rnn, origin: number): Layout {
	const { X, H, Y, V, U, b_h } = rnn;
	const H4 = padded(H);
	const { starts, size } = blocks(origin, {
		V: X * H4,
		U: H * H4,
		b_h: H4,
		W: Y * H4,
		b_y: padded(Y),
	});
	const row = { from: 0, cols: H, rowGap: H4, colGap: 1 };
	const placements = [
		{ name: "V", matrix: V, rows: X, start: starts.V, ...row },
		{ name: "U", matrix: U, rows: H, start: starts.U, ...row },
		{ name: "b_h", matrix: b_h, rows: 1, start: starts.b_h, ...row },
		...outputPlacements(rnn, starts.W, starts.b_y),
	];
	return { placements, starts, size };
}

/**
 * The weights of the four gates side by side, split into those that h meets, W_h, and those that x
 * meets, W_x: one product with four times as many columns makes all gates.
 */
function lstmLayout(lstm: Lstm, origin: number): Layout {
	const { X, H, Y, W_f, W_i, W_o, W_C, b_f, b_i, b_o, b_C } = lstm;
	const H4 = padded(H);
	const { starts, size } = blocks(origin, {
		W_h: H * 4 * H4,
		W_x: X * 4 * H4,
		b: 4 * H4,
		W: Y * H4,
		b_y: padded(Y),
	});
	const gates = [
		{ gate: "f", weights: W_f, bias: b_f },
		{ gate: "i", weights: W_i, bias: b_i },
		{ gate: "o", weights: W_o, bias: b_o },
		// Last, so that the three sigmoids are neighbours.
		{ gate: "C", weights: W_C, bias: b_C },
	];
	const placements = gates.flatMap(({ gate, weights, bias }, k) => {
		const at = k * H4;
		const row = { cols: H, rowGap: 4 * H4, colGap: 1 };
		return [
			{ name: `W_${gate}`, matrix: weights, from: 0, rows: H, start: starts.W_h + at, ...row },
			{ name: `W_${gate}`, matrix: weights, from: H, rows: X, start: starts.W_x + at, ...row },
			{ name: `b_${gate}`, matrix: bias, from: 0, rows: 1, start: starts.b + at, ...row },
		];
	});
	return {
		placements: [...placements, ...outputPlacements(lstm, starts.W, starts.b_y)],
		starts,
		size,
	};
}

function outputPlacements({ H, Y, W, b_y }: Rnn | Lstm, atW: number, at_b: number): Placement[] {
	const column = { from: 0, cols: Y, rowGap: 1, colGap: padded(H) };
	return [
		{ name: "W", matrix: W, rows: H, start: atW, ...column },
		{ name: "b_y", matrix: b_y, from: 0, rows: 1, cols: Y, start: at_b, rowGap: Y, colGap: 1 },
	];
}

/** Blocks of these sizes one after another, from `origin` on. */
export function blocks<Name extends string>(origin: number, sizes: Record<Name, number>) {
	const starts = {} as Record<Name, number>;
	let next = origin;
	for (const name in sizes) {
		starts[name] = next;
		next += padded(sizes[name]);
	}
	return { starts, size: next - origin };
}

/** Writes a parameter's numbers into the core's memory. */
export function store(numbers: Float64Array, { matrix, ...place }: Placement): void {
	const { from, rows, cols, start, rowGap, colGap } = place;
	for (let i = 0, k = from * cols; i < rows; i++) {
		for (let j = 0; j < cols; j++, k++) numbers[start + i * rowGap + j * colGap] = matrix.data[k];
	}
}

/** Reads numbers of a parameter's shape from `shift` numbers past its place, into `target`. */
export function load(
	numbers: Float64Array,
	{ matrix, ...place }: Placement,
	target: Matrix = matrix,
	shift = 0,
): void {
	const { from, rows, cols, rowGap, colGap } = place;
	const start = place.start + shift;
	for (let i = 0, k = from * cols; i < rows; i++) {
		for (let j = 0; j < cols; j++, k++) target.data[k] = numbers[start + i * rowGap + j * colGap];
	}
}
