import { floats } from "./bytes.js";
import type { Attributes } from "./figure.js";
import { faint } from "./template.js";

/** A point of a picture, in the picture's own units. */
export type Point = readonly [x: number, y: number];

/** Points as plotly takes them, to this many decimals. Default: as they are. */
export function coordinates(points: readonly Point[], decimals?: number) {
	const unit = 10 ** (decimals ?? 0);
	const short = (value: number) =>
		decimals === undefined ? value : Math.round(unit * value) / unit;
	return { x: points.map(([x]) => short(x)), y: points.map(([, y]) => short(y)) };
}

/** The same, packed: for frames, of which there are many. */
export function packedCoordinates(points: readonly Point[]): Attributes {
	return { x: floats(points.map(([x]) => x)), y: floats(points.map(([, y]) => y)) };
}

/** Several lines as the points of one trace, with a gap after each. */
export function polyline(lines: readonly (readonly Point[])[]): Point[] {
	return withGaps<Point>(lines, [Number.NaN, Number.NaN]);
}

/** Lists one after the other, with `gap` after each: several curves as one series. */
export function withGaps<Item>(lists: readonly (readonly Item[])[], gap: Item): Item[] {
	return lists.flatMap((list) => [...list, gap]);
}

/** An arrow from one point to another. */
export function arrow(from: Point, to: Point, colour?: string): Attributes {
	return {
		ax: from[0],
		ay: from[1],
		axref: "x",
		ayref: "y",
		x: to[0],
		y: to[1],
		showarrow: true,
		text: "",
		arrowcolor: colour,
	};
}

/** An arrow that leaves to the right and comes back below: the line is a shape, its tip an arrow. */
export function loop([x, y]: Point, height: number, reach: number, colour: string) {
	const [top, foot] = [y + height / 2, y - height / 2];
	const out = x + reach / 0.75;
	const curve = `M ${x},${top} C ${out},${top + 0.6} ${out},${foot - 0.6} ${x + 0.4},${foot - 0.05}`;
	return {
		line: { type: "path", path: curve, line: { color: colour, width: 1.6 } },
		tip: arrow([x + 0.7, foot - 0.14], [x, foot], colour),
	};
}

/** A word at a point; centred unless told. */
export function label(text: string, [x, y]: Point, options: Attributes = {}): Attributes {
	return { text, x, y, showarrow: false, ...options };
}

/** A frame around cells. */
export function frame(x0: number, y0: number, x1: number, y1: number): Attributes {
	return { type: "rect", x0, y0, x1, y1, line: { color: faint, width: 1.5 }, layer: "below" };
}

/** Axes of a drawing: no ticks, no grid, and one unit as long across as along. */
export function drawingAxes(x: Point, y: Point) {
	const bare = { visible: false, fixedrange: false };
	return {
		xaxis: { ...bare, range: x, constrain: "domain" },
		yaxis: { ...bare, range: y, scaleanchor: "x", constrain: "domain" },
	};
}
