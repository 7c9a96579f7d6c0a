import { addProduct, Matrix } from "./matrix.js";
import { numberBetween, show } from "./validation.js";

/** M^k with k = 2⁴⁵: what ‖M^k‖^{1/k} then still lacks is below a double's last digits. */
const SQUARINGS = 45;

/**
 * The spectral radius ρ(M): the size of M's largest eigenvalue. In the long run, a row that is
 * multiplied by M again and again grows or shrinks by this factor a time.
 *
 * By Gelfand's formula, ρ(M) = lim ‖M^k‖^{1/k}, with k doubled by squaring. That needs no
 * eigenvalues, and is safe where they are complex or equal. Throws a RangeError unless M is square.
 */
export function spectralRadius(M: Matrix): number {
	requireSquare(M);
	let power = M;
	let logarithm = 0;
	for (let k = 0; k < SQUARINGS; k++) {
		const size = norm(power.data);
		if (size === 0) return 0;
		logarithm += Math.log(size) / 2 ** k;
		const unit = scaled(power, 1 / size);
		power = product(unit, unit);
	}
	return Math.exp(logarithm);
}

/** The spectral norm σ(M): how much longer M can make a row at most, in a single multiplication. */
export function spectralNorm(M: Matrix): number {
	return Math.sqrt(spectralRadius(product(transposed(M), M)));
}

/**
 * M times the factor that gives it the spectral radius `rho`, a number from 0 to 1,000.
 * Throws a RangeError where ρ(M) is 0, which no factor changes.
 */
export function withSpectralRadius(M: Matrix, rho: number): Matrix {
	numberBetween("rho", rho, 0, 1000);
	const now = spectralRadius(M);
	if (now === 0) throw new RangeError("M must have a spectral radius above 0 (got 0)");
	return scaled(M, rho / now);
}

/** A B. Throws a RangeError where A has not as many columns as B has rows. */
export function product(A: Matrix, B: Matrix): Matrix {
	if (A.cols !== B.rows) {
		throw new RangeError(`B must have ${A.cols} rows, as A has columns (got ${B.rows})`);
	}
	const AB = new Matrix(A.rows, B.cols);
	for (let i = 0; i < A.rows; i++) addProduct(AB.row(i), A.row(i), B);
	return AB;
}

/** Mᵀ. */
export function transposed(M: Matrix): Matrix {
	const turned = new Matrix(M.cols, M.rows);
	for (let i = 0; i < M.rows; i++) {
		for (let j = 0; j < M.cols; j++) turned.data[j * M.rows + i] = M.at(i, j);
	}
	return turned;
}

/** factor · M. */
export function scaled(M: Matrix, factor: number): Matrix {
	return new Matrix(
		M.rows,
		M.cols,
		M.data.map((value) => factor * value),
	);
}

/** ‖v‖: the root of the sum of squares. */
export function norm(v: ArrayLike<number>): number {
	return Math.hypot(...Array.from(v));
}

function requireSquare(M: Matrix): void {
	if (M instanceof Matrix && M.rows === M.cols && M.rows > 0) return;
	const got = M instanceof Matrix ? `${M.rows} × ${M.cols}` : show(M);
	throw new RangeError(`M must be a square matrix (got ${got})`);
}
