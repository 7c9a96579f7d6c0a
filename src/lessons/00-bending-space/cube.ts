import { dot } from "../../network/matrix.js";

/** A point in a hidden space of three units. */
export type Point3 = ArrayLike<number>;

/** A plane: n · h = c. */
export interface Plane3 {
	readonly n: Point3;
	readonly c: number;
}

const axes = [0, 1, 2];
const ends = [-1, 1];

/** The twelve edges of the cube from −1 to 1, four along each axis. */
export const cubeEdges: readonly (readonly [Point3, Point3])[] = axes.flatMap((along) =>
	ends.flatMap((a) =>
		ends.map((b) => {
			const corner = (end: number) => [...[a, b].slice(0, along), end, ...[a, b].slice(along)];
			return [corner(-1), corner(1)] as const;
		}),
	),
);

/** The polygon in which a plane meets the cube: its corners in order around it, the first one twice. */
export function acrossCube({ n, c }: Plane3): Point3[] {
	const corners = cubeEdges.flatMap(([from, to]) => {
		const [a, b] = [dot(from, n) - c, dot(to, n) - c];
		if (a === b || a * b > 0) return [];
		return [axes.map((k) => from[k] + ((to[k] - from[k]) * a) / (a - b))];
	});
	if (corners.length < 3) return [];
	const middle = axes.map((k) => corners.reduce((sum, p) => sum + p[k], 0) / corners.length);
	const fromMiddle = (p: Point3) => axes.map((k) => p[k] - middle[k]);
	const across = fromMiddle(corners[0]);
	const beside = cross(n, across);
	const angle = (p: Point3) => Math.atan2(dot(beside, fromMiddle(p)), dot(across, fromMiddle(p)));
	corners.sort((p, q) => angle(p) - angle(q));
	return [...corners, corners[0]];
}

function cross(a: Point3, b: Point3): number[] {
	return axes.map((k) => {
		const [p, q] = [(k + 1) % 3, (k + 2) % 3];
		return a[p] * b[q] - a[q] * b[p];
	});
}
