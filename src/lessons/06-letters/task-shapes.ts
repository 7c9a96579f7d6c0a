import { arrow, drawingAxes, label, type Point } from "../../figures/drawing.js";
import { type Attributes, type Figure, figure, type Titles } from "../../figures/figure.js";
import { ink } from "../../figures/template.js";

/** What a task gives a recurrent network, and what it asks of it. */
export interface TaskShape {
	readonly name: string;
	readonly example: string;
	/** For each step, whether there is an x^t, and whether a y^t is due. */
	readonly reads: readonly boolean[];
	readonly says: readonly boolean[];
}

const side = 0.5;
const rowHeight = 1.15;
const across = 6.6;
const down = 4.9;

/** Task shapes side by side, two in a row, each as a network unrolled in time. */
export function taskShapes({
	shapes,
	...titles
}: Titles & { readonly shapes: readonly TaskShape[] }): Figure {
	const drawn = shapes.map((shape, k) =>
		drawShape(shape, [across * (k % 2), -down * Math.floor(k / 2)]),
	);
	const rows = Math.ceil(shapes.length / 2);
	return figure({
		...titles,
		data: [],
		layout: {
			height: 90 + 250 * rows,
			showlegend: false,
			...drawingAxes([-0.5, 2 * across - 1.1], [down * (1 - rows) - 1.6, 3.1]),
			shapes: drawn.flatMap(({ boxes }) => boxes),
			annotations: drawn.flatMap(({ arrows, labels }) => [...arrows, ...labels]),
			margin: { l: 10, r: 10, b: 10 },
		},
	});
}

/** One network, its first input at `origin`: a box for each vector, and arrows between them. */
function drawShape({ name, example, reads, says }: TaskShape, [x0, y0]: Point) {
	const at = (t: number, row: number): Point => [x0 + t, y0 + row * rowHeight];
	const steps = Array.from(reads.keys());
	const boxes: Attributes[] = steps.flatMap((t) => [
		...(reads[t] ? [box(at(t, 0), ink.ochre)] : []),
		box(at(t, 1), ink.blue),
		...(says[t] ? [box(at(t, 2), ink.green)] : []),
	]);
	const arrows = steps.flatMap((t) => [
		...(reads[t] ? [between(at(t, 0), at(t, 1))] : []),
		...(says[t] ? [between(at(t, 1), at(t, 2))] : []),
		...(t > 0 ? [between(at(t - 1, 1), at(t, 1))] : []),
	]);
	const middle = x0 + (reads.length - 1) / 2;
	const labels = [
		label(`<b>${name}</b>`, [middle, y0 - 0.6], { yanchor: "top", font: { size: 14 } }),
		label(example, [middle, y0 - 1.05], { yanchor: "top", font: { size: 13 } }),
	];
	return { boxes, arrows, labels };
}

function box([x, y]: Point, colour: string): Attributes {
	const half = side / 2;
	return {
		type: "rect",
		x0: x - half,
		y0: y - half,
		x1: x + half,
		y1: y + half,
		line: { color: colour, width: 2 },
		fillcolor: colour,
		opacity: 0.75,
	};
}

/** An arrow from the edge of one box to the edge of the next. */
function between(from: Point, to: Point): Attributes {
	const [dx, dy] = [Math.sign(to[0] - from[0]), Math.sign(to[1] - from[1])];
	const gap = side / 2 + 0.04;
	return arrow([from[0] + dx * gap, from[1] + dy * gap], [to[0] - dx * gap, to[1] - dy * gap]);
}
