import type { Attributes } from "./figure.js";

/** A few whole numbers have a tick each: half a layer, or half a hidden unit, does not exist. */
export function wholeTicks(values: readonly (number | string)[]): { dtick?: 1 } {
	const numbers = values.filter((value): value is number => Number.isInteger(value));
	if (numbers.length < values.length || numbers.length === 0) return {};
	const greatest = numbers.reduce((a, b) => Math.max(a, b));
	const least = numbers.reduce((a, b) => Math.min(a, b));
	return greatest - least <= 6 ? { dtick: 1 } : {};
}

/** Plain numbers where a few decades are shown, 0.1, 0.2, 0.5, 1, and powers of ten beyond. */
export function logTicks(least: number, greatest: number): Attributes {
	const [from, to] = [Math.floor(Math.log10(least)), Math.ceil(Math.log10(greatest))];
	// Plotly sets powers a quarter larger than other numbers.
	const powers = { exponentformat: "power", nticks: 5, tickfont: { size: 11 } };
	if (Math.log10(greatest / least) > 3.2 || from < -3 || to > 4) return powers;
	const decades = Array.from({ length: to - from + 1 }, (_, k) => from + k);
	const values = decades.flatMap((decade) => [1, 2, 5].map((n) => Number(`${n}e${decade}`)));
	return { tickvals: values, ticktext: values.map(String) };
}

/**
 * How far from its value the `index`th of `count` points stands, `distance` from its neighbours:
 * side by side, equal values do not hide each other.
 */
export function aside(index: number, count: number, distance: number): number {
	return (index - (count - 1) / 2) * distance;
}
