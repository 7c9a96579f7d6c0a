import { animated } from "../../figures/animation.js";
import { type Attributes, type Figure, figure, type Trace } from "../../figures/figure.js";
import { faint, ink } from "../../figures/template.js";
import { coordinates, gapped, type Place, packedCoordinates, twoSets } from "./two-sets.js";

/** A place in a hidden space of three units. */
export type Spot = ArrayLike<number>;

export interface TurningOptions {
	readonly title: string;
	readonly alt: string;
	/** Points of the cube from −1 to 1, and the set of each (0 or 1). */
	readonly points: readonly Spot[];
	readonly sets: ArrayLike<number>;
	readonly lines: readonly (readonly Spot[])[];
	/** A plane through the cube: n · h = c. */
	readonly cut: { readonly n: Spot; readonly c: number };
	/** How many views there are in a full turn. */
	readonly views?: number;
	/** The view that is shown first. Default: the one that looks along the cut. */
	readonly start?: number;
}

const tilt = (20 / 180) * Math.PI;

/**
 * A hidden space of three units, turned about its third axis by a slider: points, a bent grid and
 * the plane that cuts between them, drawn without perspective.
 */
export function turning(options: TurningOptions): Figure {
	const { title, alt, points, sets, lines, cut, views = 18 } = options;
	const step = 360 / views;
	const edges = cubeEdges();
	const plane = acrossCube(cut);
	const moving = (angle: number) => {
		const see = camera((angle / 180) * Math.PI);
		return {
			edges: edges.map((edge) => edge.map(see)),
			plane: plane.map(see),
			lines: lines.map((line) => line.map(see)),
			points: points.map(see),
			corners: axisEnds.map(see),
		};
	};
	const start = options.start ?? edgeOn(cut.n, step, views);
	const first = moving(start * step);
	const line = (width: number, color: string): Attributes => ({
		mode: "lines",
		line: { width, color },
		hoverinfo: "skip",
		showlegend: false,
	});
	const data: Trace[] = [
		{ type: "scatter", ...line(1, faint), ...coordinates(gapped(first.edges)) },
		{
			type: "scatter",
			...line(2, ink.purple),
			name: "the cut, y = ½",
			showlegend: true,
			...coordinates(first.plane),
			fill: "toself",
			fillcolor: "rgba(181, 100, 154, 0.25)",
		},
		{ type: "scatter", ...line(1, ink.grey), opacity: 0.9, ...coordinates(gapped(first.lines)) },
		...twoSets(first.points, sets, ["x", "y"], "").map((trace) => ({
			...trace,
			hoverinfo: "skip",
			hovertemplate: "",
		})),
		{
			type: "scatter",
			mode: "text",
			...coordinates(first.corners),
			text: ["h<sub>1</sub>", "h<sub>2</sub>", "h<sub>3</sub>"],
			hoverinfo: "skip",
			showlegend: false,
		},
	];
	const frames = Array.from({ length: views }, (_, k) => {
		const seen = moving(k * step);
		return {
			name: `${Math.round(k * step)}°`,
			data: [
				packedCoordinates(gapped(seen.edges)),
				packedCoordinates(seen.plane),
				packedCoordinates(gapped(seen.lines)),
				...[0, 1].map((set) => packedCoordinates(seen.points.filter((_, n) => sets[n] === set))),
				packedCoordinates(seen.corners),
			],
		};
	});
	const hidden = { visible: false, range: [-1.75, 1.75] };
	return figure(
		animated(
			{
				title,
				alt,
				data,
				layout: {
					height: 600,
					margin: { t: 92 },
					xaxis: hidden,
					yaxis: { ...hidden, range: [-1.68, 1.68], scaleanchor: "x" },
				},
			},
			{ frames, prefix: "turned by ", start, rest: 180, below: 10 },
		),
	);
}

/** Where to write the names of the three axes. */
const axisEnds: readonly Spot[] = [
	[1.22, -1.08, -1.08],
	[-1.08, 1.22, -1.08],
	[-1.08, -1.08, 1.12],
];

/** The view from a direction, tilted a little so that the floor of the cube can be seen. */
function camera(angle: number): (spot: Spot) => Place {
	const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
	return (spot) => {
		const depth = spot[0] * sin + spot[1] * cos;
		return [spot[0] * cos - spot[1] * sin, spot[2] * Math.cos(tilt) + depth * Math.sin(tilt)];
	};
}

/** The view in which the plane with this normal is seen most nearly as a line. */
function edgeOn(n: Spot, step: number, views: number): number {
	const towards = (view: number) => {
		const angle = (view * step * Math.PI) / 180;
		const depth = n[0] * Math.sin(angle) + n[1] * Math.cos(angle);
		return Math.abs(n[2] * Math.sin(tilt) - depth * Math.cos(tilt));
	};
	const all = Array.from({ length: views }, (_, view) => view);
	return all.reduce((best, view) => (towards(view) < towards(best) ? view : best), 0);
}

function cubeEdges(): [Spot, Spot][] {
	const ends = [-1, 1];
	return [0, 1, 2].flatMap((along) =>
		ends.flatMap((a) =>
			ends.map((b): [Spot, Spot] => {
				const spot = (end: number) => [...[a, b].slice(0, along), end, ...[a, b].slice(along)];
				return [spot(-1), spot(1)];
			}),
		),
	);
}

/** The corners of the plane's cut through the cube, in order around it. */
function acrossCube({ n, c }: { readonly n: Spot; readonly c: number }): Spot[] {
	const height = (spot: Spot) => spot[0] * n[0] + spot[1] * n[1] + spot[2] * n[2] - c;
	const corners = cubeEdges().flatMap(([from, to]) => {
		const [a, b] = [height(from), height(to)];
		if (a === b || a * b > 0) return [];
		return [[0, 1, 2].map((k) => from[k] + ((to[k] - from[k]) * a) / (a - b))];
	});
	if (corners.length < 3) return [];
	const middle = [0, 1, 2].map((k) => corners.reduce((sum, p) => sum + p[k], 0) / corners.length);
	const across = [0, 1, 2].map((k) => corners[0][k] - middle[k]);
	const beside = [0, 1, 2].map((k) => {
		const [p, q] = [(k + 1) % 3, (k + 2) % 3];
		return n[p] * across[q] - n[q] * across[p];
	});
	const angle = (p: readonly number[]) => {
		const along = (v: readonly number[]) =>
			[0, 1, 2].reduce((s, k) => s + v[k] * (p[k] - middle[k]), 0);
		return Math.atan2(along(beside), along(across));
	};
	corners.sort((p, q) => angle(p) - angle(q));
	return [...corners, corners[0]];
}
