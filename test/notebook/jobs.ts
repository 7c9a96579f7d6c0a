/** Jobs for the tests of `inParallel`. */
import * as commonJs from "esbuild";

export const square = (x: number): number => x * x;

export async function later({ value, delay }: { value: number; delay: number }): Promise<number> {
	await new Promise((resolve) => setTimeout(resolve, delay));
	return value;
}

export function notSeven(x: number): number {
	if (x === 7) throw new RangeError("x must not be 7");
	return x;
}

export function endless(x: number): number {
	while (x > 0);
	return x;
}

export function exits(x: number): number {
	if (x === 1) process.exit();
	return x;
}

/** Ends only when `together` jobs are under way at the same time. */
export function meets({ here, together }: { here: Int32Array; together: number }): number {
	Atomics.add(here, 0, 1);
	Atomics.notify(here, 0);
	for (let count = Atomics.load(here, 0); count < together; count = Atomics.load(here, 0)) {
		Atomics.wait(here, 0, count);
	}
	return together;
}

export const functionOf =
	(x: number): unknown =>
	() =>
		x;

const ready = await Promise.resolve("ready");

/** Of a file that awaits at its top level, and a package of CommonJS that requires Node's modules. */
export const withPackages = (x: number): string => `${ready} ${typeof commonJs.build} ${x}`;
