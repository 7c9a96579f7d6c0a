import { short } from "./table.js";

/** How long a training step takes, side by side. */
export interface Measurement {
	readonly model: "rnn" | "lstm";
	readonly H: number;
	readonly T: number;
	/** Median microseconds an iteration, by the peer's name. */
	readonly time: Readonly<Record<string, number>>;
}

/**
 * What was to be reached: a row each, with the ratio of two times that is furthest from it and whether
 * it holds.
 *
 * @param goldenRun microseconds an iteration of the golden run on SIMD, draws and reports included
 */
export function targets(measurements: readonly Measurement[], goldenRun: number): string[][] {
	const isAdder = ({ model, T }: Measurement) => model === "rnn" && T === 8;
	const isSmallAdder = (each: Measurement) => isAdder(each) && each.H === 16;
	const isRnn = ({ model }: Measurement) => model === "rnn";
	const isLstm = (size: number) => (each: Measurement) =>
		each.model === "lstm" && each.T === 32 && each.H === size;
	const ratios = (a: string, b: string, where: (each: Measurement) => boolean) =>
		measurements
			.filter(where)
			.map(({ time }) => time[a] / time[b])
			.filter(Number.isFinite);
	const numpySteps = measurements.find(isSmallAdder)?.time.NumPy;
	return [
		atMost(2.5, "RNN adder: SIMD / C++, the largest over H", ratios("SIMD", "C++", isAdder)),
		...["NumPy", "NumPy tuned"].flatMap((numpy) => [
			atLeast(1, `RNN: ${numpy} / SIMD, the smallest`, ratios(numpy, "SIMD", isRnn)),
			atLeast(50, `RNN adder, H = 16: ${numpy} / SIMD`, ratios(numpy, "SIMD", isSmallAdder)),
			atLeast(12, `RNN adder, H = 16: ${numpy} / plain`, ratios(numpy, "plain", isSmallAdder)),
		]),
		atLeast(
			20,
			"The golden run: NumPy's steps / SIMD's run",
			numpySteps === undefined ? [] : [numpySteps / goldenRun],
		),
		atLeast(10, "LSTM, H = 16, T = 32: PyTorch / SIMD", ratios("PyTorch", "SIMD", isLstm(16))),
		atLeast(1, "LSTM, H = 128, T = 32: PyTorch / SIMD", ratios("PyTorch", "SIMD", isLstm(128))),
	];
}

function atLeast(bound: number, what: string, ratios: readonly number[]): string[] {
	return row(`${what} (at least ${bound})`, Math.min(...ratios), (ratio) => ratio >= bound);
}

function atMost(bound: number, what: string, ratios: readonly number[]): string[] {
	return row(`${what} (at most ${bound})`, Math.max(...ratios), (ratio) => ratio <= bound);
}

function row(what: string, ratio: number, holds: (ratio: number) => boolean): string[] {
	if (!Number.isFinite(ratio)) return [what, "–", "not measured"];
	return [what, short(ratio), holds(ratio) ? "yes" : "NO"];
}
