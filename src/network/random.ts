import { inWords, wholeNumber } from "./validation.js";

const N = 624;
const M = 397;
const UPPER = 0x80000000;
const LOWER = 0x7fffffff;

/**
 * A seeded generator with the numbers of NumPy's `np.random.seed(seed)`: the Mersenne Twister MT19937
 * (Matsumoto and Nishimura 1998) with `random`, `randint` and `randn` as NumPy's RandomState has them.
 * NumPy has frozen that stream, so a seed means the same numbers for good, on any machine.
 */
export class Random {
	readonly #state = new Uint32Array(N);
	#next = N;
	#spareNormal: number | undefined;

	/** `seed` is a whole number from 0 to 2³² − 1. Throws a RangeError otherwise. */
	constructor(seed: number) {
		wholeNumber("seed", seed, 0, 2 ** 32 - 1);
		const state = this.#state;
		state[0] = seed;
		for (let k = 1; k < N; k++) {
			const previous = state[k - 1] ^ (state[k - 1] >>> 30);
			state[k] = Math.imul(1812433253, previous) + k;
		}
	}

	/** A number from [0, 1), with all 53 bits that a double has there: `np.random.random()`. */
	random(): number {
		const high = this.#word() >>> 5;
		const low = this.#word() >>> 6;
		return (high * 2 ** 26 + low) / 2 ** 53;
	}

	/** A number from [low, high), drawn as low + (high − low) · random(). */
	uniform(low: number, high: number): number {
		return low + (high - low) * this.random();
	}

	/**
	 * A whole number from 0 to high − 1, each equally likely: `np.random.randint(high)`. `high` is a
	 * whole number from 1 to 2⁵³. NumPy masks the draw down to the bits that high − 1 has, and draws
	 * again while the result is too large. It takes one 32-bit word where that is enough, else two.
	 */
	randint(high: number): number {
		const largest = wholeNumber("high", high, 1, 2 ** 53) - 1;
		if (largest === 0) return 0;
		const highWord = Math.floor(largest / 2 ** 32);
		const mask = bitMask(highWord > 0 ? highWord : largest);
		for (;;) {
			let draw = (this.#word() & mask) >>> 0;
			if (highWord > 0) draw = draw * 2 ** 32 + this.#word();
			if (draw <= largest) return draw;
		}
	}

	/** A number from the normal distribution with mean 0 and variance 1: `np.random.randn()`. */
	normal(): number {
		if (this.#spareNormal !== undefined) {
			const spare = this.#spareNormal;
			this.#spareNormal = undefined;
			return spare;
		}
		// Marsaglia's polar method makes two at a time from a point inside the unit circle.
		for (;;) {
			const x = 2 * this.random() - 1;
			const y = 2 * this.random() - 1;
			const r2 = x * x + y * y;
			if (r2 >= 1 || r2 === 0) continue;
			const factor = Math.sqrt((-2 * Math.log(r2)) / r2);
			this.#spareNormal = factor * x;
			return factor * y;
		}
	}

	/** What it holds: by this the kernel sees that a cell has drawn from it. */
	[Symbol.for("Jupyter.contents")](): readonly unknown[] {
		return [this.#state, this.#next, this.#spareNormal];
	}

	/** The next 32 bits. */
	#word(): number {
		if (this.#next === N) this.#twist();
		let y = this.#state[this.#next++];
		y ^= y >>> 11;
		y ^= (y << 7) & 0x9d2c5680;
		y ^= (y << 15) & 0xefc60000;
		return (y ^ (y >>> 18)) >>> 0;
	}

	/** Moves all 624 words on. */
	#twist(): void {
		const state = this.#state;
		for (let k = 0; k < N; k++) {
			const y = (state[k] & UPPER) | (state[(k + 1) % N] & LOWER);
			state[k] = state[(k + M) % N] ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
		}
		this.#next = 0;
	}
}

/** The smallest 2ⁿ − 1 that is not below `largest`, a whole number from 1 to 2³² − 1. */
function bitMask(largest: number): number {
	return 0xffffffff >>> Math.clz32(largest);
}

/** `value`, if it can draw numbers as a Random does. Throws a TypeError otherwise. */
export function requireRandom(value: unknown): Random {
	const draws = value as Partial<Random> | null | undefined;
	if (typeof draws?.random === "function" && typeof draws.randint === "function") {
		return draws as Random;
	}
	throw new TypeError(`random must be a Random, such as new Random(0) (got ${inWords(value)})`);
}
