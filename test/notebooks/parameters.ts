/** One line of a lesson's `parameters` cell: `name: { value: X, … },`. */
export interface Declaration {
	readonly line: number;
	readonly name: string;
	/** As it stands in the source. */
	readonly value: string;
	/** The two ends of its range, as they stand in the source. */
	readonly ends: readonly [min: string, max: string];
	/** What makes no sense there. */
	readonly nonsense: readonly string[];
}

const declaration = /^\t(\w+): \{ value: ([^,}]+?)((?:,| \}).*)$/;

/** The declarations in a cell's source, in order; throws on a line in the object that is none. */
export function declarations(source: string): Declaration[] {
	const lines = source.split("\n");
	return lines.flatMap((text, line) => {
		if (!text.startsWith("\t")) return [];
		const match = declaration.exec(text);
		if (match === null) throw new Error(`this is not name: { value: X, … }: ${text.trim()}`);
		const [, name, value, rest] = match;
		return [{ line, name, value, ...limits(text, value, rest) }];
	});
}

function limits(text: string, value: string, rest: string): Pick<Declaration, "ends" | "nonsense"> {
	const options = /options: \[([^\]]+)\]/
		.exec(rest)?.[1]
		.split(",")
		.map((one) => one.trim());
	if (options !== undefined) {
		const names = options.filter((one) => one !== "");
		return { ends: [names[0], names[names.length - 1]], nonsense: ['"nonsense"', "0"] };
	}
	if (value === "true" || value === "false")
		return { ends: ["false", "true"], nonsense: ['"yes"'] };
	const [min, max] = ["min", "max"].map(
		(end) => new RegExp(`\\b${end}: ([^,} ]+)`).exec(rest)?.[1],
	);
	if (min === undefined || max === undefined) throw new Error(`no range: ${text.trim()}`);
	const outside = [`${Number(min) - 1}`, `${Number(max) + 1}`];
	const whole = /\bstep: 1\b/.test(rest) ? [`${min}.5`] : [];
	return { ends: [min, max], nonsense: [...outside, ...whole, "NaN", '"16"'] };
}

/** The source with one declaration's value, or several, replaced. */
export function withValues(source: string, values: ReadonlyMap<Declaration, string>): string {
	const lines = source.split("\n");
	for (const [{ line, name, value }, replacement] of values) {
		const before = `\t${name}: { value: `;
		lines[line] = before + replacement + lines[line].slice(before.length + value.length);
	}
	return lines.join("\n");
}
