import type { Figure } from "../../../src/figures/figure.js";
import { sweep } from "../../../src/lessons/07-your-own-experiments/sweep.js";

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

export default {
	"a sweep": sweep({ ...described, title: "A sweep with an empty place", x, y, cells }),
	"a sweep in vain": sweep({ ...described, title: "Nothing has been learned", x, y, cells: never }),
	"a sweep of one": sweep({ ...described, title: "One place", x: [1], y: [8], cells: [cells[3]] }),
} satisfies Record<string, Figure>;
