import { type Displayable, display } from "../figures/figure.js";

/** Anything that can write itself in LaTeX: a mathjs expression, for one. */
export interface Expression {
	toTex(): string;
	toString(): string;
}

/** Lines below each other; at their first equals signs, if each of them has one. */
function below(lines: readonly string[]): string {
	const name = lines.every((line) => line.includes("=")) ? "aligned" : "gathered";
	const rows = name === "aligned" ? lines.map((line) => line.replace("=", "&=")) : lines;
	return `\\begin{${name}}\n${rows.join(" \\\\[6pt]\n")}\n\\end{${name}}`;
}

/**
 * Shows equations, one a line. Each is LaTeX, or a row of pieces set side by side in which
 * mathjs expressions stand for themselves: `equation(["S'(x) = ", derivative("…", "x")])`.
 */
export function equation(
	...lines: readonly (string | readonly (string | Expression)[])[]
): Displayable {
	const rows = lines.map((line) => (typeof line === "string" ? [line] : line));
	const tex = rows.map((row) =>
		row.map((piece) => (typeof piece === "string" ? piece : piece.toTex())).join(" "),
	);
	const body = tex.length === 1 ? tex[0] : below(tex);
	return {
		[display]: () => ({
			"text/latex": `$$${body}$$`,
			"text/plain": rows.map((row) => row.map(String).join("")).join("\n"),
		}),
	};
}

const SHOWN = 6;

/**
 * Rows of numbers as a LaTeX matrix. Of a large one, the first rows and columns are shown, and
 * dots for the rest.
 *
 * @param decimals how many digits after the point. Default: 2
 */
export function texMatrix(rows: readonly ArrayLike<number>[], decimals = 2): string {
	const lines = rows.slice(0, SHOWN).map((row) => {
		const cells = Array.from(row)
			.slice(0, SHOWN)
			.map((value) => value.toFixed(decimals).replace(/^-(0(\.0*)?)$/, "$1"));
		return [...cells, ...(row.length > SHOWN ? ["\\cdots"] : [])].join(" & ");
	});
	if (rows.length > SHOWN) lines.push("\\vdots");
	return `\\begin{bmatrix} ${lines.join(" \\\\ ")} \\end{bmatrix}`;
}
