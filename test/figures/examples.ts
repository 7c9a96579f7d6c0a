import { bars } from "../../src/figures/bars.js";
import type { Figure } from "../../src/figures/figure.js";
import { heatmap } from "../../src/figures/heatmap.js";
import { lines } from "../../src/figures/lines.js";
import { lossCurve } from "../../src/figures/loss-curve.js";
import { panels } from "../../src/figures/panels.js";
import { unrolled } from "../../src/figures/unrolled.js";

const x = [-2, -1, 0, 1, 2];

/** `count` rows of numbers from −1 to 1, no two of them alike. */
function rows(count: number, length: number, phase: number): number[][] {
	return Array.from({ length: count }, (_, t) =>
		Array.from({ length }, (_, j) => Math.sin(phase + 1.7 * t + 2.3 * j)),
	);
}

/** The same from 0 to 1. */
const shares = (...of: Parameters<typeof rows>) =>
	rows(...of).map((row) => row.map((value) => (1 + value) / 2));

export default {
	"lines with a band, marks and a gap": lines({
		title: "A line with a spread, and points",
		alt: "A line that rises, with a band around it, and two points.",
		xTitle: "x",
		yTitle: "y",
		series: [
			{ name: "mean", x, y: [1, 2, Number.NaN, 4, 5], low: [0, 1, 2, 3, 4], high: [2, 3, 4, 5, 6] },
			{ name: "points", x: [-1, 1], y: Float64Array.of(1 / 3, 1e9 / 7), mode: "markers" },
		],
		marks: [
			{ x: 0, text: "zero" },
			{ y: 3, text: "three" },
		],
	}),
	"lines on logarithmic axes": lines({
		title: "Equal factors, equal distances",
		subtitle: "Both axes are logarithmic",
		alt: "A straight line from (1, 1) to (100, 10000).",
		xTitle: "n",
		yTitle: "n²",
		xLog: true,
		yLog: true,
		xRange: [1, 100],
		equal: true,
		series: [{ name: "n²", x: [1, 10, 100], y: [1, 100, 10_000], dash: "dash" }],
		marks: [{ y: 100, text: "a hundred" }],
		height: 300,
	}),
	"a heatmap with a gap": heatmap({
		title: "A table of numbers as colours",
		alt: "Six cells, one of them empty.",
		z: [
			[1, 2, 3],
			[4, Number.POSITIVE_INFINITY, 6],
		],
		x: ["α = 0.1", "α = 1", "α = 10"],
		y: [4, 8],
		xTitle: "learning rate",
		yTitle: "hidden size",
		zTitle: "error",
		decimals: 1,
	}),
	"a diverging heatmap": heatmap({
		title: "Below and above zero",
		alt: "Two cells, one below zero and one above.",
		z: [Float64Array.of(-0.25, 0.125)],
		xTitle: "j",
		yTitle: "i",
		zTitle: "U<sub>ij</sub>",
		scale: "diverging",
	}),
	"a loss curve": lossCurve({
		reports: [0, 50, 100].map((iteration) => ({
			iteration,
			error: 4 - iteration / 50,
			averageError: 4 - iteration / 100,
		})),
		iterations: 1000,
		most: 8,
	}),
	"bars with one chosen": bars({
		title: "The second is the largest",
		alt: "Three bars, the second coloured.",
		x: [0, 1, 2],
		series: [{ name: "correlation", y: [0.2, -0.9, 0.1] }],
		chosen: 1,
		xTitle: "unit",
		yTitle: "correlation",
		yRange: [-1, 1],
	}),
	"stacked bars": bars({
		title: "Two parts of each",
		alt: "Two bars of two parts each.",
		x: ["low", "high"],
		series: [
			{ name: "without", y: [0.4, 0.1] },
			{ name: "with", y: [0, 0.5] },
		],
		stacked: true,
		xTitle: "value",
		yTitle: "share",
	}),
	"three panels": panels({
		title: "Three tables in the same colours",
		alt: "Three tables of two rows each.",
		panels: ["one", "two", "three"].map((title, at) => ({
			title,
			z: [Float64Array.of(at, -at, Number.NaN), [0, 1, 2]],
		})),
		firstRow: 0,
		xTitle: "step t",
		yTitle: "unit j",
		zTitle: "value",
		scale: "diverging",
		range: [-1, 1],
		hover: "%{x}, %{y}: %{z}",
	}),
	"an unrolled network": unrolled({ x: shares(4, 2, 0), h: shares(5, 4, 1), y: shares(4, 1, 2) }),
	"deltas through an unrolled network": unrolled({
		x: shares(4, 2, 0),
		h: rows(4, 4, 1),
		y: rows(4, 1, 2),
		flow: "backward",
	}),
	"an unrolled network of odd sizes": unrolled({
		x: shares(1, 5, 0),
		h: shares(2, 20, 1),
		y: shares(1, 6, 2),
	}),
	"an unrolled network, step by step": unrolled({
		x: shares(3, 1, 0),
		h: shares(4, 3, 1),
		y: shares(3, 1, 2),
		steps: true,
	}),
	"a network with its loop, and unrolled": unrolled({
		x: shares(4, 2, 0),
		h: shares(5, 8, 1),
		y: shares(4, 1, 3),
		steps: true,
		folded: true,
	}),
	"deltas, step by step": unrolled({
		x: shares(3, 1, 0),
		h: rows(3, 3, 1),
		y: rows(3, 1, 2),
		flow: "backward",
		steps: true,
	}),
} satisfies Record<string, Figure>;
