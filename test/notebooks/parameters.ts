import type { Range, Ranges } from "../../src/notebook/hyperparameters.js";

export type Value = number | string | boolean;

/** The ranges that a cell of hyperparameters declares: the object that it hands over, as it runs here. */
export function declaredIn(source: string): Ranges {
	const literal = /hyperparameters\((\{.*?\n\})\);/s.exec(source)?.[1];
	if (literal === undefined) throw new Error(`no ranges are declared in:\n${source}`);
	return new Function(`return ${literal}`)();
}

/** The lower ends of what says how long a lesson works. */
export function leastWork(ranges: Ranges): Record<string, Value> {
	const work = Object.entries(ranges).filter(([name]) => /iterations|seeds/i.test(name));
	return Object.fromEntries(work.map(([name, range]) => [name, endsOf(range)[0]]));
}

/** Both ends of a range. */
export function endsOf(range: Range): readonly [Value, Value] {
	if ("options" in range) return [range.options[0], range.options[range.options.length - 1]];
	return "min" in range ? [range.min, range.max] : [false, true];
}

/** What makes no sense in a range. */
export function nonsenseFor(range: Range): readonly Value[] {
	if ("options" in range) return ["nonsense", 0];
	if (!("min" in range)) return ["yes"];
	const fraction = range.step === 1 ? [range.min + 0.5] : [];
	return [range.min - 1, range.max + 1, ...fraction, Number.NaN, "16"];
}

/** The source of a cell of hyperparameters with other values in it. */
export function withValues(
	source: string,
	ranges: Ranges,
	values: Readonly<Record<string, Value>>,
): string {
	return Object.entries(values).reduce((text, [name, value]) => {
		const before = `${name}: { value: ${asSource(ranges[name]?.value)}`;
		if (text.split(before).length !== 2) {
			throw new Error(`the cell of hyperparameters should have “${before}” once`);
		}
		return text.replace(before, () => `${name}: { value: ${asSource(value)}`);
	}, source);
}

const asSource = (value: unknown) =>
	typeof value === "string" ? JSON.stringify(value) : `${value}`;
