import type { Figure } from "../../../src/figures/figure.js";
import { permutationBars } from "../../../src/lessons/07-your-own-experiments/permutation-bars.js";
import { permutationTest } from "../../../src/lessons/07-your-own-experiments/permutation-test.js";
import { runDots } from "../../../src/lessons/07-your-own-experiments/run-dots.js";
import { sweep } from "../../../src/lessons/07-your-own-experiments/sweep.js";
import { Random } from "../../../src/network/random.js";

const [x, y] = [
	[0.1, 1],
	[4, 8],
];
const described = {
	alt: "A measure over α and H.",
	xTitle: "α",
	yTitle: "H",
	zTitle: "iterations",
};
const cells = y.flatMap((y) =>
	x.map((x) => {
		const z = x * y < 0.5 ? Number.POSITIVE_INFINITY : 1000 / (x * y);
		return { x, y, z, text: `${x * y}`, hover: `α = ${x}, H = ${y}` };
	}),
);
const never = cells.map((cell) => ({ ...cell, z: Number.POSITIVE_INFINITY }));

const [fast, slow] = [
	[3, 4, 4, 5, 5, 5, 6, 7, 9],
	[4, 5, 6, 6, 7, 8, 8, 9, Number.POSITIVE_INFINITY],
];

export default {
	"runs and their medians": runDots({
		title: "Every run a dot",
		alt: "Two rows of runs; one of the second never learned.",
		xTitle: "iterations",
		rows: [
			{ name: "A", values: fast },
			{ name: "B", values: slow },
		],
	}),
	"shuffled names": permutationBars({
		title: "Nearly as far apart by chance",
		a: "fast",
		b: "slow",
		test: permutationTest(fast, slow, { shuffles: 500, random: new Random(0) }),
	}),
	"a sweep": sweep({ ...described, title: "A sweep with an empty place", x, y, cells }),
	"a sweep in vain": sweep({ ...described, title: "Nothing has been learned", x, y, cells: never }),
	"a sweep of one": sweep({ ...described, title: "One place", x: [1], y: [8], cells: [cells[3]] }),
} satisfies Record<string, Figure>;
