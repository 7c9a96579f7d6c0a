import { phrase } from "../words/phrase.js";
import { escaped } from "./html.js";
import {
	hyperparameters,
	limitsOf,
	outOfRange,
	type Range,
	type Ranges,
	rangesOf,
	type Values,
} from "./hyperparameters.js";
import { type Data, kernel } from "./kernel.js";
import { showPanel } from "./widgets/panel.js";

/** Values that a reader can move, by name. */
export interface Controls<V> {
	/** What they stand on before anybody has touched them. */
	readonly values: V;
	/**
	 * Shows them as Jupyter's own widgets; where there are none, as a line of text.
	 *
	 * @param moved is told the values whenever they have changed; `complaint` names what is outside
	 * its range. The kernel is busy until the promise that it may return has ended.
	 */
	show(moved: (values: V, complaint?: string) => unknown): void;
}

/**
 * Controls for ranges: a slider for numbers (whole, linear or logarithmic, with a play button if
 * `play: true`), a list for options, a box to tick for true or false, and a reset.
 *
 * Either for ranges of their own, or for some of those that the lesson's `hyperparameters` has
 * declared: `controls(parameters, ["alpha", "hiddenDim"])`.
 *
 * @throws RangeError on a range that makes no sense, or a name without one
 */
export function controls<const R extends Ranges>(ranges: R): Controls<Values<R>>;
export function controls<V extends object, const N extends keyof V & string>(
	parameters: V,
	names: readonly N[],
): Controls<Pick<V, N>>;
export function controls(given: object, names?: readonly string[]): Controls<Data> {
	const ranges = names === undefined ? (given as Ranges) : pick(given, names);
	const values = hyperparameters(ranges);
	return {
		values,
		show(moved) {
			const here = kernel();
			if (here === undefined) return;
			let now: Data = values;
			const labelled = Object.entries(ranges).map(
				([name, range]) => [name, { label: labelOf(name, range), range }] as const,
			);
			const otherwise = controlsInText(ranges);
			showPanel(
				here,
				Object.fromEntries(labelled),
				(changes) => {
					if (Object.entries(changes).every(([name, value]) => value === now[name])) return;
					now = { ...now, ...changes };
					const complaints = Object.entries(ranges).flatMap(
						([name, range]) => outOfRange(name, range, now[name]) ?? [],
					);
					return moved(now, complaints.length > 0 ? complaints.join("\n") : undefined);
				},
				otherwise,
			);
		},
	};
}

function pick(parameters: object, names: readonly string[]): Ranges {
	const declared = rangesOf(parameters);
	if (declared === undefined) {
		throw new TypeError(
			phrase`controls takes names only with what hyperparameters(…) has returned`,
		);
	}
	return Object.fromEntries(
		names.map((name) => {
			const range = declared[name];
			if (range !== undefined) return [name, range];
			const known = Object.keys(declared).join(", ");
			throw new RangeError(phrase`controls must be names out of ${known} (got ${name})`);
		}),
	);
}

const labelOf = (name: string, { label }: Range) => label ?? name;

/** The controls where they cannot be moved. */
function controlsInText(ranges: Ranges): Data {
	const parts = Object.entries(ranges).map(([name, range]) => {
		const said = `${labelOf(name, range)} = ${range.value}`.replace("= -", "= −");
		if ("options" in range) return `${said} (${range.options.join(", ")})`;
		return "min" in range ? `${said} (${limitsOf(range)})` : said;
	});
	const text = phrase`Controls: ${parts.join(phrase`; `)}. Run this cell in JupyterLab to move them.`;
	return { "text/html": `<p>${escaped(text)}</p>`, "text/plain": text };
}
