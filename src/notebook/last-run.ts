import { display, type Figure, plotlyMimeType, type Trace } from "../figures/figure.js";
import { phrase } from "../words/phrase.js";
import { kernel } from "./kernel.js";

/** The picture that was drawn last under a name, and the one before it that was different. */
interface Remembered {
	/** The cell's signal: what a cell draws while it runs is one picture. */
	run: unknown;
	now: readonly Trace[];
	before: readonly Trace[];
}

/**
 * The figure with the lines of the run before it behind, pale: what was there before a
 * hyperparameter was changed. A click on *the run before* in the legend hides them.
 *
 * The first run of a kernel has none before it, so that a saved notebook shows none. A run that
 * draws the same again leaves the one before where it is. Figures with frames stay as they are.
 *
 * @param name what the picture is remembered by: one for each figure of a lesson
 */
export function withLastRun(name: string, figure: Figure): Figure {
	if (figure.frames !== undefined) return figure;
	const last = memory().get(name);
	const run = kernel()?.signal ?? figure;
	const before = beforeNow(last, run, figure.data);
	memory().set(name, { run, now: figure.data, before });
	return before.length === 0 ? figure : withBehind(figure, before.filter(isLine).map(pale));
}

function beforeNow(last: Remembered | undefined, run: unknown, data: readonly Trace[]) {
	if (last === undefined) return [];
	const isSame = last.run === run || JSON.stringify(last.now) === JSON.stringify(data);
	return isSame ? last.before : last.now;
}

function withBehind(figure: Figure, behind: readonly Trace[]): Figure {
	const picture = {
		...figure,
		data: [...figure.data, ...behind],
		layout: { ...figure.layout, showlegend: true },
	};
	const show = () => ({ ...figure[display](), [plotlyMimeType]: picture });
	return Object.defineProperty({ ...picture, [display]: show }, display, { enumerable: false });
}

const isLine = ({ type, mode, fill }: Trace) =>
	type === "scatter" && fill === undefined && String(mode).includes("lines");

/** Behind all others, although it comes last: so the others keep their numbers. */
function pale({ x, y, line, xaxis, yaxis }: Trace, at: number): Trace {
	return {
		type: "scatter",
		mode: "lines",
		x,
		y,
		line,
		xaxis,
		yaxis,
		name: phrase`the run before`,
		legendgroup: phrase`the run before`,
		showlegend: at === 0,
		opacity: 0.3,
		zorder: -1,
		hoverinfo: "skip",
	};
}

/** Kept outside this module, which is loaded anew when `src` is edited. */
function memory(): Map<string, Remembered> {
	const shared = globalThis as { [key: symbol]: Map<string, Remembered> | undefined };
	const key = Symbol.for("unrolled.last-run");
	shared[key] ??= new Map();
	return shared[key];
}
