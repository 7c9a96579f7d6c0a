import { wholeNumber } from "./validation.js";

/** The sizes of a recurrent network: of x^t, of what it remembers, and of y^t. */
export interface Sizes {
	readonly X: number;
	readonly H: number;
	readonly Y: number;
}

/** The same as options. */
export interface SizeOptions {
	/** X, 1 to 1024. */
	readonly inputDim: number;
	/** H, 1 to 1024. */
	readonly hiddenDim: number;
	/** Y, 1 to 1024. */
	readonly outputDim: number;
}

/** The sizes, checked. Throws a RangeError that names the option at fault. */
export function requireSizes({ inputDim, hiddenDim, outputDim }: SizeOptions): Sizes {
	return {
		X: wholeNumber("inputDim", inputDim, 1, 1024),
		H: wholeNumber("hiddenDim", hiddenDim, 1, 1024),
		Y: wholeNumber("outputDim", outputDim, 1, 1024),
	};
}
