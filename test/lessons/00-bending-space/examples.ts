import type { Figure } from "../../../src/figures/figure.js";
import { bending } from "../../../src/lessons/00-bending-space/bending.js";
import { boundaryOf } from "../../../src/lessons/00-bending-space/decision-boundary.js";
import { planarPanels } from "../../../src/lessons/00-bending-space/planar-panels.js";
import {
	type PlanarSnapshot,
	plane,
	snapshotOf,
} from "../../../src/lessons/00-bending-space/snapshot.js";
import { turning } from "../../../src/lessons/00-bending-space/turning.js";
import { pointsOf } from "../../../src/lessons/00-bending-space/two-sets.js";
import { widthRuns } from "../../../src/lessons/00-bending-space/width-runs.js";
import { Feedforward } from "../../../src/network/feedforward.js";
import { Random } from "../../../src/network/random.js";
import { planarSet } from "../../../src/tasks/planar-sets.js";

const set = planarSet("core", { count: 12, random: new Random(0) });

function bent(hiddenDim: number, moments: readonly number[]): Figure {
	const network = Feedforward.create({ dims: [2, hiddenDim, 1], random: new Random(1) });
	const snapshots: PlanarSnapshot[] = [];
	for (const moment of moments) snapshots.push(snapshotOf(network, set, moment, snapshots.at(-1)));
	return bending({
		title: "The plane, bent",
		alt: "A plane and its image.",
		snapshots,
		...plane(network, set),
	});
}

const three = Feedforward.create({ dims: [2, 3, 1], random: new Random(1) });

export default {
	"a plane bent by one unit": bent(1, [0]),
	"a plane bent by two units": bent(2, [0]),
	"a plane bent by four units": bent(4, [0, 10]),
	"a hidden space turned": turning({
		title: "Three units",
		alt: "A sheet in a cube.",
		points: Feedforward.hiddenImage(three, set.x).toRows(),
		sets: set.d.data,
		lines: [Feedforward.hiddenImage(three, set.x).toRows()],
		cut: boundaryOf(three),
		views: 3,
	}),
	"sets in the plane": planarPanels({
		title: "Two sets, twice",
		alt: "A core and a ring, twice.",
		panels: ["one", "two"].map((name) => ({ name, points: pointsOf(set.x), sets: set.d.data })),
	}),
	"runs by width": widthRuns({
		title: "Wider is better",
		alt: "Two runs with one unit, one with two, none with three yet.",
		widths: [1, 2, 3],
		runs: [
			{ width: 1, right: 0.5 },
			{ width: 1, right: 0.75 },
			{ width: 2, right: 1 },
		],
	}),
} satisfies Record<string, Figure>;
