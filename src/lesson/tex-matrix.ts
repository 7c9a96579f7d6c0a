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
