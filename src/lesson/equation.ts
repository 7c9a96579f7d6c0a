import { type Displayable, display } from "../figures/figure.js";

/** Anything that can write itself in LaTeX: a mathjs expression, for one. */
export interface Expression {
	toTex(): string;
	toString(): string;
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
	const body =
		tex.length === 1 ? tex[0] : `\\begin{gathered}\n${tex.join(" \\\\\n")}\n\\end{gathered}`;
	return {
		[display]: () => ({
			"text/latex": `$$${body}$$`,
			"text/plain": rows.map((row) => row.map(String).join("")).join("\n"),
		}),
	};
}
