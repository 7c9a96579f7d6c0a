import { type Displayable, display } from "../figures/figure.js";

/**
 * A sentence in Markdown whose numbers are computed, so that it stays true when a hyperparameter
 * changes: say`After ${layers} layers ${4 ** -layers} of it is left.`
 *
 * Whole numbers are written with commas, others with three significant digits; a text stands as it
 * is, for whoever wants other digits.
 */
export function say(
	words: TemplateStringsArray,
	...values: readonly (number | string)[]
): Displayable {
	const text = words
		.map((part, at) => part + (at < values.length ? written(values[at]) : ""))
		.join("");
	return { [display]: () => ({ "text/markdown": text, "text/plain": text }) };
}

function written(value: number | string): string {
	return typeof value === "string" ? value : inDigits(value).replace("-", "−");
}

/** 1,048,576, 0.0123, 1.2 × 10⁻⁷, -∞ */
function inDigits(value: number): string {
	if (!Number.isFinite(value)) return String(value).replace("Infinity", "∞");
	const size = Math.abs(value);
	if (size !== 0 && (size < 1e-4 || size >= 1e9)) {
		const [digits, power] = value.toExponential(2).split("e");
		return `${Number(digits)} × 10${superscript(String(Number(power)))}`;
	}
	const rounded = Number.isInteger(value) ? value : Number(value.toPrecision(3));
	return rounded.toLocaleString("en", { maximumFractionDigits: 10 });
}

const superscript = (text: string) =>
	text.replace(/./g, (digit) => "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"["-0123456789".indexOf(digit)] ?? digit);
