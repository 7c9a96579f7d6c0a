import { phrase } from "../words/phrase.js";

/** A column's heading as a reader sees it: where a cell names it by a plain English name, in words. */
export function heading(name: string): string {
	return words()[name] ?? name;
}

/** The names that the lessons' tables have. */
const words = (): Readonly<Record<string, string>> => ({
	changed: phrase`changed`,
	cols: phrase`cols`,
	error: phrase`error`,
	failed: phrase`failed`,
	gate: phrase`gate`,
	iteration: phrase`iteration`,
	layers: phrase`layers`,
	letter: phrase`letter`,
	matrix: phrase`matrix`,
	median: phrase`median`,
	name: phrase`name`,
	network: phrase`network`,
	numbers: phrase`numbers`,
	part: phrase`part`,
	predicted: phrase`predicted`,
	report: phrase`report`,
	right: phrase`right`,
	rows: phrase`rows`,
	seed: phrase`seed`,
	sets: phrase`sets`,
	steps: phrase`steps`,
	sums: phrase`sums`,
	text: phrase`text`,
	true: phrase`true`,
	units: phrase`units`,
	updates: phrase`updates`,
	value: phrase`value`,
	walk: phrase`walk`,
});
