import { animated } from "../../figures/animation.js";
import { coordinates, type Point, packedCoordinates, polyline } from "../../figures/drawing.js";
import {
	type Attributes,
	type Figure,
	figure,
	type Titles,
	type Trace,
} from "../../figures/figure.js";
import { faint, ink } from "../../figures/template.js";
import { phrase } from "../../words/phrase.js";
import { acrossCube, cubeEdges, type Plane3, type Point3 } from "./cube.js";
import { ofSet, twoSets } from "./two-sets.js";

export interface TurningOptions extends Titles {
	/** Points of the cube from −1 to 1, and the set of each (0 or 1). */
	readonly points: readonly Point3[];
	readonly sets: ArrayLike<number>;
	readonly lines: readonly (readonly Point3[])[];
	/** The plane that cuts between the sets. */
	readonly cut: Plane3;
	/** How many views there are in a full turn. */
	readonly views?: number;
	/** The view that is shown first. Default: the one that looks along the cut. */
	readonly start?: number;
}

/**
 * A hidden space of three units, turned about its third axis by a slider: points, a bent grid and
 * the plane that cuts between them, drawn without perspective.
 */
export function turning(options: TurningOptions): Figure {
	const { title, subtitle, alt, sets, cut, views = 18 } = options;
	const degrees = Array.from({ length: views }, (_, view) => view * (360 / views));
	const start = options.start ?? edgeOn(cut.n, degrees);
	const frames = degrees.map((degree) => {
		const { edges, plane, lines, points, names } = seen(options, degree);
		const separate = [0, 1].map((set) => ofSet(points, sets, set));
		return {
			name: `${Math.round(degree)}°`,
			data: [edges, plane, lines, ...separate, names].map(packedCoordinates),
		};
	});
	const hidden = { visible: false, range: [-1.75, 1.75] };
	const layout = {
		height: 600,
		margin: { t: 92 },
		xaxis: hidden,
		yaxis: { ...hidden, range: [-1.68, 1.68], scaleanchor: "x" },
	};
	const data = tracesOf(seen(options, degrees[start]), sets);
	return figure(
		animated(
			{ title, subtitle, alt, data, layout },
			{ frames, prefix: phrase`turned by `, start, rest: 180, below: 10 },
		),
	);
}

/** What is in the picture from one side, as points on the screen. */
function seen({ points, lines, cut }: TurningOptions, degree: number) {
	const see = camera(radians(degree));
	return {
		edges: polyline(cubeEdges.map((edge) => edge.map(see))),
		plane: acrossCube(cut).map(see),
		lines: polyline(lines.map((line) => line.map(see))),
		points: points.map(see),
		names: axisEnds.map(see),
	};
}

function tracesOf(
	{ edges, plane, lines, points, names }: ReturnType<typeof seen>,
	sets: ArrayLike<number>,
): Trace[] {
	const line = (along: readonly Point[], width: number, color: string): Trace => ({
		type: "scatter",
		mode: "lines",
		...coordinates(along, 3),
		line: { width, color },
		hoverinfo: "skip",
		showlegend: false,
	});
	const noHover: Attributes = { hoverinfo: "skip", hovertemplate: "" };
	return [
		line(edges, 1, faint),
		{
			...line(plane, 2, ink.purple),
			name: phrase`the cut, y = ½`,
			showlegend: true,
			fill: "toself",
			fillcolor: "rgba(181, 100, 154, 0.25)",
		},
		{ ...line(lines, 1, ink.grey), opacity: 0.9 },
		...twoSets(points, sets, { xaxis: "x", yaxis: "y" }, "").map((trace) => ({
			...trace,
			...noHover,
		})),
		{
			type: "scatter",
			mode: "text",
			...coordinates(names, 3),
			text: ["h<sub>1</sub>", "h<sub>2</sub>", "h<sub>3</sub>"],
			hoverinfo: "skip",
			showlegend: false,
		},
	];
}

/** Where to write the names of the three axes. */
const axisEnds: readonly Point3[] = [
	[1.22, -1.08, -1.08],
	[-1.08, 1.22, -1.08],
	[-1.08, -1.08, 1.12],
];

const tilt = radians(20);

/** The view from a direction, tilted a little so that the floor of the cube can be seen. */
function camera(angle: number): (point: Point3) => Point {
	const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
	return (point) => {
		const depth = point[0] * sin + point[1] * cos;
		return [point[0] * cos - point[1] * sin, point[2] * Math.cos(tilt) + depth * Math.sin(tilt)];
	};
}

/** Which of the views sees the plane with this normal most nearly as a line. */
function edgeOn(n: Point3, degrees: readonly number[]): number {
	const towards = degrees.map((degree) => {
		const angle = radians(degree);
		const depth = n[0] * Math.sin(angle) + n[1] * Math.cos(angle);
		return Math.abs(n[2] * Math.sin(tilt) - depth * Math.cos(tilt));
	});
	return towards.indexOf(Math.min(...towards));
}

function radians(degree: number): number {
	return (degree / 180) * Math.PI;
}
