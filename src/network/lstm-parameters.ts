import type { Matrix } from "./matrix.js";
import type { Sizes } from "./sizes.js";

/** The sizes of all that an LSTM learns, by name. Matrices are drawn in this order. */
function parameterSizes(X: number, H: number, Y: number) {
	return {
		/** For the rows [h_{t−1}, x_t]: what to forget, what to write, the candidate, what to show. */
		W_f: [H + X, H],
		W_i: [H + X, H],
		W_C: [H + X, H],
		W_o: [H + X, H],
		b_f: [1, H],
		b_i: [1, H],
		b_C: [1, H],
		b_o: [1, H],
		/** The output layer. */
		W: [H, Y],
		b_y: [1, Y],
	} as const;
}

export type LstmParameterName = keyof ReturnType<typeof parameterSizes>;

const parameterNames = Object.keys(parameterSizes(1, 1, 1)) as LstmParameterName[];

/** What an LSTM learns: W_f, W_i, W_C, W_o, (H + X) × H; b_f, b_i, b_C, b_o; W, H × Y; and b_y. */
export type LstmParameters = Readonly<Record<LstmParameterName, Matrix>>;

/** A matrix for each parameter, as `make` makes it from its name and size. */
export function eachParameter(
	{ X, H, Y }: Sizes,
	make: (name: LstmParameterName, rows: number, cols: number) => Matrix,
): LstmParameters {
	const sizes = parameterSizes(X, H, Y);
	const entries = parameterNames.map((name) => [name, make(name, sizes[name][0], sizes[name][1])]);
	return Object.fromEntries(entries) as LstmParameters;
}
