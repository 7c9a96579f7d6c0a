import { type Notebook, textOf } from "../../src/lab/notebook-file.js";
import type { Ranges } from "../../src/notebook/hyperparameters.js";
import type { Changed } from "./claims.js";
import { isParameters, parametersCell, solutionFor } from "./lesson.js";
import { endsOf, leastWork, nonsenseFor, type Value, withValues } from "./parameters.js";

/** Only answers and checks: the rest of the lesson has run before. */
export function withSolutions(notebook: Notebook): Notebook {
	const cells = notebook.cells
		.filter(({ id, cell_type }) => cell_type === "code" && /^(answer|check)-\d/.test(id))
		.map((cell) => ({ ...cell, source: solutionFor(notebook, cell.id) ?? cell.source }));
	return { ...notebook, cells };
}

/**
 * The lesson with every hyperparameter at the lower (0) or upper (1) end of its range. Of trainings it
 * has the shortest and the fewest: longer ones are more of the same, and the lesson as it is has them.
 */
export function withEnds(notebook: Notebook, ranges: Ranges, end: 0 | 1): Notebook {
	const ends = Object.entries(ranges).map(([name, range]) => [name, endsOf(range)[end]]);
	return withParameters(notebook, ranges, { ...Object.fromEntries(ends), ...leastWork(ranges) });
}

/** The cell of hyperparameters with a change in it, and the cells that follow it. */
export function withChange(
	notebook: Notebook,
	ranges: Ranges,
	{ to, cells: wanted }: Changed,
): Notebook {
	const { id } = parametersCell(notebook);
	const first = notebook.cells.findIndex((cell) => cell.id === id);
	const below = notebook.cells.slice(first).filter(({ cell_type }) => cell_type === "code");
	const unknown = wanted?.find((one) => !below.some((cell) => cell.id === one));
	if (unknown !== undefined) throw new Error(`no code cell ${unknown} stands below the parameters`);
	const cells = below.filter((cell) => cell.id === id || (wanted?.includes(cell.id) ?? true));
	return withParameters({ ...notebook, cells }, ranges, to);
}

/** The cell of hyperparameters, once for every piece of nonsense; each cell's id is the parameter. */
export function withNonsense(notebook: Notebook, ranges: Ranges): Notebook {
	const cell = parametersCell(notebook);
	const cells = Object.entries(ranges).flatMap(([name, range]) =>
		nonsenseFor(range).map((value, at) => ({
			...cell,
			id: `${name}-${at}`,
			source: withValues(textOf(cell.source), ranges, { [name]: value }),
		})),
	);
	return { ...notebook, cells };
}

function withParameters(
	notebook: Notebook,
	ranges: Ranges,
	values: Readonly<Record<string, Value>>,
): Notebook {
	const cells = notebook.cells.map((cell) =>
		isParameters(cell)
			? { ...cell, source: withValues(textOf(cell.source), ranges, values) }
			: cell,
	);
	return { ...notebook, cells };
}
