import { animated } from "../../figures/animation.js";
import { floatRows } from "../../figures/bytes.js";
import { coordinates, type Point, packedCoordinates, polyline } from "../../figures/drawing.js";
import {
	type Attributes,
	type Figure,
	figure,
	type Picture,
	type Titles,
	type Trace,
} from "../../figures/figure.js";
import { span } from "../../figures/subplots.js";
import { type ColourScale, ink } from "../../figures/template.js";
import { phrase } from "../../words/phrase.js";
import { ofSet, twoSets } from "./two-sets.js";

/** What a network makes of the plane at one moment of its training. */
export interface Snapshot {
	readonly iteration: number;
	/** The share of the points that are on their own side of the cut, from 0 to 1. */
	readonly right: number;
	/** y over a square of the plane: row by row from below, both ways from −extent to extent. */
	readonly y: readonly ArrayLike<number>[];
	/** The lines of a grid, as the hidden layer sees them. */
	readonly lines: readonly (readonly Point[])[];
	/** The points, as the hidden layer sees them. */
	readonly points: readonly Point[];
	/** Where y is ½: n · point = c, with n of length 1. On the side that n points to, y is larger. */
	readonly cut: { readonly n: Point; readonly c: number };
}

/** The plane before it is bent: what does not change while a network trains. */
export interface Plane {
	/** Points of the plane, the set of each (0 or 1), and the lines of the grid. */
	readonly points: readonly Point[];
	readonly sets: ArrayLike<number>;
	readonly lines: readonly (readonly Point[])[];
	/** One of the lines, drawn to be found again, and what it is called. */
	readonly followed: { readonly line: number; readonly name: string };
	/** The square of the plane that is shown goes from −extent to extent. */
	readonly extent: number;
	/** Names of the hidden space's two axes. */
	readonly axes: readonly [string, string];
	/** Whether these two are of one kind, so that one unit is as long on both. */
	readonly equal: boolean;
}

export interface BendingOptions extends Plane, Titles {
	/** One moment, or several for a slider and a play button. The last one is shown first. */
	readonly snapshots: readonly Snapshot[];
}

/** The axes of the two panels: the plane, and the hidden space. */
const flat = { xaxis: "x", yaxis: "y" };
const bent = { xaxis: "x2", yaxis: "y2" };
const silent = { hoverinfo: "skip", showlegend: false };

const tints = ["rgba(213, 94, 0, 0.3)", "rgba(43, 131, 198, 0.3)"] as const;
const answers: ColourScale = [
	[0, "rgba(213, 94, 0, 0.55)"],
	[0.5, "rgba(160, 160, 160, 0.06)"],
	[1, "rgba(43, 131, 198, 0.55)"],
];

/**
 * Left the plane, with the network's answer as colour; right the same plane as the hidden layer
 * bends it, where the answer is one straight cut.
 */
export function bending(options: BendingOptions): Figure {
	const { title, subtitle, alt, snapshots, points, sets, lines, followed, extent, axes } = options;
	const last = snapshots.at(-1);
	if (last === undefined) throw new RangeError("snapshots must hold one moment or more (got 0)");
	const reach = reachOf(snapshots, options.equal);
	const hover = `${axes[0]} %{x:.2f}, ${axes[1]} %{y:.2f}`;
	const picture: Picture = {
		title,
		subtitle,
		alt,
		data: [
			answer(last, extent),
			...sides(last, reach),
			grid(lines, flat),
			thread(lines[followed.line], followed.name, flat),
			...twoSets(points, sets, flat, "x<sub>1</sub> %{x:.2f}, x<sub>2</sub> %{y:.2f}"),
			grid(last.lines, bent),
			unlisted(thread(last.lines[followed.line], followed.name, bent)),
			...twoSets(last.points, sets, bent, hover).map(unlisted),
			share(last, reach),
		],
		layout: {
			height: snapshots.length > 1 ? 570 : 470,
			margin: { t: 96 },
			xaxis: { ...axis("x<sub>1</sub>", extent), domain: span(0, 2, 0.16), scaleanchor: "y" },
			yaxis: axis("x<sub>2</sub>", extent),
			xaxis2: {
				...axis(axes[0], reach[0]),
				domain: span(1, 2, 0.16),
				anchor: "y2",
				// Both panels are square, whatever the window's shape.
				scaleanchor: "y2",
				scaleratio: reach[1] / reach[0],
			},
			yaxis2: { ...axis(axes[1], reach[1]), anchor: "x2" },
		},
	};
	if (snapshots.length === 1) return figure(picture);
	const frames = snapshots.map((snapshot) => ({
		name: String(snapshot.iteration),
		traces: [0, 1, 2, 7, 8, 9, 10, 11],
		data: [
			{ z: percent(snapshot.y) },
			...sides(snapshot, reach).map(({ x, y }) => ({ x, y })),
			packedCoordinates(polyline(snapshot.lines)),
			packedCoordinates(snapshot.lines[followed.line]),
			...[0, 1].map((set) => packedCoordinates(ofSet(snapshot.points, sets, set))),
			{ text: share(snapshot, reach).text },
		],
	}));
	return figure(
		animated(picture, {
			frames,
			prefix: phrase`iteration `,
			start: snapshots.length - 1,
			rest: 250,
		}),
	);
}

function axis(title: string, reach: number): Attributes {
	return {
		title: { text: title },
		range: [-reach, reach],
		constrain: "domain",
		showgrid: false,
		nticks: 5,
		tickangle: 0,
	};
}

/** y as colour, with the line y = ½. */
function answer({ y }: Snapshot, extent: number): Trace {
	const ticks = y.map((_, k) => extent * ((2 * k) / (y.length - 1) - 1));
	return {
		type: "contour",
		x: ticks,
		y: ticks,
		z: percent(y),
		zmin: 0,
		zmax: 100,
		colorscale: answers,
		showscale: false,
		contours: { start: 50, end: 50, size: 1, coloring: "heatmap" },
		line: { color: ink.grey, width: 2 },
		hovertemplate: "y = %{z:.0f} %<extra></extra>",
	};
}

function grid(lines: readonly (readonly Point[])[], axes: Attributes): Trace {
	return {
		type: "scatter",
		mode: "lines",
		...axes,
		...coordinates(polyline(lines), 3),
		line: { color: ink.grey, width: 1 },
		opacity: 0.6,
		...silent,
	};
}

/** The line of the grid that stands out. */
function thread(line: readonly Point[], name: string, axes: Attributes): Trace {
	return {
		type: "scatter",
		mode: "lines",
		name,
		...axes,
		...coordinates(line, 3),
		line: { color: ink.green, width: 3 },
		hoverinfo: "skip",
	};
}

/** The two sides of the cut, each a rectangle that reaches over the panel's edges. */
function sides({ cut: { n, c } }: Snapshot, reach: Point): Trace[] {
	const far = 4 * Math.max(...reach);
	const corner = (along: number, across: number): Point => [
		n[0] * (c + across) - n[1] * along,
		n[1] * (c + across) + n[0] * along,
	];
	return [-far, far].map((across, set) => ({
		type: "scatter",
		mode: "lines",
		...bent,
		...coordinates([corner(-far, 0), corner(far, 0), corner(far, across), corner(-far, across)], 3),
		fill: "toself",
		fillcolor: tints[set],
		line: { color: ink.grey, width: 1.5 },
		...silent,
	}));
}

/** How many points are on their own side, in a corner of the hidden space. */
function share({ right }: Snapshot, reach: Point): Trace {
	return {
		type: "scatter",
		mode: "text",
		...bent,
		x: [-0.97 * reach[0]],
		y: [0.92 * reach[1]],
		text: [phrase`<b>${Math.floor(1000 * right) / 10} % correct</b>`],
		textposition: "middle right",
		...silent,
	};
}

function unlisted(trace: Trace): Trace {
	return { ...trace, showlegend: false };
}

/** How far the axes go, so that every moment fits. */
function reachOf(snapshots: readonly Snapshot[], equal: boolean): Point {
	const all = snapshots.flatMap(({ points, lines }) => [...points, ...lines.flat()]);
	const furthest = (k: 0 | 1) =>
		all.reduce((far, point) => Math.max(far, Math.abs(point[k])), 0) * 1.1;
	const reach = [furthest(0) || 1, furthest(1) || 1] as const;
	return equal ? [Math.max(...reach), Math.max(...reach)] : reach;
}

/** y in percent, as fine as it is: where y is almost flat, whole percents would draw stairs. */
function percent(rows: readonly ArrayLike<number>[]): Attributes {
	return floatRows(rows.map((row) => Array.from(row, (y) => 100 * y)));
}
