import { dot, isMatrix, type Matrix, norm, product, scaled, transposed } from "../matrix.js";
import { inWords, numberBetween } from "../validation.js";

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

/**
 * M with its rows made orthogonal and of length 1, one after the other (Gram and Schmidt): then x M
 * is as long as x, for every row x. Throws a RangeError where the rows of M are not independent.
 */
export function orthogonalized(M: Matrix): Matrix {
	requireSquare(M);
	const Q = M.clone();
	for (let i = 0; i < Q.rows; i++) {
		const q = Q.row(i);
		for (let k = 0; k < i; k++) takeAway(q, Q.row(k));
		const size = norm(q);
		if (!(size > 1e-12 * norm(M.row(i)))) {
			throw new RangeError(`M must have independent rows (row ${i} is made of those above it)`);
		}
		for (let j = 0; j < q.length; j++) q[j] /= size;
	}
	return Q;
}

/** x minus its share along `unit`, a row of length 1. In place. */
function takeAway(x: Float64Array, unit: Float64Array): void {
	const share = dot(x, unit);
	for (let j = 0; j < x.length; j++) x[j] -= share * unit[j];
}

function requireSquare(M: Matrix): void {
	if (isMatrix(M) && M.rows === M.cols && M.rows > 0) return;
	const got = isMatrix(M) ? `${M.rows} × ${M.cols}` : inWords(M);
	throw new RangeError(`M must be a square matrix (got ${got})`);
}
