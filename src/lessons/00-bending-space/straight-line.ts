import type { PlanarSet } from "../../tasks/planar-sets.js";

/**
 * The largest share of the points, from 0 to 1, that a straight line leaves on their own side: of
 * all lines in whole degrees, wherever they lie.
 */
export function bestLine({ x, d }: PlanarSet): number {
	const points = x.toRows();
	const sets = Array.from(d.data);
	let best = 0;
	for (let degree = 0; degree < 180; degree++) {
		const [cos, sin] = [Math.cos, Math.sin].map((of) => of((degree * Math.PI) / 180));
		const across = points.map(([x_1, x_2]) => x_1 * cos + x_2 * sin);
		const order = points.map((_, n) => n).sort((a, b) => across[a] - across[b]);
		// The line begins before all points, so that all are said to be in set 1, and passes one after
		// the other. Turned round, it gets those right that it got wrong.
		let right = sets.filter((set) => set === 1).length;
		best = Math.max(best, right, sets.length - right);
		for (const n of order) {
			right += sets[n] === 0 ? 1 : -1;
			best = Math.max(best, right, sets.length - right);
		}
	}
	return best / sets.length;
}
