import { inspect } from "node:util";

/** A sentence of a lesson, and what shows that it holds. */
export interface Claim {
	/** The id of the cell that it stands in. */
	readonly cell: string;
	/** Its words, as they stand in the cell's source. Line breaks count as spaces. */
	readonly says: string;
	/**
	 * An expression, computed in the lesson's kernel: a value for each number in `says`, in order,
	 * which has to be that number when it is rounded as the sentence rounds; words that have to
	 * stand in `says`; or true. Several in a list.
	 */
	readonly gives: string;
	/** Decides in place of that, where a sentence says less than a number: "hundreds of steps". */
	readonly when?: (found: never) => boolean;
}

/** What is claimed of other hyperparameters than the defaults: in an answer, say. */
export interface Changed {
	readonly to: Readonly<Record<string, number | string | boolean>>;
	/** The cells to run again after the parameters' one. Default: all that stand below it. */
	readonly cells?: readonly string[];
	readonly claims: readonly Claim[];
}

/** All that a lesson's prose claims. */
export interface Claims {
	/** Code to run before the expressions: imports and helpers. */
	readonly before?: string;
	/** What is claimed of the lesson as it is saved. */
	readonly claims: readonly Claim[];
	readonly changed?: readonly Changed[];
	/** Words with numbers that no cell has to show, by the reason. */
	readonly free?: Readonly<Record<string, readonly string[]>>;
}

/** What is wrong with a claim, given the value of its expression; undefined where it holds. */
export function complaint({ says, gives, when }: Claim, found: unknown): string | undefined {
	if (found instanceof Error) return `“${says}”\n  ${gives}\n  fails: ${found.message}`;
	if (when !== undefined ? when(found as never) : holds(says, found)) return undefined;
	const wanted = when !== undefined ? `when ${when}` : "as the sentence says";
	return `“${says}”\n  ${gives}\n  gives ${inspect(found)}, which should be ${wanted}`;
}

function holds(says: string, found: unknown): boolean {
	const values = Array.isArray(found) ? found : [found];
	const numbers = says.match(number) ?? [];
	const computed = values.filter((value) => typeof value === "number");
	if (computed.length > 0 && computed.length !== numbers.length) return false;
	return (
		computed.every(
			(value, at) => Number(value.toFixed(decimals(numbers[at]))) === plain(numbers[at]),
		) &&
		values.every((value) =>
			typeof value === "string"
				? says.includes(value)
				: value === true || typeof value === "number",
		)
	);
}

/** 62, 0.93, −4, 1,048,576 */
const number = /(?<![\p{L}\d])[−-]?\d+(?:,\d{3})*(?:\.\d+)?/gu;

const plain = (text: string) => Number(text.replace(/,/g, "").replace("−", "-"));
const decimals = (text: string) => text.split(".")[1]?.length ?? 0;

/** Numbers that say nothing of a run: where things stand, years, code and equations. */
const exempt = [
	/```.*?```|`[^`\n]*`/gs,
	/\$\$.*?\$\$|\$[^$\n]*\$/gs,
	/^#{1,6} .*$/gm,
	/\b(19|20)\d\d(?=[)\],;])/g,
	/\[\d\d\](\([^)]*\))?|\d\d · /g,
	/\]\([^)]*\)|<[^>]*>/g,
	/^(> )?\s*\d+\. /gm,
	/\b([Ll]essons?|[Ee]xercises?|[Ss]eeds?) \d+((, | to | and )\d+)*/g,
	/\b[Aa]bout \d+ minutes/g,
	// The ends of a sigmoid's range, a bit, a gate.
	/(?<![\d.,])[−-]?[01](?![.,]?\d| ?%)/g,
];

/** The numbers in a cell's text that stand in none of the `covered` words, each with what is around it. */
export function uncovered(text: string, covered: readonly string[]): string[] {
	const patterns = [...covered.map(patternOf), ...exempt];
	const rest = patterns.reduce((rest, pattern) => rest.replace(pattern, blank), text);
	return Array.from(rest.matchAll(/\d+([.,]\d+)*/g), ({ index, 0: found }) => {
		const around = text.slice(Math.max(0, index - 40), index + found.length + 30);
		return `${found} in “…${around.replace(/\s+/g, " ")}…”`;
	});
}

/** Where words stand in a text, whatever its line breaks. */
export function patternOf(words: string): RegExp {
	const parts = words.split(/\s+/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
	return new RegExp(parts.join("\\s+"), "g");
}

const blank = (text: string) => text.replace(/[^\n]/g, " ");
