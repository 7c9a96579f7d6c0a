import { inWords } from "../network/validation.js";
import { phrase } from "../words/phrase.js";

/** A number from min to max; with step: 1 a whole number. `scale` is "linear" or "log". */
export interface NumberRange {
	readonly value: number;
	readonly min: number;
	readonly max: number;
	/** Whole numbers where it is 1 (or another whole number); else how far a slider moves. */
	readonly step?: number;
	readonly scale?: string;
	/** With a play button, where controls are made of it. */
	readonly play?: boolean;
	readonly label?: string;
}

/** One of a few names. */
export interface Choice {
	readonly value: string;
	readonly options: readonly string[];
	readonly label?: string;
}

/** On or off. */
export interface Switch {
	readonly value: boolean;
	readonly label?: string;
}

export type Range = NumberRange | Choice | Switch;
export type Ranges = Readonly<Record<string, Range>>;

/** The values that ranges stand for: a number, an option or a boolean each, by name. */
export type Values<R extends Ranges> = {
	readonly [Name in keyof R]: R[Name] extends { options: readonly (infer Option)[] }
		? Option
		: R[Name] extends { value: number }
			? number
			: boolean;
};

/** Where values keep the ranges that they were declared with. */
const declaration: unique symbol = Symbol.for("unrolled.ranges");

/** The ranges that `hyperparameters` has been given for these values. */
export function rangesOf(values: object): Ranges | undefined {
	return (values as { readonly [declaration]?: Ranges })[declaration];
}

/**
 * The values of a lesson's hyperparameters, each checked against its own range. They remember their
 * ranges, so that `controls` can be made of them.
 *
 * @throws RangeError that names every value outside its range, what it is and what is allowed,
 * and every range that makes no sense.
 */
export function hyperparameters<const R extends Ranges>(ranges: R): Values<R> {
	const entries = Object.entries(ranges);
	const complaints = entries.flatMap(([name, range]) => {
		const complaint = nonsense(name, range) ?? outOfRange(name, range, range.value);
		return complaint === undefined ? [] : [complaint];
	});
	if (complaints.length > 0) throw new RangeError(complaints.join("\n"));
	const values = Object.fromEntries(entries.map(([name, { value }]) => [name, value]));
	return Object.defineProperty(values as Values<R>, declaration, { value: ranges });
}

/** What is wrong with `value` as the hyperparameter `name`, or undefined where it is fine. */
export function outOfRange(name: string, range: Range, value: unknown): string | undefined {
	if ("options" in range) {
		if (range.options.some((option) => option === value)) return undefined;
		return phrase`${name} must be ${list(range.options)} (got ${inWords(value)})`;
	}
	if ("min" in range) {
		const { min, max } = range;
		const inside = typeof value === "number" && value >= min && value <= max;
		if (inside && (!isWhole(range) || Number.isInteger(value))) return undefined;
		return isWhole(range)
			? phrase`${name} must be a whole number from ${min} to ${max} (got ${inWords(value)})`
			: phrase`${name} must be a number from ${min} to ${max} (got ${inWords(value)})`;
	}
	if (typeof value === "boolean") return undefined;
	return phrase`${name} must be true or false (got ${inWords(value)})`;
}

/** Whether a range takes whole numbers only. */
export function isWhole({ min, step }: NumberRange): boolean {
	return step !== undefined && Number.isInteger(step) && Number.isInteger(min);
}

/** What makes a range itself useless, whatever its value. Ranges may come from untyped code. */
function nonsense(name: string, range: unknown): string | undefined {
	if (typeof range !== "object" || range === null || !("value" in range)) {
		return phrase`${name} must be written as { value: …, … } (got ${inWords(range)})`;
	}
	const { value, options, min, max, step, scale = "linear" } = range as Record<string, unknown>;
	if (options !== undefined) {
		if (Array.isArray(options) && options.length > 0) return undefined;
		return phrase`${name}.options must list at least one name (got ${inWords(options)})`;
	}
	if (min === undefined && max === undefined) {
		if (typeof value === "number") return phrase`${name} must have a min and a max`;
		return typeof value === "string" ? phrase`${name} must have options` : undefined;
	}
	if (!isFiniteNumber(min))
		return phrase`${name}.min must be a finite number (got ${inWords(min)})`;
	if (!isFiniteNumber(max))
		return phrase`${name}.max must be a finite number (got ${inWords(max)})`;
	if (min > max) return phrase`${name}.min must not be above ${name}.max (got ${min} and ${max})`;
	if (step !== undefined && !(isFiniteNumber(step) && step > 0)) {
		return phrase`${name}.step must be a number above 0 (got ${inWords(step)})`;
	}
	if (scale !== "linear" && scale !== "log") {
		return phrase`${name}.scale must be "linear" or "log" (got ${inWords(scale)})`;
	}
	if (scale === "log" && min <= 0)
		return phrase`${name}.min must be above 0 on a log scale (got ${min})`;
	return undefined;
}

/** "0.001 … 10" */
export function limitsOf({ min, max }: NumberRange): string {
	return `${min} … ${max}`.replace(/-/g, "−");
}

function isFiniteNumber(value: unknown): value is number {
	return Number.isFinite(value);
}

function list(options: readonly string[]): string {
	return options.map((option) => JSON.stringify(option)).join(phrase` or `);
}
