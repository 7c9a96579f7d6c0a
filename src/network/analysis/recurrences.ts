import { Matrix } from "../matrix.js";
import { numberBetween } from "../validation.js";

/** U as a delay line: each unit hands its value to the next one, and the last one drops it. */
export function delayLine(H: number): Matrix {
	return filled(H, (i, j) => (j === i + 1 ? 1 : 0));
}

/** U that keeps the share `keep` of every unit, each by itself. */
export function fading(H: number, keep: number): Matrix {
	numberBetween("keep", keep, 0, 1000);
	return filled(H, (i, j) => (i === j ? keep : 0));
}

/**
 * U that turns units 0 and 1, 2 and 3, … by `angle` (in radians) a step and changes no length.
 * With an odd H, the last unit stays as it is.
 */
export function turning(H: number, angle: number): Matrix {
	const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
	return filled(H, (i, j) => {
		if (i === j) return i === H - 1 && H % 2 === 1 ? 1 : cos;
		if (Math.floor(i / 2) !== Math.floor(j / 2)) return 0;
		return j > i ? sin : -sin;
	});
}

function filled(H: number, at: (i: number, j: number) => number): Matrix {
	return new Matrix(
		H,
		H,
		Float64Array.from({ length: H * H }, (_, k) => at(Math.floor(k / H), k % H)),
	);
}
